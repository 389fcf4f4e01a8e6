"""A person's own documents: kept with their words in a folder beside the store.

The store is made anew when the packs change; these are read into each one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from composita.errors import BadPack, BadStore
from composita.facts import Document
from composita.pack import Edition, decode_editions, encode_edition
from composita.read.language import named
from composita.store import Filed, Filing, Store, locked, replacing, written

_TAIL = 256  # bytes: some lines of the journal


class Outcome(Struct, frozen=True, omit_defaults=True):
    """What came of reading a document: how many facts, and of which medicines.

    `why` says why it is on no page ("on no page: Spanish"), "" where it is on one; `problems` what
    in it was left out or could not be read; `instead` is the pack that had a document of the same
    identity, of which this one took the place.
    """

    title: str
    facts: int = 0
    medicines: tuple[str, ...] = ()
    why: str = ""
    problems: tuple[str, ...] = ()
    instead: str = ""


def outcome(document: Document, filed: Filed) -> Outcome:
    """What came of a document that a store has filed."""
    why = _why(document, filed)
    return Outcome(
        document.title, filed.facts, filed.medicines, why, document.problems, filed.instead
    )


def _why(document: Document, filed: Filed) -> str:
    if filed.medicines:
        return ""
    return (
        "no substance known"
        if document.language == "en"
        else f"on no page: {named(document.language)}"
    )


class Own:
    """The folder `own/` under a library's folder: a file for each document, and a journal.

    A line of the journal names a file before it is written, and gives a mark, which stands for
    this line and all before it. A store holds the mark of the last document that it took up: what
    a kill cut short is taken up from there.
    """

    def __init__(self, library: Path) -> None:
        self._folder = library / "own"
        self._journal = self._folder / "journal"

    def keep(self, edition: Edition) -> str:
        """Keeps a document, safe from a kill, and gives its mark; an older edition is replaced."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = blake2b(edition.document.id.encode(), digest_size=8).hexdigest()
        lines = encode_edition(edition)
        mark = blake2b(self.mark().encode() + lines, digest_size=8).hexdigest()
        self._note(f"\n{name} {mark}\n")
        written(self._folder / f"{name}.jsonl", lines)
        return mark

    def mark(self) -> str:
        """Where the journal ends, "" where nothing has been read."""
        return next((mark for _, mark in reversed(self._noted(_TAIL))), "")

    def editions(self) -> Iterator[Edition]:
        """Every kept document; none where nothing has been read."""
        for path in sorted(self._folder.glob("*.jsonl")):
            yield from _editions(path)

    def since(self, mark: str) -> Iterator[Edition]:
        """The documents that were kept after a mark; all where the journal has not come by it."""
        noted = self._noted()
        begin = next((at for at, (_, passed) in enumerate(noted, 1) if passed == mark), 0)
        for name in dict.fromkeys(name for name, _ in noted[begin:]):
            yield from _editions(self._folder / f"{name}.jsonl")

    def problems(self, mark: str) -> Iterator[str]:
        """What a store with this mark does not hold."""
        for path in sorted(self._folder.glob("*.jsonl")):
            if not _editions(path):
                yield f"{path} is damaged: read its document again"
        if self.mark() not in ("", mark):
            yield f"{sum(1 for _ in self.since(mark))} documents are kept, and not in the store yet"

    def _noted(self, tail: int = 0) -> list[tuple[str, str]]:
        """The lines of the journal, or those at its end; one that was cut off is passed over."""
        try:
            with self._journal.open("rb") as journal:
                if tail and tail < os.fstat(journal.fileno()).st_size:
                    journal.seek(-tail, os.SEEK_END)
                lines = journal.read().decode().split("\n")
        except FileNotFoundError:
            return []
        return [(name, mark) for name, _, mark in (line.partition(" ") for line in lines) if mark]

    def _note(self, line: str) -> None:
        with self._journal.open("ab") as journal:
            journal.write(line.encode())
            journal.flush()
            os.fsync(journal.fileno())


def take_up(store: Path, own: Own) -> None:
    """Brings into a store what was kept since: whoever read it was killed, or had another store.

    It is left to somebody who is reading just now, and left alone where nothing can be written.
    """
    with closing(Store(store)) as known:
        if own.mark() in ("", known.mark):
            return
    with suppress(BadStore), locked(store.parent, wait=False) as is_free:
        if is_free:
            with adding(store, own):
                pass


@contextmanager
def adding(store: Path, own: Own) -> Iterator[Callable[[Edition], Filed]]:
    """A function that keeps a document, and files it in a copy of a store.

    The copy takes the store's place at the end; where this is interrupted, with what is done by
    then. The folder must be locked.
    """
    with replacing(store) as copy, closing(sqlite3.connect(copy)) as connection:
        connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
        filing = Filing(connection)
        for edition in own.since(connection.execute("SELECT mark FROM own").fetchone()[0]):
            filing.file(edition)
        _commit(connection, own.mark())

        def add(edition: Edition) -> Filed:
            mark = own.keep(edition)
            filed = filing.file(edition)
            _commit(connection, mark)
            return filed

        yield add


def _commit(connection: sqlite3.Connection, mark: str) -> None:
    connection.execute("UPDATE own SET mark = ?", (mark,))
    connection.commit()


def _editions(path: Path) -> list[Edition]:
    """What a kept file holds: nothing where it was never finished, or is damaged."""
    try:
        return list(decode_editions(path.read_bytes().splitlines(), str(path)))
    except (FileNotFoundError, BadPack):
        return []
