"""The tables `substance` and `name` of a store: written from substances, and looked up by key."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from composita.facts import Fact, Name, NameKind, Substance
from composita.store.spelling import key_of, words_of

# Claims to one key: a generic name outdoes a salt's name, and both outdo a brand.
_RANK: dict[NameKind, int] = {
    "inn": 0, "usan": 0, "ban": 0, "official": 0, "common": 0, "own": 0,
    "salt": 1, "code": 2, "brand": 3,
}  # fmt: skip


class Meant(NamedTuple):
    """A substance that a name means: `of` is the salt or combination that it names exactly."""

    text: str
    kind: NameKind
    unii: str
    of: str


def write_names(connection: sqlite3.Connection, substances: Iterable[Substance]) -> None:
    """Adds substances with their names to the tables, and indexes them."""
    substances = list(substances)
    connection.executemany(
        "INSERT OR IGNORE INTO substance VALUES (?, ?, ?, ?)",
        ((s.unii, s.name, s.rxcui, s.cas) for s in substances),
    )
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", _rows(substances))
    for index in ("key, unii", "unii", "of"):
        name = f"name_{index.split(',')[0]}"
        connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON name ({index})")


def _rows(substances: Iterable[Substance]) -> Iterator[tuple[str, ...]]:
    for substance in substances:
        for name in substance.names:
            sold = "\n".join(name.sold)
            yield key_of(name.text), name.text, name.kind, substance.unii, name.of, sold


class NameTable:
    """Look-ups by exact key or code."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.substance = lru_cache(_KEPT)(self._substance)
        self.meanings = lru_cache(_KEPT)(self._meanings)
        self.is_covered = lru_cache(_KEPT)(self._is_covered)
        self.is_loose = lru_cache(_KEPT)(self._is_loose)

    def _meanings(self, key: str) -> list[Meant]:
        """What a key means: several for the brand of a combination, none if that is not clear."""
        found = self._connection.execute(_BY_KEY, (key,))
        rows = sorted((Meant(*row) for row in found), key=lambda row: _RANK[row.kind])
        best = [row for row in rows if _RANK[row.kind] == _RANK[rows[0].kind]]
        if len({_who(row) for row in best}) != 1:
            return []
        first = {row.unii: row for row in reversed(best)}
        return [row for row in best if first[row.unii] is row]

    def beginning(self, key: str) -> tuple[str, ...]:
        """A name of each substance that has this word, and more words or a number behind it.

        Those about which most documents were read come first.
        """
        first: dict[str, str] = {}
        for text, unii in self._connection.execute(_BEGINNING, (key, key + "\U0010ffff")):
            if goes_on(key, text):
                first.setdefault(unii, text)
        return tuple(first.values())

    def covered_beginning(self, key: str) -> tuple[str, ...]:
        """The substances with documents of which a name goes on from this word."""
        rows = self._connection.execute(_BEGINNING, (key, key + "\U0010ffff"))
        longer = {unii for text, unii in rows if key_of(text) != key and goes_on(key, text)}
        return tuple(unii for unii in longer if self.is_covered(unii))

    def _is_covered(self, unii: str) -> bool:
        """Whether a document is about this substance."""
        return self._connection.execute(_COVERED, (unii,)).fetchone() is not None

    def _is_loose(self, name: str) -> bool:
        return any(meant.kind == "common" for meant in self.meanings(key_of(name)))

    def forms(self, unii: str) -> tuple[str, ...]:
        """The forms in which registers list products that hold this substance."""
        rows = self._connection.execute(_LISTED, (f"%{unii}%",))
        facts = (fact for (blob,) in rows for fact in _decode(blob))
        return tuple({form for fact in facts for form in getattr(fact.value, "forms", ())})

    def sold(self, key: str) -> tuple[str, ...]:
        """The products of all brands of this key, as "form; strength"."""
        rows = self._connection.execute(_SOLD, (key,))
        return tuple({product for (sold,) in rows for product in sold.split("\n") if product})

    def form(self, of: str) -> str:
        """The name of a salt by its UNII, "" where it has none."""
        row = self._connection.execute(_SALT, (of,)).fetchone()
        return str(row[0]) if row else ""

    def moiety(self, unii: str) -> Substance | None:
        """The substance of this UNII, or the moiety of the salt of this UNII."""
        row = self._connection.execute(_BY_UNII, (unii,)).fetchone()
        return self.substance(row[0]) if row else None

    def _substance(self, unii: str) -> Substance:
        """A substance that the table has."""
        about = self._connection.execute("SELECT * FROM substance WHERE unii = ?", (unii,))
        names = self._connection.execute(_NAMES, (unii,))
        unii, name, rxcui, cas = about.fetchone()
        return Substance(unii, name, tuple(Name(*row) for row in names), rxcui, cas)


_KEPT = 5_000  # substances that stay in memory: more than any list of medicines has
_BY_KEY = "SELECT text, kind, unii, of FROM name WHERE key = ? ORDER BY rowid"
_SOLD = "SELECT sold FROM name WHERE key = ? AND kind = 'brand'"
_LISTED = "SELECT facts FROM facts WHERE kind = 'listed' AND about LIKE ?"
_decode = msgspec.msgpack.Decoder(list[Fact]).decode
_COVERED = "SELECT 1 FROM document WHERE about = ? LIMIT 1"
_SALT = "SELECT text FROM name WHERE of = ? AND kind = 'salt' ORDER BY rowid LIMIT 1"
_BY_UNII = "SELECT unii FROM name WHERE of = ?1 OR unii = ?1 LIMIT 1"
_BEGINNING = """
SELECT text, unii FROM name WHERE key >= ? AND key < ? AND kind NOT IN ('salt', 'code', 'brand')
ORDER BY (SELECT count(*) FROM document WHERE about = unii) DESC, rowid
"""
_NAMES = "SELECT text, kind, of FROM name WHERE unii = ? ORDER BY rowid"


def _who(row: Meant) -> frozenset[str]:
    return frozenset(row.of.split("+")) if "+" in row.of else frozenset({row.unii})


def goes_on(key: str, name: str) -> bool:
    """Whether a name begins with this word: "Insulin aspart", and "Vitamin D3" for "vitamin D"."""
    words = words_of(name)
    begun = ("".join(words[:count]) for count in range(1, len(words) + 1))
    return any(key_of(words).rstrip("0123456789") == key for words in begun)
