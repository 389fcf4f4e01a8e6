"""Names that begin with what somebody is typing, of substances that sources cover."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from heapq import nsmallest
from typing import NamedTuple

from composita.facts import NameKind
from composita.store.spelling import key_of

_SHORTEST = 2  # letters: fewer begin everything
_SHORTEST_OF_BRANDS = 5  # fewer may begin a brand that nobody here knows


class Begun(NamedTuple):
    """A name, and what pages call the substance that it is a name of."""

    name: str
    substance: str
    kind: NameKind


class Beginnings:
    """The names of all covered substances in the order of their keys, in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute(_NAMES).fetchall()
        self._keys = [key for key, *_ in rows]
        self._ranks = [rank for _, *rank, _, _, _ in rows]
        self._names = [Begun(*row[-3:]) for row in rows]

    def of(self, typed: str, most: int) -> tuple[Begun, ...]:
        """A name for each substance that has one that begins so, own names before brands.

        A brand is offered from some letters on, or whole.
        """
        key = key_of(typed)
        if len(key) < _SHORTEST:
            return ()
        first, beyond = (bisect_left(self._keys, end) for end in (key, key + "\U0010ffff"))
        found: dict[str, Begun] = {}
        for place in nsmallest(most * 4, range(first, beyond), key=self._ranks.__getitem__):
            name = self._names[place]
            is_whole = self._keys[place] == key
            if is_whole or not _may_be_a_brand(name) or len(key) >= _SHORTEST_OF_BRANDS:
                found.setdefault(name.substance, name)
        return tuple(found.values())[:most]


def _may_be_a_brand(name: Begun) -> bool:
    return name.kind == "brand" or (name.kind == "common" and name.name != name.substance)


# What pages call a substance comes first, brands last; of these the one with most documents.
_NAMES = """
WITH covered AS (SELECT about, count(*) AS documents FROM document GROUP BY about)
SELECT key, (text <> substance.name) + (kind IN ('brand', 'salt', 'code')), -documents,
       length(text), text, substance.name, kind
FROM name JOIN substance USING (unii) JOIN covered ON about = unii ORDER BY key, name.rowid
"""
