"""Where a person's store lies, and how files come to be there: whole or not at all.

What has its name is never written to. It is made beside its place, brought to the disk and moved
there, so that a kill or a power cut at any moment leaves what was there before.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

from composita.errors import BadStore


def home() -> Path:
    """The folder of a person's own data: $COMPOSITA_HOME, or their XDG data folder."""
    if chosen := os.environ.get("COMPOSITA_HOME"):
        return Path(chosen)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "composita"


def made_once(path: Path, make: Callable[[Path], None]) -> None:
    """Calls `make` with a temporary path and moves what it made to `path`, unless that exists.

    Two processes at once: the second waits for the first.
    """
    if path.exists():
        return
    with locked(path.parent):
        if not path.exists():
            made(path, make)


def made(path: Path, make: Callable[[Path], None]) -> None:
    """The same whether or not there is a file. The folder must be locked."""
    with _beside(path) as unfinished:
        make(unfinished)
        moved(unfinished, path)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A copy of a file, which takes its place at the end, also where that comes too early: whoever
    changes it sees to it that it is whole at any time. The folder must be locked."""
    with _beside(path) as copy:
        copyfile(path, copy)
        try:
            yield copy
        finally:
            moved(copy, path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A place for a file that is not finished, which an earlier try may have left full."""
    unfinished = path.with_suffix(".unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        yield unfinished
    except (OSError, sqlite3.Error) as error:
        why = f"{path}: {_reason(error)}; what was there before is kept{_REMEDY}"
        raise BadStore(why) from error
    finally:
        unfinished.unlink(missing_ok=True)


def written(path: Path, data: bytes) -> None:
    """Writes a whole file, safe from a kill and from a power cut."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(data)
    moved(unfinished, path)


def moved(finished: Path, path: Path) -> None:
    """Brings a file to the disk, and then to its place."""
    _on_disk(finished)
    finished.replace(path)
    _on_disk(path.parent)


def _on_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _reason(error: OSError | sqlite3.Error) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


_REMEDY = ". Free some disk space, or set COMPOSITA_HOME to a folder that you can write to."


@contextmanager
def locked(folder: Path, wait: bool = True) -> Iterator[bool]:
    """Holds the folder's lock, and creates the folder where there is none.

    Gives False, and holds nothing, where another process has the lock and nobody waits for it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("wb")
    except OSError as error:
        raise BadStore(f"{folder}: {_reason(error)}{_REMEDY}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
