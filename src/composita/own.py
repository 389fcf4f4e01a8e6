"""A person's own documents: kept with their words in a folder beside the store.

The store is made anew when the packs change; these are read into each one.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from composita.facts import Document
from composita.pack import Edition, decode_editions, encode_edition
from composita.read.language import named
from composita.store import Filed


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
    """The folder `own/` under a library's folder, one file for each document."""

    def __init__(self, library: Path) -> None:
        self._folder = library / "own"

    def keep(self, edition: Edition) -> None:
        """Keeps a document; an older edition of it is replaced."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = blake2b(edition.document.id.encode(), digest_size=8).hexdigest()
        unfinished = self._folder / f"{name}.unfinished"
        unfinished.write_bytes(encode_edition(edition))
        unfinished.replace(self._folder / f"{name}.jsonl")

    def editions(self) -> Iterator[Edition]:
        """Every kept document; none where nothing has been read."""
        for path in sorted(self._folder.glob("*.jsonl")):
            yield from decode_editions(path.read_bytes().splitlines(), str(path))
