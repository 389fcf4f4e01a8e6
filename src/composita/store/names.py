"""What people type → substances.

A wrong answer is worse than none: what is not certain is not recognised, and near names are given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec.structs import replace

from composita.facts import NameKind, Recognised, Substance
from composita.store.name_table import Meant, NameTable, goes_on, write_names
from composita.store.schema import schema
from composita.store.spelling import bases, key_of, words_of
from composita.store.typed import (
    bare,
    bracketed,
    is_abbreviation,
    is_cut_off,
    tidy,
)
from composita.store.typos import Typos

_LONGEST = 200  # characters of one name; the longest of ours has some 60
_SHORTEST_GROUP = 5  # letters of a word that may stand for several substances
_KEPT = 5_000  # names of ours that stay in memory with what they came to
_SHOWN = 8  # names of a group

_HOW: dict[NameKind, Literal["salt", "brand"]] = {"salt": "salt", "brand": "brand"}


class Names:
    """Look-ups among the names of a store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._table = NameTable(connection)
        self._typos = Typos(connection)
        self._found: dict[str, tuple[Recognised, ...]] = {}

    @classmethod
    def of(cls, substances: Iterable[Substance]) -> Names:
        """Look-ups among the names of these substances, without a store."""
        connection = sqlite3.connect(":memory:")
        connection.executescript(schema())
        write_names(connection, substances)
        return cls(connection)

    def known(self, text: str) -> tuple[Recognised, ...]:
        """What a rightly spelt name came to, and nothing beside it: several substances for the
        brand of a combination; empty where it is not known."""
        found = self._found.get(text, ())
        if not found and len(text) <= _LONGEST and not is_cut_off(text):
            name = tidy(text)
            found = self._exact(text, name) or self._unlisted_salt(text, name)
            self._keep(text, found)
        return found

    def _keep(self, text: str, found: tuple[Recognised, ...]) -> None:
        """Keeps what a name of ours came to, and nothing else that somebody typed."""
        if len(self._found) >= _KEPT:
            self._found.clear()
        if found:
            self._found[text] = found

    def unknown(self, text: str) -> Recognised:
        """What a name that is not known may be: a slip of the finger, the name of several, or none
        with those that are near."""
        return self._misspelt(text) or self._group(text) or self._none(text)

    def resolve(self, text: str) -> Recognised:
        """What one name came to; none for the brand of a combination, which names several."""
        found = self.known(text) or self.known(bare(text)) or self._explained(text)
        if len(found) > 1:
            together = " + ".join(name.substance.name for name in found if name.substance)
            return Recognised(text, "none", near=(together,))
        return replace(found[0], typed=text) if found else self.unknown(text)

    def near(self, text: str, most: int = 5) -> tuple[str, ...]:
        """Own names that are near by letters, or that begin with this one; never a brand's.

        A word that is only a little like a name may be a brand that nobody here knows: then no
        other medicine is offered for it.
        """
        key = key_of(bare(text)) if len(text) <= _LONGEST else ""
        meanings = map(self._table.meanings, self._typos.near(key) if key else ())
        own = (found[0] for found in meanings if found and _may_be_offered(found[0], key))
        return tuple(dict.fromkeys(meant.text for meant in own))[:most]

    def sold(self, brand: str) -> tuple[str, ...]:
        """The products of a brand that registers and labels list, as "form; strength"."""
        return self._table.sold(key_of(brand))

    def is_loose(self, name: str) -> bool:
        """Whether only lists that give names loosely have this one: it may be a trade name."""
        return self._table.is_loose(name)

    def forms(self, unii: str) -> tuple[str, ...] | None:
        """In which forms registers list what holds this substance; None where a document is about
        it, so that it is surely a medicine by itself."""
        return None if self._table.is_covered(unii) else self._table.forms(unii)

    def by_unii(self, unii: str) -> Substance | None:
        """The substance of this UNII, or the moiety of the salt of this UNII."""
        return self._table.moiety(unii)

    def _exact(self, typed: str, name: str) -> tuple[Recognised, ...]:
        meanings = self._table.meanings(key_of(name))
        if len(meanings) == 1 and self._begins_others(meanings[0]):
            return ()
        return tuple(self._recognised(typed, meant) for meant in meanings)

    def _begins_others(self, meant: Meant) -> bool:
        """Whether it is the short name of several medicines, and of itself nothing was read."""
        if meant.kind in ("brand", "salt") or self._table.is_covered(meant.unii):
            return False
        return len(self._table.covered_beginning(key_of(meant.text))) > 1

    def _explained(self, text: str) -> tuple[Recognised, ...]:
        """A name with an abbreviation, or with another name of the same thing, in brackets."""
        if not (pair := bracketed(tidy(text))):
            return ()
        outside, inside = (self.known(name) for name in pair)
        is_same = bool(outside and inside) and _are_one((*outside, *inside))
        return outside if is_same or is_abbreviation(pair[1], pair[0]) else ()

    def _unlisted_salt(self, text: str, name: str) -> tuple[Recognised, ...]:
        """A salt that no list has, of a moiety that one has."""
        for base in bases(name):
            found = self._exact(text, base.name)
            if len(found) == 1 and found[0].how == "exact" and not base.ester:
                return (replace(found[0], how="salt", form=name),)
        return ()

    def _misspelt(self, text: str) -> Recognised | None:
        """The generic name that must be meant, if only one can be."""
        if len(text) > _LONGEST or is_cut_off(text):
            return None
        name = bare(text)
        key = self._typos.fixed(words_of(name))
        meant = self._table.meanings(key) if key and key != key_of(name) else []
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


def _may_be_offered(meant: Meant, key: str) -> bool:
    """Names that a body has given; of others those that go on from this one by a word or number."""
    if meant.kind in ("inn", "usan", "ban", "official", "own"):
        return True
    return meant.kind == "common" and goes_on(key, meant.text)


def _are_one(found: Sequence[Recognised]) -> bool:
    """Whether all came to the same substance."""
    first, *others = (name.substance for name in found)
    return first is not None and all(other == first for other in others)
