"""Reads documents in a process that is killed at random moments, again and again.

`python killed.py FOLDER KILLS SEED` reads the labels in FOLDER/labels into FOLDER/store.sqlite, and
prints how often it was killed, how often before the end, and what was lost.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from contextlib import closing
from pathlib import Path

from composita.errors import UnreadableDocument
from composita.library import Library
from composita.own import Own, take_up


def main(folder: Path, kills: int, seed: int) -> None:
    store, moments = folder / "store.sqlite", random.Random(seed)
    read(store, folder / "labels", os.open(os.devnull, os.O_WRONLY))  # lexicons take time to load
    started = time.perf_counter()
    read(store, folder / "labels", os.open(os.devnull, os.O_WRONLY))
    whole = time.perf_counter() - started
    reported: set[str] = set()
    cut = 0
    for number in range(kills):
        labels = folder / "labels" if number % 2 else folder / "more"
        told, is_cut = killed(store, labels, moments.uniform(0, whole * 1.2))
        reported |= told
        cut += is_cut
        take_up(store, Own(folder))
        with closing(Library(store)) as library:
            assert reported <= titles(library), f"lost at kill {number}"
            assert not list(library.problems())
    print(f"{kills} kills, {cut} before the end, {len(reported)} documents, nothing lost")


def killed(store: Path, labels: Path, after: float) -> tuple[set[str], bool]:
    """The documents that were reported as read before a kill, and whether it came in time."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(told)
        read(store, labels, tell)
        os._exit(0)
    os.close(tell)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(told, "rb") as reported:
        return set(reported.read().decode().split("\n")[:-1]), os.WIFSIGNALED(status)


def read(store: Path, labels: Path, tell: int) -> None:
    with closing(Library(store)) as library:
        for found in library.read(labels):
            assert not isinstance(found, UnreadableDocument)
            os.write(tell, f"{found.title}\n".encode())


def titles(library: Library) -> set[str]:
    (found,) = library.find("exemplamine").names
    assert found.substance
    own = library.subject((found.substance,)).own
    return {f"Exemplo {document.rpartition('-')[2]}" for document in own}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
