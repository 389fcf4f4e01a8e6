"""The service over loopback: requests a second, latency at half of that, CPU and memory.

The load comes from this script on the same machine, over kept connections, because wrk is not
installed everywhere; it takes a part of the cores, so CPU for each request is told too. With the
argument `quick`, each measurement takes one second.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

CONNECTIONS = 32
WORKERS = 2
SECONDS = 1 if "quick" in sys.argv else 5
FIVE = {
    "items": ["amitriptyline 25 mg hs", "pregabalin 75 mg bd", "warfarin", "digoxin", "ramipril"]
}


PAGE = "/medicine/pregabalin"


class Case(NamedTuple):
    name: str
    request: bytes
    reach: int  # requests a second


def get(path: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode()


def post(path: str, value: object) -> bytes:
    body = json.dumps(value)
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


CASES = (
    Case("healthz (what a request costs at all)", get("/healthz"), 0),
    Case("page of a medicine, compressed", get(PAGE, "Accept-Encoding: gzip"), 1500),
    Case("page of a medicine, plain", get(PAGE), 1500),
    Case("monograph as data", get("/v1/monographs/pregabalin"), 0),
    Case("check of five", post("/v1/check", FIVE), 1500),

    Case("find", get("/v1/find?q=pregabalin"), 3000),
    Case("near", post("/v1/near", {"typed": "preg"}), 0),
)  # fmt: skip


class Client(asyncio.Protocol):
    """One connection: sends a request, and reads the answer to its end."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._answer: asyncio.Future[int] | None = None
        self._left = -1
        self.body = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if self._left < 0:
            head, _, data = data.partition(b"\r\n\r\n")
            self._status = int(head[9:12])
            self._left = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            self.body = b""
        self._left -= len(data)
        self.body += data
        if self._left == 0 and self._answer:
            self._left = -1
            self._answer.set_result(self._status)

    def connection_lost(self, _: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionError())

    async def ask(self, request: bytes) -> int:
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def close(self) -> None:
        self._transport.close()


async def connected(port: int, count: int) -> list[Client]:
    loop = asyncio.get_running_loop()
    made = [loop.create_connection(lambda: Client(port), "127.0.0.1", port) for _ in range(count)]
    return [client for _, client in await asyncio.gather(*made)]


async def loaded(clients: Sequence[Client], request: bytes, seconds: float) -> tuple[int, int]:
    """As many requests as the connections bear, one after the other: how many, and how many bad."""
    end, done, bad = time.perf_counter() + seconds, 0, 0

    async def one(client: Client) -> None:
        nonlocal done, bad
        while time.perf_counter() < end:
            status = await client.ask(request)
            done, bad = done + 1, bad + (status != 200)

    await asyncio.gather(*map(one, clients))
    return done, bad


async def paced(clients: Sequence[Client], request: bytes, rate: float, seconds: float) -> float:
    """The 99th percentile in ms at a rate, from when each request was due."""
    started, taken = time.perf_counter(), []

    async def one(place: int, client: Client) -> None:
        for number in range(place, int(rate * seconds), len(clients)):
            due = started + number / rate
            await asyncio.sleep(due - time.perf_counter())
            await client.ask(request)
            taken.append(time.perf_counter() - due)

    await asyncio.gather(*(one(*numbered) for numbered in enumerate(clients)))
    return sorted(taken)[int(len(taken) * 0.99)] * 1000


class Server:
    """`composita serve` as a process, with what its workers use."""

    def __init__(self, workers: int) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-c", "from composita.cli import main; main()", "serve"]
        options = ["--port", str(self.port), "--a-minute", "0", "--workers", str(workers)]
        started = time.perf_counter()
        self._process = subprocess.Popen([*command, *options], start_new_session=True)
        self._wait()
        self.started_in = time.perf_counter() - started

    def _wait(self) -> None:
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)) as asked:
                asked.sendall(get("/readyz", "Connection: close"))
                if asked.recv(100):
                    return
            time.sleep(0.02)
        raise SystemExit("the service does not answer")

    def pids(self) -> list[int]:
        own = self._process.pid
        below = Path(f"/proc/{own}/task/{own}/children").read_text().split()
        return [own, *map(int, below)]

    def cpu(self) -> float:
        """Seconds that all its processes have used."""
        stats = [
            Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split() for pid in self.pids()
        ]
        return sum(int(s[11]) + int(s[12]) for s in stats) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> list[int]:
        """Of each process, what is in memory and its own or shared."""
        lines = [Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1] for pid in self.pids()]
        return [int(line.split()[0]) // 1024 for line in lines]

    def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(20)


async def measured(case: Case, server: Server) -> None:
    clients = await connected(server.port, CONNECTIONS)
    await loaded(clients, case.request, 0.5)
    before, started = server.cpu(), time.perf_counter()
    done, bad = await loaded(clients, case.request, SECONDS)
    rate = done / (time.perf_counter() - started)
    cpu = (server.cpu() - before) / done * 1e6
    p99 = await paced(clients, case.request, rate / 2, SECONDS)
    reach = f" (reach {case.reach})" if case.reach else ""
    told = f"{case.name}: {rate:,.0f}/s{reach}, {cpu:.0f} µs CPU each, bad {bad}"
    print(f"{told}; p99 at half of that {p99:.1f} ms (reach 50)", flush=True)
    for client in clients:
        client.close()


def main() -> None:
    server = Server(WORKERS)
    print(f"start-up of {WORKERS} workers: {server.started_in:.2f} s (reach 1 s)")
    try:
        for case in CASES:
            asyncio.run(measured(case, server))
        print(f"memory of each process: {server.megabytes()} MB (reach 250 MB)")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
