"""What the sources of one medicine say about another: by name, by class, by enzyme, by effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, get_args

from composita.check import severity
from composita.check.effects import makes_a_member
from composita.check.parts import is_told
from composita.check.profile import Profile, Told
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
    Statement,
    Value,
)

_ACTIONS: tuple[Action, ...] = get_args(Action)


class Taken(NamedTuple):
    """A profile at a place of the regimen."""

    item: int
    profile: Profile


def grounds(a: Taken, b: Taken, patient: Patient) -> Iterator[Ground]:
    """What the sources of `a` say about `b`; a sub-case counts in full where it is the person's."""
    told, called = a.profile.told, b.profile.called
    for term in told.keys() & called.keys():
        because = called[term]
        means = (b.profile.statement(because),) if because else ()
        way = weak_way(because.value) if because else ""
        for one in told[term]:
            yield _ground(a, b, one, means, way, patient)


def _ground(
    a: Taken, b: Taken, told: Told, means: tuple[Statement, ...], way: str, patient: Patient
) -> Ground:
    said, level = told
    case = said.value.case if isinstance(said.value, Interaction) else ""
    if case and not is_told(case, patient):
        level = severity.at_most(level, "case")
    if way:
        level = severity.at_most(level, way)
    if b.profile.local or not a.profile.is_of_its_form(said):
        level = severity.at_most(level, "local")
    return Ground(a.item, a.profile.statement(said), level, b.item, means, case)


def weak_way(value: Value) -> str:
    """Why what makes a term mean a medicine does not carry the whole level; "" where it does."""
    if isinstance(value, Class):
        return "action" if value.system == "MeSH PA" else ""
    if isinstance(value, EnzymeRole):
        return "" if value.strength else "strength"
    return "" if makes_a_member(value) else "effect"


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
        levels=levels(ordered),
    )


def by_force(found: Iterable[Ground]) -> tuple[Ground, ...]:
    """The most forceful first, then what says it most directly, then what most say."""
    return tuple(sorted(found, key=_force))


def _force(ground: Ground) -> tuple[int, int, int, str]:
    said = ground.statement
    return severity.place(ground.level), directness(ground), -len(said.passages), said.id


def directness(ground: Ground) -> int:
    """By what a source means the other medicine: its name is the most direct."""
    return meant_by(ground.means[0].value) if ground.means else NAME


def meant_by(value: Value) -> int:
    return _MEANT_BY.get(type(value), EFFECT)


NAME, CLASS, ENZYME, EFFECT = range(4)
_MEANT_BY: dict[type[Value], int] = {Class: CLASS, EnzymeRole: ENZYME}


def couple(ground: Ground) -> tuple[int, int]:
    """The two items that a ground is about; an item alone stands twice."""
    one, other = ground.item, ground.item if ground.other is None else ground.other
    return (one, other) if one < other else (other, one)


def levels(ordered: Sequence[Ground]) -> tuple[Level, ...]:
    """All levels given for those whom the first is about: others' levels are no disagreement."""
    whom = couple(ordered[0])
    return severity.in_order(ground.level for ground in ordered if couple(ground) == whom)


def effects_of(found: Iterable[Ground]) -> tuple[str, ...]:
    """What can happen, as terms: what most statements say first."""
    said = Counter(effect for g in found for effect in getattr(g.statement.value, "effects", ()))
    return tuple(effect for effect, _ in said.most_common())


def actions(found: Iterable[Ground]) -> tuple[Action, ...]:
    """What sources say to do, the most forceful first."""
    said = {severity.action(ground.statement.value) for ground in found} - {""}
    return tuple(sorted(said, key=_ACTIONS.index))


def how(found: Iterable[Ground]) -> How:
    """How it comes about: as a source says it, or by the enzyme that it names."""
    said = [way for ground in found for way in _ways(ground)]
    return said[0] if said else "unknown"


def _ways(ground: Ground) -> Iterator[How]:
    value: Value = ground.statement.value
    if isinstance(value, Interaction) and value.mechanism:
        yield value.mechanism
    elif any(isinstance(because.value, EnzymeRole) for because in ground.means):
        yield "enzyme"
