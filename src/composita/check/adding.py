"""Adding up: one finding for all medicines that share an effect, whatever their number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from composita.check import severity
from composita.check.effects import Member, effects
from composita.check.pairs import Taken, actions, apart, by_force, couple, levels
from composita.check.profile import Told
from composita.facts import Between, Finding, Ground, Level


def shared(takens: Sequence[Taken]) -> dict[str, list[tuple[Taken, Member]]]:
    """For each effect, the medicines of different substances and items that have it."""
    having: dict[str, list[tuple[Taken, Member]]] = {}
    for taken in takens:
        for key, member in taken.profile.effects.items():
            having.setdefault(key, []).append((taken, member))
    return {key: having[key] for key in effects() if key in having and _several(having[key])}


def _several(having: Sequence[tuple[Taken, Member]]) -> bool:
    """Whether two of them are of different items and substances."""
    return any(apart(a, b) for (a, _), (b, _) in combinations(having, 2))


def concerns(told: Told, ground: Ground, having: Mapping[str, Collection[int]]) -> str:
    """The shared effect that a source's statement about a pair is about; "" where it is none.

    `having` has the items of each shared effect.
    """
    outcomes, classes = told.topics
    for key in outcomes + classes if ground.means else outcomes:
        if key in having and ground.item in having[key] and ground.other in having[key]:
            return key
    return ""


def finding(key: str, who: Sequence[tuple[Taken, Member]], told: Sequence[Ground]) -> Finding:
    """One finding about all who share the effect, with what sources say about them together."""
    said, between = by_force(told), _between(who, told)
    items = tuple(sorted({item for pair in between for item in pair}))
    level = severity.most_forceful(between.values())
    has = [_ground(key, taken, member) for taken, member in who if taken.item in items]
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


def _ground(key: str, taken: Taken, member: Member) -> Ground:
    level = severity.table("adds_up")[member.strength]
    return Ground(taken.item, taken.profile.shows[key], level)
