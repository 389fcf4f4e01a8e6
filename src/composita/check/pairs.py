"""What the sources of one medicine say about another: by name, by class, by enzyme, by effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, get_args

from composita.check import severity
from composita.check.parts import is_told
from composita.check.profile import Meant, Profile, Told
from composita.facts import (
    Action,
    Between,
    Class,
    EnzymeRole,
    Finding,
    Ground,
    How,
    Interaction,
    Level,
    Patient,
    Value,
)

_ACTIONS: tuple[Action, ...] = get_args(Action)


class Taken(NamedTuple):
    """A profile at a place of the regimen."""

    item: int
    profile: Profile


def apart(a: Taken, b: Taken) -> bool:
    """Whether they are of two items, and no substance is in both."""
    return a.item != b.item and a.profile.holds.isdisjoint(b.profile.about)


def sayings(takens: Sequence[Taken], patient: Patient) -> Iterator[tuple[Told, Ground]]:
    """What the sources of each say about each other, pair by pair; a sub-case counts in full where
    it is the person's."""
    for a, b, terms in _naming(takens):
        for term in terms:
            meant = b.profile.called[term]
            for told in a.profile.told[term]:
                yield told, _ground(a, b, told, meant, patient)


def _naming(takens: Sequence[Taken]) -> Iterator[tuple[Taken, Taken, list[str]]]:
    """Who means whom, by which terms, in the order of the pairs of a regimen."""
    found: dict[tuple[int, int], list[str]] = {}
    meant = _meant(takens)
    for here, a in enumerate(takens):
        for term in a.profile.told.keys() & meant.keys():
            for there in meant[term]:
                found.setdefault((here, there), []).append(term)
    for here, there in sorted(found, key=lambda both: (*sorted(both), both)):
        if apart(a := takens[here], b := takens[there]):
            yield a, b, found[here, there]


def _meant(takens: Sequence[Taken]) -> dict[str, list[int]]:
    """The places of those that a term means, for each term of which any source speaks: one table
    for all is quicker than a look at each pair."""
    spoken_of: set[str] = set().union(*(taken.profile.told for taken in takens))
    found: dict[str, list[int]] = {}
    for place, taken in enumerate(takens):
        for term in taken.profile.called.keys() & spoken_of:
            found.setdefault(term, []).append(place)
    return found


def _ground(a: Taken, b: Taken, told: Told, meant: Meant, patient: Patient) -> Ground:
    level = severity.weaker(told.counts, meant.most)
    if told.case and not is_told(told.case, patient):
        level = severity.at_most(level, "case")
    return Ground(a.item, told.statement, level, b.item, meant.means, told.case)


def finding(items: tuple[int, int], found: Sequence[Ground]) -> Finding:
    """One finding from all that is said of a pair."""
    ordered = by_force(found)
    return Finding(
        kind="interaction",
        items=items,
        level=ordered[0].level,
        between=(Between(items, ordered[0].level),),
        grounds=ordered,
        effects=effects_of(ordered),
        how=how(ordered),
        actions=actions(ordered),
        levels=_once([one.level for one in ordered]),
    )


def by_force(found: Iterable[Ground]) -> tuple[Ground, ...]:
    """The most forceful first, then what says it most directly, then what most say."""
    return tuple(sorted(found, key=_force))


def _force(ground: Ground) -> tuple[int, int, int, str]:
    said = ground.statement
    return severity.place(ground.level), directness(ground), -len(said.passages), said.id


def directness(ground: Ground) -> int:
    """By what a source means the other medicine: its name is the most direct."""
    means = ground.means
    return _MEANT_BY.get(type(means[0].value), EFFECT) if means else NAME


def meant_by(value: Value) -> int:
    return _MEANT_BY.get(type(value), EFFECT)


NAME, CLASS, ENZYME, EFFECT = range(4)
_MEANT_BY: dict[type[Value], int] = {Class: CLASS, EnzymeRole: ENZYME}


def couple(ground: Ground) -> tuple[int, int]:
    """The two items that a ground is about; an item alone stands twice."""
    one, other = ground.item, ground.item if ground.other is None else ground.other
    return (one, other) if one < other else (other, one)


def levels(ordered: Sequence[Ground]) -> tuple[Level, ...]:
    """All levels given for those whom the first is about, the most forceful first as the grounds
    are: others' levels are no disagreement."""
    whom = couple(ordered[0])
    return _once(one.level for one in ordered if couple(one) == whom)


def _once(levels: Iterable[Level]) -> tuple[Level, ...]:
    return tuple(dict.fromkeys(levels))


def effects_of(found: Iterable[Ground]) -> tuple[str, ...]:
    """What can happen, as terms: what most statements say first."""
    said = [effect for g in found for effect in getattr(g.statement.value, "effects", ())]
    return tuple(sorted(dict.fromkeys(said), key=said.count, reverse=True))


def actions(found: Iterable[Ground]) -> tuple[Action, ...]:
    """What sources say to do, the most forceful first."""
    said: set[Action] = {getattr(ground.statement.value, "action", "") for ground in found}
    return tuple(sorted(said - {""}, key=_ACTIONS.index))


def how(found: Iterable[Ground]) -> How:
    """How it comes about: as a source says it, or by the enzyme that it names."""
    return next(filter(None, map(_way, found)), "unknown")


def _way(ground: Ground) -> How | None:
    value: Value = ground.statement.value
    if isinstance(value, Interaction) and value.mechanism:
        return value.mechanism
    return "enzyme" if directness(ground) == ENZYME else None
