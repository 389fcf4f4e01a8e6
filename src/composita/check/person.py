"""The person: what the sources of each medicine say for somebody like them.

Each thing that is told of the person becomes a circumstance, with an answer for every item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from composita.check import allergies, parts, severity
from composita.check.circumstances import allergen_of, circumstances
from composita.check.concern import Concern
from composita.check.known import Known
from composita.check.pairs import Taken, by_force, levels
from composita.check.profile import Profiles
from composita.check.tables import data
from composita.facts import (
    Advice,
    Circumstance,
    CircumstanceKind,
    Contraindication,
    Dose,
    Finding,
    Ground,
    Indication,
    Interaction,
    Item,
    ItemAnswer,
    Level,
    Patient,
    PersonAnswer,
    Population,
    Special,
    Warning,
)
from composita.store.said import Said


class Asked(NamedTuple):
    """A circumstance, and what the sources of the medicines say of it."""

    circumstance: Circumstance
    concerns: tuple[Concern, ...]


def asked(
    takens: Sequence[Taken], patient: Patient, profile: Profiles, known: Known
) -> tuple[Asked, ...]:
    """All that is told of the person, each with what sources say of it."""
    found = []
    for told in circumstances(patient, known):
        if told.kind == "allergy":
            allergen = allergen_of(told.topic)
            concerns = tuple(allergies.concerns(allergen, takens, profile, known))
        else:
            concerns = tuple(c for taken in takens for c in _concerns(taken, told, patient))
        found.append(_asked(told, concerns))
    return tuple(found)


def _concerns(taken: Taken, told: Circumstance, patient: Patient) -> Iterator[Concern]:
    return _as_used(_SAY[told.kind](taken, told.topic, patient))


def _asked(told: Circumstance, concerns: tuple[Concern, ...]) -> Asked:
    """What a source of these medicines names is recognised, whatever else knows it."""
    return Asked(replace(told, recognised=told.recognised or bool(concerns)), concerns)


def findings(told: Iterable[Asked]) -> Iterator[Finding]:
    """For each circumstance a finding for the items of one level: what is contraindicated for one
    medicine is not said of another."""
    for one in told:
        for level, concerns in _by_level(one.concerns).items():
            yield _finding(one.circumstance.topic, level, concerns)


def answers(
    items: Sequence[Item], takens: Sequence[Taken], told: Iterable[Asked], found: Sequence[Finding]
) -> Iterator[Circumstance]:
    """The circumstances, each with the answer of every item whose name is recognised."""
    for one in told:
        places = [n for n, f in enumerate(found) if _is_about(f, one.circumstance)]
        each = (_answer(place, takens, one, places, found) for place in range(len(items)))
        answered = tuple(filter(None, each)) if one.circumstance.recognised else ()
        yield replace(one.circumstance, answers=answered)


def _population(taken: Taken, topic: str, patient: Patient) -> Iterator[Concern]:
    """Advice, bans, warnings and doses for a population, or for a part that may hold the person."""
    who: Population = topic  # type: ignore[assignment]
    yield from _warned(taken, topic)
    for said, part, level in (*_advised(taken, who), *_banned(taken, who), *_dosed(taken, who)):
        holds = parts.holds(part, who, patient)
        capped = level if holds or level is None else severity.at_most(level, "case")
        yield Concern(taken, said, None if holds is False else capped)


OfPart = tuple[Said[Any], str, Level | None]  # what is said, of which part, and our level for it


def _advised(taken: Taken, population: Population) -> Iterator[OfPart]:
    for said in taken.profile.subject.said(Special):
        if said.value.population == population:
            yield said, said.value.part, severity.table("person").get(said.value.advice)


def _banned(taken: Taken, population: Population) -> Iterator[OfPart]:
    for ban in bans(taken, "condition", "population"):
        part = parts.part_of(ban.value.term, population)
        if part is not None:
            yield ban, part, "contraindicated"


def _dosed(taken: Taken, population: Population) -> Iterator[OfPart]:
    """Doses of their own; that children or older people have some is no finding."""
    level = severity.table("dosed").get(population)
    for said in taken.profile.subject.said(Dose):
        if said.value.population == population:
            yield said, said.value.renal or said.value.age, level


def _warned(taken: Taken, topic: str) -> Iterator[Concern]:
    topics = data("person")["warned"].get(topic, ())
    for said in taken.profile.subject.said(Warning):
        if said.value.topic in topics:
            yield Concern(taken, said, _of_warning(said.value))


def _of_warning(warning: Warning) -> Level:
    return "serious" if warning.boxed else "caution"


def bans(taken: Taken, *what: str) -> Iterator[Said[Contraindication]]:
    return (ban for ban in taken.profile.subject.said(Contraindication) if ban.value.what in what)


def _habit(taken: Taken, topic: str, _patient: Patient) -> Iterator[Concern]:
    """Advice about it, warnings, and what is said of taking the medicine with it."""
    yield from _warned(taken, topic)
    for said in taken.profile.subject.said(Advice):
        if said.value.topic == topic:
            yield Concern(taken, said, severity.table("person").get(said.value.code))
    for other in taken.profile.subject.said(Interaction):
        if other.value.what == topic:
            yield Concern(taken, other, _stated(other.value))


def _stated(value: Interaction) -> Level:
    level = severity.stated(value)
    return severity.at_most(level, "case") if value.case else level


def _condition(taken: Taken, condition: str, _patient: Patient) -> Iterator[Concern]:
    """Bans, warnings, and what is said of taking it with the illness; that it is for it, too."""
    for said, term, level in _of_illness(taken):
        if parts.is_called(term, condition):
            yield Concern(taken, said, level)
        elif parts.is_part(term, condition):
            yield Concern(taken, said, level and severity.at_most(level, "case"))


def _of_illness(taken: Taken) -> Iterator[OfPart]:
    """What is said of illnesses, of which, and our level for somebody who has it."""
    subject = taken.profile.subject
    yield from (
        (b, b.value.term, "contraindicated") for b in bans(taken, "condition", "population")
    )
    yield from ((w, w.value.topic, _of_warning(w.value)) for w in subject.said(Warning))
    yield from ((use, use.value.condition, None) for use in subject.said(Indication))
    for other in subject.said(Interaction):
        if other.value.what == "condition":
            yield other, other.value.other, _stated(other.value)


def _nothing(_taken: Taken, _topic: str, _patient: Patient) -> Iterator[Concern]:
    """No source is asked for what concerns a number that is nothing out of the ordinary."""
    return iter(())


Say = Callable[[Taken, str, Patient], Iterator[Concern]]
_SAY: Mapping[CircumstanceKind, Say] = {
    "population": _population, "habit": _habit, "condition": _condition, "measure": _nothing,
}  # fmt: skip


def _as_used(concerns: Iterable[Concern]) -> Iterator[Concern]:
    """What is said of the way of use; what is not said of a local form itself weighs little."""
    for one in concerns:
        if one.said is not None and one.taken.profile.counts(one.said):
            is_of_its_form = one.taken.profile.is_of_its_form(one.said)
            weak = one.level and severity.at_most(one.level, "local")
            yield one if is_of_its_form else one._replace(level=weak)


def _by_level(concerns: Iterable[Concern]) -> dict[Level, list[Concern]]:
    """The concerns of the items of each level: an item's is the most forceful of its own."""
    by_item: dict[int, list[Concern]] = {}
    for one in concerns:
        if one.level:
            by_item.setdefault(one.taken.item, []).append(one)
    found: dict[Level, list[Concern]] = {}
    for ones in by_item.values():
        level = severity.most_forceful(one.level for one in ones if one.level)
        found.setdefault(level, []).extend(ones)
    return found


def _finding(topic: str, level: Level, concerns: Sequence[Concern]) -> Finding:
    grounds = by_force(
        Ground(one.taken.item, one.taken.profile.statement(one.said), one.level)
        for one in concerns
        if one.said is not None and one.level
    )
    return Finding(
        kind="person",
        items=tuple(sorted({one.taken.item for one in concerns})),
        level=level,
        grounds=grounds,
        topic=topic,
        levels=levels(grounds) if grounds else (level,),
    )


def _is_about(finding: Finding, told: Circumstance) -> bool:
    """Whether it is the circumstance's own finding, or of a pair and for such people alone."""
    if finding.kind == "person":
        return finding.topic == told.topic
    return any(_is_case(ground.case, told) for ground in finding.grounds if ground.case)


def _is_case(case: str, told: Circumstance) -> bool:
    if told.kind == "population":
        return parts.part_of(case, told.topic) is not None
    return told.kind == "condition" and parts.is_called(case, told.topic)


def _answer(
    place: int,
    takens: Sequence[Taken],
    told: Asked,
    places: Sequence[int],
    found: Sequence[Finding],
) -> ItemAnswer | None:
    """None where no name of the item is recognised, or no source is asked."""
    own = [taken for taken in takens if taken.item == place]
    if not own or told.circumstance.kind == "measure":
        return None
    said = tuple(one for one in told.concerns if one.taken.item == place and not one.level)
    statements = {
        s.id: s for one in said if one.said for s in [one.taken.profile.statement(one.said)]
    }
    here = tuple(number for number in places if place in found[number].items)
    could = frozenset().union(*(_could(taken, told.circumstance) for taken in own))
    state: PersonAnswer = "found" if here or said else _unsaid(own, told.circumstance, could)
    sections = tuple(dict.fromkeys(s for taken in own for s in _sections(taken, told.circumstance)))
    return ItemAnswer(
        place, state, here, tuple(statements.values()), tuple(sorted(could)), sections
    )


def _unsaid(own: Sequence[Taken], told: Circumstance, could: frozenset[str]) -> PersonAnswer:
    """Why nothing was found: a section on just this was not read; silence; nobody was asked."""
    if any(_sections(taken, told) for taken in own):
        return "not read"
    return "silent" if could else "unknown"


def _could(taken: Taken, told: Circumstance) -> frozenset[str]:
    """The documents with a section where it could stand."""
    subject = taken.profile.subject
    topics = (told.topic, "contraindication", "warning")
    own = {document for document, _ in _sections(taken, told)}
    return frozenset(own.union(*(subject.asked.get(topic, frozenset()) for topic in topics)))


def _sections(taken: Taken, told: Circumstance) -> tuple[tuple[str, str], ...]:
    """Where its documents speak of just this: (document, section)."""
    if told.kind not in ("population", "habit"):
        return ()
    return taken.profile.subject.places(told.topic)
