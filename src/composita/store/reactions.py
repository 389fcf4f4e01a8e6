"""Side effects under one everyday name each, with how often their sources say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from composita.extract.vocabulary import lay
from composita.facts import AdverseReaction, Frequency
from composita.store.said import Said

# Rarest first, and the percentages at which the next begins: see `AdverseReaction`.
FREQUENCIES: tuple[Frequency, ...] = ("very rare", "rare", "uncommon", "common", "very common")
_LIMITS = (0.01, 0.1, 1, 10)
_PLACE = {frequency: place for place, frequency in enumerate(FREQUENCIES)}

COMMON = _PLACE["common"]


class Reaction(NamedTuple):
    """All that is said of one side effect.

    `often` are the places in `FREQUENCIES` of the least and the most that documents say. A document
    that names it twice (dizziness; dizziness on standing up) counts with the more frequent.
    """

    said: Sequence[Said[AdverseReaction]]
    groups: frozenset[str]
    often: tuple[int, int] | None
    support: int

    @property
    def term(self) -> str:
        return self.said[0].value.term

    @property
    def most(self) -> int:
        """How often at the most; -1 where no source says."""
        return self.often[1] if self.often else -1


def reactions(statements: Iterable[Said[AdverseReaction]]) -> dict[str, Reaction]:
    """Side effects by everyday name, the best supported first."""
    by_name: dict[str, list[Said[AdverseReaction]]] = {}
    for said in statements:
        by_name.setdefault(everyday(said.value.term), []).append(said)
    found = [(name, _reaction(said)) for name, said in by_name.items()]
    found.sort(key=lambda item: -item[1].support)
    return dict(found)


@cache
def everyday(term: str) -> str:
    """What is the same for all words for one side effect."""
    return lay(term).casefold()


def _reaction(said: list[Said[AdverseReaction]]) -> Reaction:
    groups = frozenset([one.value.group for one in said])
    places = _places(said)
    stated = [place for place in places.values() if place >= 0]
    return Reaction(said, groups, (min(stated), max(stated)) if stated else None, len(places))


def _places(said: list[Said[AdverseReaction]]) -> dict[str, int]:
    """How often each document says; one that says it twice counts with the more frequent."""
    places = dict.fromkeys(said[0].documents, _place(said[0].value))
    for one in said[1:]:
        place = _place(one.value)
        for document in one.documents:
            places[document] = max(place, places.get(document, place))
    return places


def _place(value: AdverseReaction) -> int:
    """Its place in `FREQUENCIES`; -1 where it does not say how often."""
    if value.percent:
        low, high = value.percent
        below = bisect_left if low < high and not low else bisect_right  # "<1" is fewer than 1
        return below(_LIMITS, high)
    if value.group == "common" and not value.frequency:
        return COMMON
    return _PLACE.get(value.frequency, -1)
