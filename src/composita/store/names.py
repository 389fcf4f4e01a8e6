"""What people type → substances. A wrong answer is worse than none: what is not certain is not
recognised, and near names are given instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from composita.facts import Name, NameKind, Recognised, Substance
from composita.store.spelling import bases, key_of, words_of
from composita.store.typed import (
    added,
    bare,
    bracketed,
    divided,
    is_abbreviation,
    is_cut_off,
    tidy,
)
from composita.store.typos import Typos

__all__ = ["LONGEST", "Names", "key_of", "write_names"]

LONGEST = 200  # characters that a name may have; the longest of ours has some 60

# Claims to one key: a generic name outdoes a salt's name, and both outdo a brand.
_RANK = dict.fromkeys(("inn", "usan", "ban", "official", "common", "own"), 0) | {
    "salt": 1,
    "code": 2,
    "brand": 3,
}

_HOW: dict[NameKind, Literal["salt", "brand"]] = {"salt": "salt", "brand": "brand"}


def write_names(connection: sqlite3.Connection, substances: Iterable[Substance]) -> None:
    """Fills the tables `substance` and `name`, and indexes them."""
    substances = list(substances)
    connection.executemany(
        "INSERT OR IGNORE INTO substance VALUES (?, ?, ?, ?)",
        ((s.unii, s.name, s.rxcui, s.cas) for s in substances),
    )
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", _rows(substances))
    for column in ("key", "unii", "of"):
        connection.execute(f"CREATE INDEX IF NOT EXISTS name_{column} ON name ({column})")


def _rows(substances: Iterable[Substance]) -> Iterator[tuple[str, str, NameKind, str, str]]:
    for substance in substances:
        for name in substance.names:
            yield key_of(name.text), name.text, name.kind, substance.unii, name.of


class _Row(NamedTuple):
    text: str
    kind: NameKind
    unii: str
    of: str


class Names:
    """Look-ups among the names of a store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._typos = Typos(connection)

    def split(self, text: str) -> tuple[Recognised, ...]:
        """What each name in "A + B", "A/B", "A, B", "A and B" or "A with B" came to.

        The whole is tried first, since some names hold such words. A brand of a combination
        comes to each of its substances.
        """
        if len(text) > LONGEST * 10:
            return (Recognised(text, "none"),)
        pieces = added(text) or (text,)
        return tuple(found for piece in pieces for found in self._piece(piece))

    def _piece(self, text: str) -> tuple[Recognised, ...]:
        if found := self._known(text):
            return found
        for pieces in divided(text):
            found = tuple(name for piece in pieces for name in self._piece(piece))
            if len(found) > 1 and _are_one(found):
                return (replace(found[0], typed=text),)
            if any(name.substance for name in found):
                return found
        return (self._guessed(text),)

    def resolve(self, text: str) -> Recognised:
        """What one name came to; none for the brand of a combination, which names several."""
        found = self._known(text)
        if len(found) > 1:
            together = " + ".join(name.substance.name for name in found if name.substance)
            return Recognised(text, "none", near=(together,))
        return found[0] if found else self._guessed(text)

    def near(self, text: str, most: int = 5) -> tuple[str, ...]:
        """Names that look like this one, nearest first."""
        keys = self._typos.near(key_of(bare(text)), most) if len(text) <= LONGEST else []
        rows = (self._meaning(key) for key in keys)
        return tuple(found[0].text for found in rows if found)

    def by_unii(self, unii: str) -> Substance | None:
        """The substance of this UNII, or the moiety of the salt of this UNII."""
        row = self._connection.execute(
            "SELECT unii FROM name WHERE of = ?1 OR unii = ?1 LIMIT 1", (unii,)
        ).fetchone()
        return self._substance(row[0]) if row else None

    def _known(self, text: str) -> tuple[Recognised, ...]:
        """What a rightly spelt name came to: several substances for a combination's brand."""
        if len(text) > LONGEST or is_cut_off(text):
            return ()
        return (
            self._exact(text, tidy(text))
            or self._exact(text, bare(text))
            or self._explained(text)
            or self._unlisted_salt(text)
        )

    def _exact(self, typed: str, name: str) -> tuple[Recognised, ...]:
        return tuple(self._recognised(typed, row) for row in self._meaning(key_of(name)))

    def _explained(self, text: str) -> tuple[Recognised, ...]:
        """A name with an abbreviation, or with another name of the same thing, in brackets."""
        if not (pair := bracketed(tidy(text))):
            return ()
        outside, inside = (self._exact(text, name) for name in pair)
        is_same = bool(outside and inside) and _are_one((*outside, *inside))
        return outside if is_same or is_abbreviation(pair[1], pair[0]) else ()

    def _unlisted_salt(self, text: str) -> tuple[Recognised, ...]:
        """A salt that no list has, of a moiety that one has."""
        name = bare(text)
        for base in bases(name):
            found = self._exact(text, base.name)
            if len(found) == 1 and found[0].how == "exact" and not base.ester:
                return (replace(found[0], how="salt", form=name),)
        return ()

    def _guessed(self, text: str) -> Recognised:
        """A name with typing errors, or none with names that look like it."""
        if len(text) > LONGEST or not (name := tidy(text)):
            return Recognised(text, "none")
        key = None if is_cut_off(text) else self._typos.fixed(words_of(name))
        rows = self._meaning(key) if key else []
        if len(rows) == 1 and rows[0].kind != "brand":
            return replace(self._recognised(text, rows[0]), how="typo")
        return Recognised(text, "none", near=self.near(text))

    def _meaning(self, key: str) -> list[_Row]:
        """The best row for each substance that a key means; none where it is not clear which."""
        found = self._connection.execute(
            "SELECT text, kind, unii, of FROM name WHERE key = ?", (key,)
        )
        rows = sorted((_Row(*row) for row in found), key=lambda row: _RANK[row.kind])
        best = [row for row in rows if _RANK[row.kind] == _RANK[rows[0].kind]]
        meant = {frozenset(row.of.split("+") if "+" in row.of else [row.unii]) for row in best}
        if len(meant) != 1:
            return []
        return list({row.unii: row for row in reversed(best)}.values())

    def _recognised(self, typed: str, row: _Row) -> Recognised:
        substance = self._substance(row.unii)
        form = self._form(row) if row.of != row.unii else ""
        return Recognised(typed, _HOW.get(row.kind, "exact"), substance, row.text, form)

    def _form(self, row: _Row) -> str:
        """The name of the salt that a name means."""
        if row.kind == "salt":
            return row.text
        found = self._connection.execute(
            "SELECT text FROM name WHERE of = ? AND kind = 'salt' LIMIT 1", (row.of,)
        ).fetchone()
        return found[0] if found else ""

    def _substance(self, unii: str) -> Substance:
        about = self._connection.execute(
            "SELECT unii, name, rxcui, cas FROM substance WHERE unii = ?", (unii,)
        ).fetchone()
        names = self._connection.execute(
            "SELECT text, kind, of FROM name WHERE unii = ? ORDER BY rowid", (unii,)
        )
        unii, name, rxcui, cas = about
        return Substance(unii, name, tuple(Name(*row) for row in names), rxcui, cas)


def _are_one(found: Sequence[Recognised]) -> bool:
    """Whether all came to the same substance."""
    first, *others = (name.substance for name in found)
    return first is not None and all(other == first for other in others)
