"""What an audit has done so far, on disk: an interrupted run goes on, and memory stays small."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct

from composita.audit.audit import Audited


class Entry(Struct, frozen=True):
    """An audited page. `print` tells whether the file is the one that was audited."""

    print: str
    audited: Audited


class Journal:
    """A file with a line for each audited page; removed when the audit is left unharmed."""

    def __init__(self, folder: Path, key: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        name = blake2b(key.encode(), digest_size=8).hexdigest()
        self._path = folder / f"{name}.jsonl"
        self._mend()
        self._file = self._path.open("ab")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._file.close()
        if kind is None:
            self._path.unlink(missing_ok=True)

    def done(self) -> dict[str, str]:
        """For each page that has been audited, the print of its file."""
        return {entry.audited.path: entry.print for entry in self._entries()}

    def write(self, line: bytes) -> None:
        """Adds an entry, as `line_of` writes it."""
        self._file.write(line)
        self._file.flush()

    def pages(self) -> Iterator[Audited]:
        """Every audited page in the order of paths; the last audit of each."""
        places: dict[str, int] = {}
        with self._path.open("rb") as lines:
            at = 0
            for line in lines:
                places[_path.decode(line).audited.path] = at
                at += len(line)
        with self._path.open("rb") as lines:
            for _, place in sorted(places.items()):
                lines.seek(place)
                yield _entry.decode(lines.readline()).audited

    def _entries(self) -> Iterator[_Head]:
        with self._path.open("rb") as lines:
            for line in lines:
                yield _path.decode(line)

    def _mend(self) -> None:
        """Cuts off a line that an interruption left unfinished."""
        if self._path.exists():
            data = self._path.read_bytes()
            whole = data.rfind(b"\n") + 1
            if whole < len(data):
                self._path.write_bytes(data[:whole])


class _Path(Struct, frozen=True):
    path: str


class _Head(Struct, frozen=True):
    print: str
    audited: _Path


_entry = msgspec.json.Decoder(Entry)
_path = msgspec.json.Decoder(_Head)


def line_of(entry: Entry) -> bytes:
    """An entry as a line: processes hand lines to each other, which is quicker than values."""
    return msgspec.json.encode(entry) + b"\n"


def print_of(path: Path) -> str:
    """What changes when a file does."""
    stat = path.stat()
    return f"{stat.st_size}-{stat.st_mtime_ns}"
