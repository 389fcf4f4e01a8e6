"""Where a person's store lies, and how it comes to be there: whole or not at all."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from composita.errors import BadStore


def home() -> Path:
    """The folder of a person's own data: $COMPOSITA_HOME, or their XDG data folder."""
    if chosen := os.environ.get("COMPOSITA_HOME"):
        return Path(chosen)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "composita"


def made_once(path: Path, make: Callable[[Path], None]) -> None:
    """Calls `make` with a temporary path and moves what it made to `path`, unless that exists.

    Two processes at once: the second waits for the first. A kill or a full disk leaves at most
    an unfinished file beside `path`, which the next call removes.
    """
    if path.exists():
        return
    with locked(path.parent):
        if path.exists():
            return
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        try:
            make(unfinished)
            unfinished.replace(path)
        except (OSError, sqlite3.Error) as error:
            unfinished.unlink(missing_ok=True)
            raise BadStore(f"{path}: the store could not be made: {error}{_REMEDY}") from error
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


_REMEDY = ". Free some disk space, or set COMPOSITA_HOME to a folder that you can write to."


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder's lock; creates the folder where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("wb")
    except OSError as error:
        raise BadStore(f"{folder}: {error}{_REMEDY}") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
