"""Which name a misspelt one must be, where only one can be meant; and what looks like it.

The thresholds were measured: docs/decisions/0003-typos.md.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import extract

from composita.store.spelling import key_of

# In a key of at least so many letters, so many errors are forgiven.
_FORGIVEN = ((12, 2), (8, 1))

# A name is near a key of so many letters with at most so many errors.
_NEAR = ((11, 3), (8, 2), (6, 1), (0, 0))
_SHORTEST_NEAR = 4

# Two errors that are nearer than this make another word rather than two slips.
_APART = 3

# So many names with one ending make it a class of substances: "-ase" is no misspelt "-ose".
_CLASS = 20

# Nothing else may have a name that is as near as this many more errors.
_MARGIN = 1


class Typos:
    """Looks over all names at once: they are loaded when the first one is misspelt."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def fixed(self, words: list[str]) -> str | None:
        """The one key that these words must be; None where it is none, or could be two.

        First letter and numbers must be right; no word of another name and no ending of another
        class is an error.
        """
        key = key_of(" ".join(words))
        forgiven = next((errors for length, errors in _FORGIVEN if len(key) >= length), 0)
        near = self._within(forgiven + _MARGIN, key) if forgiven else []
        if not near or near[0][1] > forgiven:
            return None
        best, errors = near[0]
        meant = {self._meanings[name] for name, more in near if more <= errors + _MARGIN}
        is_other = self._are_words(words, best) or self._ends_otherwise(key, best)
        return best if len(meant) == 1 and _is_slip(key, best) and not is_other else None

    def near(self, key: str) -> list[str]:
        """Keys that go on from this one, then those of its first letter within as many errors as
        its length forgives, nearest first."""
        if len(key) < _SHORTEST_NEAR:
            return []
        beyond = key + "\U0010ffff"
        longer = [name for (name,) in self._connection.execute(_BEGINNING, (key, beyond))]
        errors = next(errors for length, errors in _NEAR if len(key) >= length)
        alike = self._within(errors, key, key[:1]) if errors else []
        return list(dict.fromkeys((*longer, *(name for name, _ in alike))))

    def _are_words(self, words: list[str], best: str) -> bool:
        """Whether some of the words that are not in this name are words of others."""
        differing = [part for part in map(key_of, words) if part not in best]
        return len(words) > 1 and any(part in key for part in differing for key in self._meanings)

    def _ends_otherwise(self, key: str, best: str) -> bool:
        """Whether a letter was put for another so that it ends as a class of substances does."""
        if len(key) != len(best) or key.endswith(best[-3:]):
            return False
        return sum(name.endswith(key[-3:]) for name in self._meanings) >= _CLASS

    def _within(self, errors: int, key: str, initial: str = "") -> list[tuple[str, int]]:
        """The keys within so many errors of this one, nearest first."""
        found: list[tuple[str, int]] = []
        for (first, length), names in self._alike.items():
            if abs(length - len(key)) <= errors and first in (initial or first):
                hits = extract(key, names, scorer=OSA.distance, score_cutoff=errors, limit=None)
                found += ((name, int(distance)) for name, distance, _ in hits)
        return sorted(found, key=lambda hit: (hit[1], hit[0]))

    @cached_property
    def _alike(self) -> dict[tuple[str, int], list[str]]:
        """The keys by first letter and length: most of them need no comparing."""
        alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        for key in filter(None, self._meanings):
            alike[key[0], len(key)].append(key)
        return alike

    @cached_property
    def _meanings(self) -> dict[str, str]:
        """What each key means: the UNIIs of all substances that have it among their names."""
        meanings: dict[str, str] = {}
        for key, unii in self._connection.execute(_MEANINGS):
            known = meanings.setdefault(key, unii)
            if unii not in known:
                meanings[key] = f"{known},{unii}"
        return meanings


_MEANINGS = "SELECT key, unii FROM name ORDER BY key, unii"
_BEGINNING = """
SELECT DISTINCT key FROM name WHERE key >= ? AND key < ? AND kind <> 'brand'
ORDER BY length(key), key LIMIT 20
"""


def _is_slip(typed: str, name: str) -> bool:
    """Whether the errors are like those of fingers: single, inside, not in a number, no plural."""
    places = [edit.src_pos for edit in Levenshtein.editops(typed, name)]
    swapped = len(places) == 2 and sorted(typed) == sorted(name)
    are_single = swapped or all(b - a >= _APART for a, b in pairwise(places))
    is_inside = typed[0] == name[0] and typed != f"{name}s"
    return are_single and is_inside and _digits(typed) == _digits(name)


def _digits(key: str) -> str:
    return "".join(char for char in key if char.isdigit())


def one_error(keys: Collection[str]) -> Callable[[str], bool]:
    """A test whether a key is within one error of one of these, where that would be forgiven."""
    shortest = min(length for length, _ in _FORGIVEN)
    known = {less for key in keys if len(key) >= shortest for less in _deletions(key)}
    return lambda key: len(key) >= shortest - 1 and not known.isdisjoint(_deletions(key))


def _deletions(key: str) -> set[str]:
    """The key, and the key without one of its letters: keys one error apart share one of these."""
    return {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}
