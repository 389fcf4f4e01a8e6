"""Asks the service without pause while a newer store is swapped in: no request may fail.

`python bench/soak.py [SECONDS [SWAP_EVERY]]`; ten minutes and a swap every 30 seconds otherwise.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from composita.library import open_library
from serve import CASES, Client, Server, connected, get

CONNECTIONS = 8


def main(seconds: float = 600, swap_every: float = 30) -> None:
    told = soak(seconds, swap_every)
    print(told)
    if told["failed"] or not told["swaps"]:
        sys.exit(1)


def soak(seconds: float, swap_every: float, workers: int = 2) -> Counter[str]:
    """How many requests were answered and failed, how many stores swapped, how much memory grew."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COMPOSITA_HOME"] = folder
        store = open_library(Path(folder)).path
        server = Server(workers)
        try:
            before = max(server.megabytes())
            told = asyncio.run(_asked(server, store, seconds, swap_every))
            told["megabytes more"] = max(server.megabytes()) - before
        finally:
            server.stop()
    return told


async def _asked(server: Server, store: Path, seconds: float, swap_every: float) -> Counter[str]:
    told: Counter[str] = Counter()
    end = time.perf_counter() + seconds
    clients = await connected(server.port, CONNECTIONS)
    swapping = asyncio.create_task(_swap(store, swap_every, told))
    await asyncio.gather(*(_ask(client, end, told) for client in clients))
    swapping.cancel()
    return told


async def _ask(client: Client, end: float, told: Counter[str]) -> None:
    """All kinds of requests, one after the other."""
    requests = [case.request for case in CASES] + [get("/readyz")]
    while time.perf_counter() < end:
        for request in requests:
            try:
                status = await client.ask(request)
            except ConnectionError:
                status = 0
            told["answered" if status == 200 else "failed"] += 1
    client.close()


async def _swap(store: Path, every: float, told: Counter[str]) -> None:
    """A copy of the store, as an update would make it, takes its place again and again."""
    while True:
        await asyncio.sleep(every)
        made = store.with_suffix(".new")
        await asyncio.to_thread(shutil.copyfile, store, made)
        made.replace(store)
        told["swaps"] += 1


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
