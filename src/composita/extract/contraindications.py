"""When a label says not to use a medicine: conditions, allergies, other medicines, people."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from composita.extract import indications
from composita.extract.alone import gives_way, is_not_alone, is_wider, only_together
from composita.extract.conditions import Condition, conditions
from composita.extract.cues import Cue
from composita.extract.forbidding import Clause, forbidding, is_in_bracket, pattern
from composita.extract.partners import Mention, is_own, own
from composita.extract.people import people
from composita.extract.text import sections
from composita.facts import Contraindication, Document, Fact, Indication, Section


def extract(document: Document) -> Iterator[Fact]:
    """A fact for each place that names something with which the medicine must not be used."""
    mine, treated = own(document), _treated(document)
    for section in _sections(document):
        for start, end, value in _forbidden(section, mine):
            if not (value.what == "condition" and f" {value.term}" in treated):
                yield Fact(value, document.passage(section, start, end))


def _treated(document: Document) -> set[str]:
    """The ends of what it is for, from each word on. Where "heart failure" forbids a medicine for
    chronic heart failure, only some heart failure is meant, and the value cannot say which."""
    uses = (f.value for f in indications.extract(document) if isinstance(f.value, Indication))
    named = [f" {use.condition}" for use in uses if not use.limitation]
    return {name[at:] for name in named for at, letter in enumerate(name) if letter == " "}


def _sections(document: Document) -> list[Section]:
    """Those about contraindications; where there are none, the warnings may hold them."""
    named = sections(document, "contraindications")
    return list(named) or list(sections(document, "warnings"))


Found = tuple[int, int, Contraindication]


def _forbidden(section: Section, mine: frozenset[str]) -> Iterator[Found]:
    for clause in forbidding(section):
        if none := _none(clause):
            yield none
        else:
            found = [*_allergies(clause), *_others(clause, mine), *_people(clause)]
            yield from sorted(found, key=itemgetter(0))


def _none(clause: Clause) -> Found | None:
    none = next((cue for cue in clause.cues if cue.tag == "none"), None)
    if none is None or none.end - clause.start > _LONGEST_NONE:
        return None
    return none.start, none.end, Contraindication("none", "none")


def _allergies(clause: Clause) -> Iterator[Found]:
    """What stands after "hypersensitivity to": substances, classes, the medicine's own parts."""
    for mention in clause.mentions:
        start, end, partner = mention
        vague = partner.what == "class" and gives_way(clause, mention)
        if clause.is_allergy(start) and not vague:
            yield start, end, Contraindication("allergy", partner.name, _unii(partner.unii))
    for cue in clause.cues:
        if cue.tag == "itself" and clause.is_allergy(cue.start):
            yield cue.start, cue.end, Contraindication("allergy", "any ingredient")


def _others(clause: Clause, mine: frozenset[str]) -> Iterator[Found]:
    """Conditions and other medicines, but for what an allergy is to."""
    every = [ill for span in clause.besides_allergies() for ill in conditions(clause.text, *span)]
    named = [m for m in clause.mentions if not (clause.is_allergy(m.start) or _is_in(m, every))]
    others = [m for m in named if not is_own(m.partner, mine)]
    ills = list(_conditions(clause, every, named))
    if only_together(clause, ills, others):
        return
    for mention in others:
        if mention.partner.what != "enzyme" and not is_wider(clause, mention):
            yield mention.start, mention.end, _together(mention)
    for ill in ills:
        if not is_not_alone(clause, ill):
            yield ill.start, ill.end, Contraindication("condition", ill.name, ill.code)


def _is_in(mention: Mention, ills: list[Condition]) -> bool:
    """Whether it is only a word of an illness: "neuroleptic malignant syndrome"."""
    return any(ill.code and ill.start <= mention.start and mention.end < ill.end for ill in ills)


def _conditions(clause: Clause, ills: list[Condition], named: list[Mention]) -> Iterator[Condition]:
    """The conditions but for words that name a medicine or people."""
    spans = [(m.start, m.end) for m in named]
    spans += [(cue.start, cue.end) for cue in clause.cues if cue.tag in _PEOPLE]
    for ill in ills:
        if not any(start < ill.end and ill.start < end for start, end in spans):
            yield ill


def _together(mention: Mention) -> Contraindication:
    partner = mention.partner
    if partner.what == "class":
        return Contraindication("class", partner.name)
    return Contraindication("substance", partner.name, _unii(partner.unii))


def _people(clause: Clause) -> Iterator[Found]:
    for cue in clause.cues:
        if pattern("exception").match(clause.text, cue.end):
            continue
        if cue.tag in ("pregnancy", "breastfeeding"):
            time = _time(clause, cue) if cue.tag == "pregnancy" else ""
            yield cue.start, cue.end, Contraindication("population", cue.tag + time)
        elif cue.tag == "children" and not is_in_bracket(clause.text, clause.start, cue.start):
            age = people(clause.text[cue.start : clause.end].partition(" or ")[0]).age
            term = f"children {age}" if age else "children"
            yield cue.start, cue.end, Contraindication("population", term)


def _time(clause: Clause, cue: Cue) -> str:
    """ ", more than 3 months" where only that part of a pregnancy is meant."""
    near = max(clause.start, cue.start - _NEAR), min(clause.end, cue.end + _NEAR)
    time = pattern("time").search(clause.text, *near)
    return f", {time.group().lower()}" if time else ""


def _unii(code: str) -> str:
    return f"UNII:{code}" if code else ""


_LONGEST_NONE = 60
_PEOPLE = ("pregnancy", "breastfeeding", "children", "not_pregnant")
_NEAR = 60
