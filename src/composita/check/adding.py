"""Adding up: one finding for all medicines that share an effect, whatever their number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from composita.check import severity
from composita.check.effects import Effect, Member, effects
from composita.check.pairs import Taken, actions, by_force, couple, levels
from composita.check.same import apart
from composita.extract.text import fold
from composita.facts import (
    Between,
    Contraindication,
    Finding,
    Ground,
    Interaction,
    Level,
    Value,
)


def shared(takens: Sequence[Taken]) -> dict[str, list[tuple[Taken, Member]]]:
    """For each effect, the medicines of different substances and items that have it."""
    seen: set[str] = set()
    repeated: set[str] = set()
    for taken in takens:
        repeated |= seen & taken.profile.effects.keys()
        seen |= taken.profile.effects.keys()
    found = (
        ((key, _having(key, takens)) for key in effects() if key in repeated) if repeated else ()
    )
    return {key: having for key, having in found if _several(having)}


def _having(key: str, takens: Sequence[Taken]) -> list[tuple[Taken, Member]]:
    members = ((taken, taken.profile.effects.get(key)) for taken in takens)
    return [(taken, member) for taken, member in members if member]


def _several(having: Sequence[tuple[Taken, Member]]) -> bool:
    """Whether two of them are of different items and substances."""
    return any(apart(a, b) for (a, _), (b, _) in combinations(having, 2))


def concerns(ground: Ground, having: Mapping[str, Collection[int]]) -> str:
    """The shared effect that a source's statement about a pair is about; "" where it is none.

    `having` has the items of each shared effect.
    """
    topics = _topics(ground.statement.value)
    meant = topics.outcomes + topics.classes if ground.means else topics.outcomes
    if not meant:
        return ""
    both = (key for key in meant if key in having and ground.item in having[key])
    return next((key for key in both if ground.other in having[key]), "")


class _Topics(NamedTuple):
    """The effects that a value is about: by what comes of it, and by the class that it names."""

    outcomes: tuple[str, ...]
    classes: tuple[str, ...]


@lru_cache(maxsize=50_000)
def _topics(value: Value) -> _Topics:
    """By the class only where no outcome tells: "NSAIDs – kidney failure" is about the kidneys."""
    said = frozenset(value.effects if isinstance(value, Interaction) else ())
    name = _named(value)
    outcomes = [key for key, one in effects().items() if not said.isdisjoint(one.outcomes)]
    classes = [key for key, one in effects().items() if name in _classes(one)]
    return _Topics(tuple(outcomes), () if outcomes else tuple(classes))


@cache
def _classes(effect: Effect) -> frozenset[str]:
    return frozenset(fold(name) for name in (*effect.classes, *effect.named))


def _named(value: Value) -> str:
    if isinstance(value, Interaction):
        return fold(value.other)
    return fold(value.term) if isinstance(value, Contraindication) else ""


def finding(key: str, who: Sequence[tuple[Taken, Member]], told: Sequence[Ground]) -> Finding:
    """One finding about all who share the effect, with what sources say about them together."""
    said, between = by_force(told), _between(who, told)
    items = tuple(sorted({item for pair in between for item in pair}))
    level = severity.most_forceful(between.values())
    has = [_ground(taken, member) for taken, member in who if taken.item in items]
    return Finding(
        kind="adds up",
        items=items,
        level=level,
        grounds=(*said, *has),
        topic=key,
        effects=(key,),
        how="pharmacodynamic",
        actions=actions(said),
        levels=levels(said) if said else (level,),
        between=tuple(Between(pair, between[pair]) for pair in sorted(between)),
    )


def _between(
    who: Sequence[tuple[Taken, Member]], told: Sequence[Ground]
) -> dict[tuple[int, int], Level]:
    """The level of each pair: what the weaker of the two counts for, or what is said of them."""
    table = severity.table("adds_up")
    weights = [(taken, severity.place(table[member.strength])) for taken, member in who]
    found: dict[tuple[int, int], int] = {}
    for (a, one), (b, other) in combinations(weights, 2):
        if apart(a, b):
            pair, place = (a.item, b.item), max(one, other)
            found[pair] = min(place, found.get(pair, place))
    for ground in told:
        pair, place = couple(ground), severity.place(ground.level)
        found[pair] = min(place, found.get(pair, place))
    return {pair: severity.LEVELS[place] for pair, place in found.items()}


def _ground(taken: Taken, member: Member) -> Ground:
    level = severity.table("adds_up")[member.strength]
    return Ground(taken.item, taken.profile.statement(member.said), level)
