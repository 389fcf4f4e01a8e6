"""What people type → substances.

A wrong answer is worse than none: what is not certain is not recognised, and near names are given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Literal

from msgspec.structs import replace

from composita.facts import NameKind, Recognised, Substance
from composita.store.name_table import Meant, NameTable, write_names
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

_LONGEST = 200  # characters of one name; the longest of ours has some 60
_LONGEST_LIST = 2_000
_MOST = 40  # names in a list
_SHORTEST_GROUP = 5  # letters of a word that may stand for several substances
_SHOWN = 8  # names of a group

_HOW: dict[NameKind, Literal["salt", "brand"]] = {"salt": "salt", "brand": "brand"}


class Names:
    """Look-ups among the names of a store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._table = NameTable(connection)
        self._typos = Typos(connection)

    @classmethod
    def of(cls, substances: Iterable[Substance]) -> Names:
        """Look-ups among the names of these substances, without a store."""
        connection = sqlite3.connect(":memory:")
        connection.executescript(
            files(__package__).joinpath("schema.sql").read_text(encoding="utf-8")
        )
        write_names(connection, substances)
        return cls(connection)

    def split(self, text: str) -> tuple[Recognised, ...]:
        """What each name in "A + B", "A/B", "A, B", "A and B" or "A with B" came to.

        The whole is tried first, since some names hold such words. A brand of a combination
        comes to each of its substances.
        """
        pieces = added(text) if len(text) <= _LONGEST_LIST else ()
        if not 0 < len(pieces) <= _MOST:
            return (Recognised(text, "none"),)
        return tuple(found for piece in pieces for found in self._piece(piece))

    def resolve(self, text: str) -> Recognised:
        """What one name came to; none for the brand of a combination, which names several."""
        found = self._known(text)
        if len(found) > 1:
            together = " + ".join(name.substance.name for name in found if name.substance)
            return Recognised(text, "none", near=(together,))
        return found[0] if found else self._unknown(text)

    def near(self, text: str, most: int = 5) -> tuple[str, ...]:
        """Names that look like this one, nearest first."""
        key = key_of(bare(text)) if len(text) <= _LONGEST else ""
        meanings = map(self._table.meanings, self._typos.near(key, most) if key else ())
        return tuple(dict.fromkeys(found[0].text for found in meanings if found))

    def by_unii(self, unii: str) -> Substance | None:
        """The substance of this UNII, or the moiety of the salt of this UNII."""
        return self._table.moiety(unii)

    def _piece(self, text: str) -> tuple[Recognised, ...]:
        """What stands between two plus signs came to, as one name or as several."""
        if found := self._known(text):
            return found
        for pieces in divided(text, _MOST):
            found = tuple(name for piece in pieces for name in self._piece(piece))
            if _are_one(found):
                return (replace(found[0], typed=text),)
            if any(name.substance for name in found):
                return found
        return (self._unknown(text),)

    def _known(self, text: str) -> tuple[Recognised, ...]:
        """What a rightly spelt name came to: several substances for a combination's brand."""
        if len(text) > _LONGEST or is_cut_off(text):
            return ()
        return (
            self._exact(text, tidy(text))
            or self._exact(text, bare(text))
            or self._explained(text)
            or self._unlisted_salt(text)
        )

    def _exact(self, typed: str, name: str) -> tuple[Recognised, ...]:
        return tuple(self._recognised(typed, meant) for meant in self._table.meanings(key_of(name)))

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

    def _unknown(self, text: str) -> Recognised:
        return self._misspelt(text) or self._group(text) or self._none(text)

    def _misspelt(self, text: str) -> Recognised | None:
        """The generic name that must be meant, if only one can be."""
        if len(text) > _LONGEST or is_cut_off(text):
            return None
        key = self._typos.fixed(words_of(bare(text)))
        meant = self._table.meanings(key) if key else []
        if len(meant) != 1 or meant[0].kind == "brand":
            return None
        return replace(self._recognised(text, meant[0]), how="typo")

    def _group(self, text: str) -> Recognised | None:
        """Several substances whose names begin with this word: insulins, a vitamin's numbers."""
        key = key_of(bare(text)) if len(text) <= _LONGEST and not is_cut_off(text) else ""
        for word in (key, key.removesuffix("s"), f"{key}s"):
            members = self._table.beginning(word) if len(word) >= _SHORTEST_GROUP else ()
            if len(members) > 1:
                return Recognised(text, "group", near=members[:_SHOWN])
        return None

    def _none(self, text: str) -> Recognised:
        return Recognised(text, "none", near=self.near(text))

    def _recognised(self, typed: str, meant: Meant) -> Recognised:
        text, kind, unii, of = meant
        form = text if kind == "salt" else self._table.form(of) if of != unii else ""
        return Recognised(typed, _HOW.get(kind, "exact"), self._table.substance(unii), text, form)


def _are_one(found: Sequence[Recognised]) -> bool:
    """Whether all came to the same substance."""
    first, *others = (name.substance for name in found)
    return first is not None and all(other == first for other in others)
