"""The person: what the sources of each medicine say for somebody like them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from composita.check import parts, severity
from composita.check.pairs import Taken, by_force, levels
from composita.extract.text import fold
from composita.facts import (
    Advice,
    Contraindication,
    Finding,
    Ground,
    Interaction,
    Level,
    Patient,
    Population,
    Special,
    Warning,
)
from composita.store.reactions import everyday
from composita.store.said import Said

Concern = tuple[Taken, Said[Any], Level]


def findings(takens: Sequence[Taken], patient: Patient) -> Iterator[Finding]:
    """A finding for each population, habit and condition of the person of which a source speaks."""
    for population in parts.populations(patient):
        told = [c for t in takens for c in _for_people(t, population, patient)]
        yield from _finding(population, told)
    for topic, asked in (("alcohol", patient.alcohol), ("driving", patient.driving)):
        if asked:
            yield from _finding(topic, [c for t in takens for c in _advice(t, topic)])
    for condition in patient.conditions:
        yield from _finding(condition, [c for t in takens for c in _condition(t, condition)])


def _for_people(taken: Taken, population: Population, patient: Patient) -> Iterator[Concern]:
    """Advice and bans for a population, or for a part of it that the person may be in."""
    for said, part, level in (*_advised(taken, population), *_banned(taken, population)):
        holds = parts.holds(part, population, patient)
        if holds is not False:
            yield taken, said, level if holds else severity.at_most(level, "case")


def _advised(taken: Taken, population: Population) -> Iterator[tuple[Said[Any], str, Level]]:
    table = severity.table("person")
    for said in taken.profile.subject.said(Special):
        if said.value.population == population and (level := table.get(said.value.advice)):
            yield said, said.value.part, level


def _banned(taken: Taken, population: Population) -> Iterator[tuple[Said[Any], str, Level]]:
    for ban in _bans(taken, "condition", "population"):
        part = parts.part_of(ban.value.term, population)
        if part is not None:
            yield ban, part, "contraindicated"


def _bans(taken: Taken, *what: str) -> Iterator[Said[Contraindication]]:
    return (ban for ban in taken.profile.subject.said(Contraindication) if ban.value.what in what)


def _advice(taken: Taken, topic: str) -> Iterator[Concern]:
    table = severity.table("person")
    for said in taken.profile.subject.said(Advice):
        if said.value.topic == topic and (level := table.get(said.value.code)):
            yield taken, said, level
    for other in taken.profile.subject.said(Interaction):
        if other.value.what == topic:
            level = severity.stated(other.value)
            yield taken, other, severity.at_most(level, "case") if other.value.case else level


def _condition(taken: Taken, condition: str) -> Iterator[Concern]:
    for ban in _bans(taken, "condition", "population"):
        if parts.is_called(ban.value.term, condition):
            yield taken, ban, "contraindicated"
        elif _is_part(ban.value.term, condition):
            yield taken, ban, severity.at_most("contraindicated", "case")
    for ban in _bans(taken, "allergy"):
        own = taken.profile.names if ban.value.term == parts.ANY_INGREDIENT else (ban.value.term,)
        if parts.allergen(condition) in map(parts.singular, own):
            yield taken, ban, "contraindicated"
    for said in taken.profile.subject.said(Warning):
        if everyday(said.value.topic) == everyday(condition):
            yield taken, said, "serious" if said.value.boxed else "caution"


def _is_part(term: str, condition: str) -> bool:
    """Whether a term says more than the condition: "angle-closure glaucoma", of glaucoma."""
    return set(fold(condition).split()) < set(fold(term).replace(",", " ").split())


def _finding(topic: str, concerns: Sequence[Concern]) -> Iterator[Finding]:
    """One finding for all medicines that the topic concerns."""
    grounds = by_force(
        Ground(taken.item, taken.profile.statement(said), level)
        for taken, said, level in _as_used(concerns)
    )
    if grounds:
        yield Finding(
            kind="person",
            items=tuple(sorted({ground.item for ground in grounds})),
            level=grounds[0].level,
            grounds=grounds,
            topic=topic,
            levels=levels(grounds),
        )


def _as_used(concerns: Iterable[Concern]) -> Iterator[Concern]:
    """What is said of the way of use; what is not said of a local form itself weighs little."""
    for taken, said, level in concerns:
        if taken.profile.counts(said):
            is_of_its_form = taken.profile.is_of_its_form(said)
            yield taken, said, level if is_of_its_form else severity.at_most(level, "local")
