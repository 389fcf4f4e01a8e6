"""Checks at 100 a second while documents are read into the store that answers them.

`python bench/under_read.py PATH` reads what lies there with `composita read`. Told are failures and
the 99th percentile of a check from when it was due, alone and meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from soak import READ

from composita.library import open_library
from serve import FIVE, Client, Server, connected, get, post

A_SECOND = 100
CONNECTIONS = 8
ALONE = 20  # seconds


def main(path: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COMPOSITA_HOME"] = folder
        open_library(Path(folder)).close()
        server = Server(workers=2)
        try:
            asyncio.run(measured(server, path))
        finally:
            server.stop()


async def measured(server: Server, path: str) -> None:
    clients = await connected(server.port, CONNECTIONS)
    await loaded(clients, asyncio.create_task(asyncio.sleep(2)))
    told("alone", await loaded(clients, asyncio.create_task(asyncio.sleep(ALONE))))
    started, before = time.perf_counter(), await version(clients[0])
    reading = await asyncio.create_subprocess_exec(*READ, path, stdout=asyncio.subprocess.DEVNULL)
    told("while documents are read", await loaded(clients, asyncio.create_task(reading.wait())))
    print(f"read with exit code {reading.returncode} in {time.perf_counter() - started:.0f} s")
    told(
        "as the new store is taken up",
        await loaded(clients, asyncio.create_task(asyncio.sleep(12))),
    )
    print(f"served before {before!r}, now {await version(clients[0])!r}")


async def version(client: Client) -> str:
    await client.ask(get("/readyz"))
    return client.body.decode().strip()


async def loaded(clients: list[Client], until: asyncio.Task[object]) -> list[tuple[float, int]]:
    """Of each check, the seconds since it was due and the status, until something is done."""
    started, request = time.perf_counter(), post("/v1/check", FIVE)
    answers: list[tuple[float, int]] = []

    async def one(place: int, client: Client) -> None:
        number = place
        while not until.done():
            due = started + number / A_SECOND
            await asyncio.sleep(due - time.perf_counter())
            status = await client.ask(request)
            answers.append((time.perf_counter() - due, status))
            number += len(clients)

    await asyncio.gather(*(one(*numbered) for numbered in enumerate(clients)))
    return answers


def told(when: str, answers: list[tuple[float, int]]) -> None:
    taken = sorted(seconds for seconds, _ in answers)
    failed = sum(status != 200 for _, status in answers)
    p99 = taken[int(len(taken) * 0.99)] * 1000
    print(f"{when}: {len(taken):,} checks, {failed} failed, p99 {p99:.1f} ms", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
