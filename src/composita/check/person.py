"""The person: what the sources of each medicine say for somebody like them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from composita.check import severity
from composita.check.pairs import Taken, by_force
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

_CHILD, _OLDER = 18, 65  # years: the limits that labels use for "pediatric" and "geriatric"

Concern = tuple[Taken, Said[Any], Level]


def findings(takens: Sequence[Taken], patient: Patient) -> Iterator[Finding]:
    """A finding for each population, habit and condition of the person of which a source speaks."""
    for population in _populations(patient):
        yield from _finding(population, [c for t in takens for c in _special(t, population)])
    for topic, told in (("alcohol", patient.alcohol), ("driving", patient.driving)):
        if told:
            yield from _finding(topic, [c for t in takens for c in _advice(t, topic)])
    for condition in patient.conditions:
        yield from _finding(condition, [c for t in takens for c in _condition(t, condition)])


def _populations(patient: Patient) -> Iterator[Population]:
    if patient.age is not None and patient.age < _CHILD:
        yield "children"
    if patient.age is not None and patient.age >= _OLDER:
        yield "older people"
    if patient.pregnant:
        yield "pregnancy"
    if patient.breastfeeding:
        yield "breastfeeding"
    if patient.kidney_disease or patient.creatinine_clearance is not None:
        yield "kidney impairment"
    if patient.liver_disease:
        yield "liver impairment"


def _special(taken: Taken, population: Population) -> Iterator[Concern]:
    levels = severity.table("person")
    for said in taken.profile.subject.said(Special):
        if said.value.population == population and (level := levels.get(said.value.advice)):
            yield taken, said, severity.at_most(level, "case") if said.value.part else level
    yield from _banned(taken, population)


def _banned(taken: Taken, term: str) -> Iterator[Concern]:
    """What a source bans for a population or condition called so, or for a part of it."""
    asked = everyday(term).split()
    for said in taken.profile.subject.said(Contraindication):
        if said.value.what in ("condition", "population"):
            words = everyday(said.value.term).replace(",", " ").split()
            if words == asked:
                yield taken, said, "contraindicated"
            elif set(asked) <= set(words):
                yield taken, said, severity.at_most("contraindicated", "case")


def _advice(taken: Taken, topic: str) -> Iterator[Concern]:
    levels = severity.table("person")
    for said in taken.profile.subject.said(Advice):
        if said.value.topic == topic and (level := levels.get(said.value.code)):
            yield taken, said, level
    for other in taken.profile.subject.said(Interaction):
        if other.value.what == topic:
            yield taken, other, severity.stated(other.value)


def _condition(taken: Taken, condition: str) -> Iterator[Concern]:
    yield from _banned(taken, condition)
    for said in taken.profile.subject.said(Warning):
        if everyday(said.value.topic) == everyday(condition):
            yield taken, said, "serious" if said.value.boxed else "caution"


def _finding(topic: str, concerns: Sequence[Concern]) -> Iterator[Finding]:
    """One finding for all medicines that the topic concerns."""
    grounds = by_force(
        Ground(taken.item, taken.profile.statement(said), level) for taken, said, level in concerns
    )
    if grounds:
        yield Finding(
            kind="person",
            items=tuple(sorted({ground.item for ground in grounds})),
            level=grounds[0].level,
            grounds=grounds,
            topic=topic,
            levels=severity.in_order(ground.level for ground in grounds),
        )
