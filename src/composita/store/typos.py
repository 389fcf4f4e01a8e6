"""Which name a misspelt one must be, if only one can be meant; and what looks like it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

# With a name of at least so many letters, so many errors are forgiven.
_FORGIVEN = ((10, 2), (6, 1))

# No name of anything else may be as near as this many more errors.
_MARGIN = 1


class Typos:
    """Looks over all names at once: they are loaded when the first one is misspelt."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def fixed(self, key: str) -> str | None:
        """The one key that this must be; None where it is none, or could be two."""
        forgiven = next((errors for length, errors in _FORGIVEN if len(key) >= length), 0)
        near = self._near(key, forgiven + _MARGIN) if forgiven else []
        if not near or near[0][1] > forgiven:
            return None
        best, errors = near[0]
        rivals = [name for name, more in near if more <= errors + _MARGIN]
        alike = {self._meanings[name] for name in rivals}
        return best if len(alike) == 1 and best[0] == key[0] else None

    def near(self, key: str, most: int) -> list[str]:
        """Keys that begin with this one, then those with few errors."""
        longer = (name for name in self._keys if key and name.startswith(key))
        found = [*sorted(longer, key=len), *(name for name, _ in self._near(key, len(key) // 3))]
        return list(dict.fromkeys(found))[:most]

    def _near(self, key: str, errors: int) -> list[tuple[str, int]]:
        """The keys within so many errors, nearest first."""
        found = extract(key, self._keys, scorer=OSA.distance, score_cutoff=errors, limit=None)
        return [(name, int(distance)) for name, distance, _ in found]

    @cached_property
    def _keys(self) -> list[str]:
        return list(self._meanings)

    @cached_property
    def _meanings(self) -> dict[str, frozenset[str]]:
        """What each key means: the UNIIs of all substances that have it among their names."""
        meanings = defaultdict(set)
        for key, unii in self._connection.execute("SELECT key, unii FROM name ORDER BY key"):
            meanings[key].add(unii)
        return {key: frozenset(uniis) for key, uniis in meanings.items()}
