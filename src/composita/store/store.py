"""The store as others see it: look-ups that give back the values that went in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from composita.errors import BadStore
from composita.facts import (
    Document,
    Fact,
    Passage,
    Source,
    Value,
    about_digits,
    statement_id,
)
from composita.pack import Manifest
from composita.store.begun import Beginnings
from composita.store.build import OWN
from composita.store.names import Names


class Explained(NamedTuple):
    """A fact behind a statement, its document, and the text of its section where it is held."""

    fact: Fact
    document: Document
    text: str | None


class Counts(NamedTuple):
    """How many documents and facts; `unused` documents are about nothing that is recognised."""

    documents: int = 0
    facts: int = 0
    unused: int = 0


class Store:
    """One SQLite file, opened read-only: a file that has its name is never written to."""

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False
            )
            self.mark: str = self._connection.execute("SELECT mark FROM own").fetchone()[0]
        except (sqlite3.Error, TypeError) as error:
            raise BadStore(f"{path}: not a Composita store: {error}") from error
        self.path = path
        self.names = Names(self._connection)

    def close(self) -> None:
        self._connection.close()

    @cached_property
    def beginnings(self) -> Beginnings:
        """Names by how they begin: loaded when somebody types."""
        return Beginnings(self._connection)

    def packs(self) -> tuple[Manifest, ...]:
        rows = self._connection.execute("SELECT manifest FROM pack ORDER BY name")
        return tuple(msgspec.msgpack.decode(blob, type=Manifest) for (blob,) in rows)

    def edition(self) -> str:
        """The date of the newest data."""
        return str(self._connection.execute("SELECT max(edition) FROM pack").fetchone()[0] or "")

    def sources(self) -> dict[str, Source]:
        rows = self._connection.execute("SELECT id, card FROM source ORDER BY id")
        return {id: msgspec.msgpack.decode(card, type=Source) for id, card in rows}

    def counts(self) -> dict[str, Counts]:
        """For each source, what it has here."""
        rows = self._connection.execute(
            "SELECT source, count(*), sum(facts), sum(id NOT IN (SELECT document FROM facts))"
            " FROM document GROUP BY source"
        )
        return {source: Counts(*numbers) for source, *numbers in rows}

    def facts(self, about: Iterable[str]) -> tuple[Fact, ...]:
        """Every fact about exactly these substances, in the order of kind and document."""
        rows = self._connection.execute(
            "SELECT facts FROM facts WHERE about = ? ORDER BY kind, document", (_key(about),)
        )
        return tuple(fact for (blob,) in rows for fact in _facts.decode(blob))

    def values(self, *kinds: str) -> Iterator[Value]:
        """What all facts of these kinds say, whatever they are about."""
        marks = ", ".join("?" * len(kinds))
        rows = self._connection.execute(f"SELECT facts FROM facts WHERE kind IN ({marks})", kinds)
        return (fact.value for (blob,) in rows for fact in _facts.decode(blob))

    def documents(self, about: Iterable[str]) -> tuple[Document, ...]:
        """The documents about exactly these substances."""
        rows = self._connection.execute(_ABOUT, (_key(about),))
        return tuple(_document.decode(blob) for (blob,) in rows)

    @cached_property
    def products(self) -> frozenset[tuple[str, ...]]:
        """The substances of each product that registers list, by their UNIIs in order."""
        rows = self._connection.execute("SELECT DISTINCT about FROM facts WHERE kind = 'listed'")
        listed = (tuple(about.split("+")) for (about,) in rows)
        return frozenset(product for product in listed if len(product) > 1)

    def own(self) -> tuple[Document, ...]:
        """The documents that this person has read, by id."""
        rows = self._connection.execute(_OWN)
        return tuple(_document.decode(blob) for (blob,) in rows)

    def naming(self, about: Iterable[str]) -> tuple[Document, ...]:
        """The lists, and the documents about others, that state facts about these substances."""
        rows = self._connection.execute(_NAMING, {"about": _key(about)})
        return tuple(_document.decode(blob) for (blob,) in rows)

    def best_covered(self, most: int) -> tuple[str, ...]:
        """The names of the single substances that most documents are about, most first."""
        rows = self._connection.execute(_BEST_COVERED, (most,))
        return tuple(name for (name,) in rows)

    def explain(self, id: str) -> tuple[Explained, ...]:
        """The facts behind a statement, each with its document; empty where there are none."""
        found = (
            (fact, self._document(fact.passage.document))
            for group in self._groups(id)
            for fact in self.facts(group)
            if statement_id(group, fact.value) == id
        )
        return tuple(Explained(fact, doc, self._text(fact.passage)) for fact, doc in found)

    def about(self, id: str) -> tuple[str, ...]:
        """The UNIIs of the substances that a statement is about; empty where there is none."""
        return next((group for group in self._groups(id) if self._states(group, id)), ())

    def _states(self, group: tuple[str, ...], id: str) -> bool:
        return any(statement_id(group, fact.value) == id for fact in self.facts(group))

    def _groups(self, id: str) -> Iterator[tuple[str, ...]]:
        """The substances whose statements have ids that begin like this one."""
        rows = self._connection.execute("SELECT DISTINCT about FROM facts").fetchall()
        groups = (tuple(about.split("+")) for (about,) in rows)
        return (group for group in groups if id.startswith(about_digits(group)))

    def _document(self, id: str) -> Document:
        row = self._connection.execute("SELECT head FROM document WHERE id = ?", (id,)).fetchone()
        return _document.decode(row[0])

    def _text(self, passage: Passage) -> str | None:
        """The text of a passage's section, where this person has read the document."""
        row = self._connection.execute(
            "SELECT text FROM words WHERE document = ? AND section = ?",
            (passage.document, passage.section),
        ).fetchone()
        return str(row[0]) if row else None


_facts = msgspec.msgpack.Decoder(list[Fact])
_document = msgspec.msgpack.Decoder(Document)

_BEST_COVERED = """
SELECT name FROM document JOIN substance ON unii = about
GROUP BY about ORDER BY count(*) DESC, sum(facts) DESC, about LIMIT ?
"""
_ABOUT = "SELECT head FROM document WHERE about = ? ORDER BY id"
_OWN = f"SELECT head FROM document WHERE pack = '{OWN}' ORDER BY id"
_NAMING = """
SELECT head FROM document
WHERE id IN (SELECT document FROM facts WHERE about = :about) AND about <> :about
ORDER BY id
"""


def _key(about: Iterable[str]) -> str:
    return "+".join(sorted(about))
