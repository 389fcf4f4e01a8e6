"""Asks the service without pause while documents are read into its store: no request may fail.

`python bench/soak.py [SECONDS [READ_EVERY]]`; ten minutes and a document every 30 seconds
otherwise. Each document makes a new store, which takes the place of the one that is served.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from composita.library import open_library
from serve import CASES, Client, Server, connected, get

CONNECTIONS = 8
READ = [sys.executable, "-c", "from composita.cli import main; main()", "read"]


def main(seconds: float = 600, read_every: float = 30) -> None:
    told = soak(seconds, read_every)
    print(told)
    if told["failed"] or not told["stores"]:
        sys.exit(1)


def soak(seconds: float, read_every: float, workers: int = 2) -> Counter[str]:
    """How many requests were answered and failed, how many newer stores were served, how much
    memory the largest process has and had at first, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COMPOSITA_HOME"] = folder
        open_library(Path(folder)).close()
        server = Server(workers)
        try:
            before = max(server.megabytes())
            told = asyncio.run(_asked(server, Path(folder), seconds, read_every))
            told["MB at first"], told["MB"] = before, max(server.megabytes())
        finally:
            server.stop()
    return told


async def _asked(server: Server, folder: Path, seconds: float, read_every: float) -> Counter[str]:
    told: Counter[str] = Counter()
    versions: set[bytes] = set()
    end = time.perf_counter() + seconds
    clients = await connected(server.port, CONNECTIONS)
    asking = (_ask(client, end, told, versions) for client in clients)
    await asyncio.gather(_read(folder, read_every, end, told), *asking)
    told["stores"] = len(versions) - 1
    return told


async def _ask(client: Client, end: float, told: Counter[str], versions: set[bytes]) -> None:
    """All kinds of requests, one after the other."""
    requests = [case.request for case in CASES]
    while time.perf_counter() < end:
        for request in (*requests, get("/readyz")):
            try:
                status = await client.ask(request)
            except ConnectionError:
                status = 0
            told["answered" if status == 200 else "failed"] += 1
        versions.add(client.body)
    client.close()


async def _read(folder: Path, every: float, end: float, told: Counter[str]) -> None:
    """A document of an invented medicine is read in, again and again."""
    while time.perf_counter() + every < end:
        await asyncio.sleep(every)
        label = folder / "label.json"
        label.write_text(json.dumps(_label(told["read"])))
        reading = await asyncio.create_subprocess_exec(*READ, label, stdout=asyncio.subprocess.PIPE)
        await reading.communicate()
        told["read"] += reading.returncode == 0


def _label(number: int) -> dict[str, object]:
    return {
        "set_id": f"label-{number}",
        "openfda": {"substance_name": ["EXEMPLAMINE"], "unii": ["EXEMPLAM01"]},
        "indications_and_usage": ["Exemplamine is indicated for the treatment of hay fever."],
    }


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
