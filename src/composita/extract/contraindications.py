"""When a label says not to use a medicine: conditions, allergies, other medicines, people."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from composita.extract import indications
from composita.extract.conditions import Condition, conditions
from composita.extract.cues import Cue
from composita.extract.forbidding import Clause, allergy, forbidding, is_in_bracket, pattern
from composita.extract.partners import Mention, Partner, is_own, own
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
    since, until = allergy(clause)
    for start, end, partner in clause.mentions:
        if since < start < until:
            yield start, end, Contraindication("allergy", partner.name, _unii(partner.unii))
    for cue in clause.cues:
        if cue.tag == "itself" and since < cue.start < until:
            yield cue.start, cue.end, Contraindication("allergy", "any ingredient")


def _others(clause: Clause, mine: frozenset[str]) -> Iterator[Found]:
    """Conditions and other medicines, but for what an allergy is to."""
    since, until = allergy(clause)
    named = [m for m in clause.mentions if not since < m.start < until]
    others = [m for m in named if not is_own(m.partner, mine)]
    ills = list(_conditions(clause, (clause.start, since), (until, clause.end)))
    if _only_together(clause, ills, others):
        return
    for start, end, partner in others:
        if partner.what != "enzyme" and not _is_wider(clause, start, end, partner):
            yield start, end, _together(partner)
    for ill in ills:
        if not _is_not_alone(clause, ill):
            yield ill.start, ill.end, Contraindication("condition", ill.name, ill.code)


def _conditions(clause: Clause, *regions: tuple[int, int]) -> Iterator[Condition]:
    """Conditions in some regions of a clause, but for words that name a medicine or people."""
    spans = [(m.start, m.end) for m in clause.mentions]
    spans += [(cue.start, cue.end) for cue in clause.cues if cue.tag in _PEOPLE]
    for found in (each for where in regions for each in conditions(clause.text, *where)):
        if not any(start < found.end and found.start < end for start, end in spans):
            yield found


def _only_together(clause: Clause, ills: list[Condition], others: list[Mention]) -> bool:
    """Whether a condition forbids only with a medicine, which a contraindication cannot hold.

    "Diabetes and you are treated with aliskiren", "asthma after taking aspirin", "colchicine in
    patients with renal disorders".
    """
    ends, starts = [ill.end for ill in ills], [ill.start for ill in ills]
    named = [m.start for m in clause.mentions]
    return (
        any(_is_near(ends, at) and _is_near(named, to) for at, to in _said(clause, "with_medicine"))
        or any(
            _is_near(ends, at) and _is_near(starts, to)
            for at, to in _said(clause, "with_condition")
        )
        or _only_in_some(clause, starts, [m.end for m in others])
    )


def _said(clause: Clause, name: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern(name).finditer(clause.text, clause.start, clause.end))


def _only_in_some(clause: Clause, ills: list[int], others: list[int]) -> bool:
    """Whether a medicine is forbidden in people with a condition, not either by itself."""
    for at, to in _said(clause, "in_people"):
        forbids = [cue.start for cue in clause.cues if cue.tag == "forbids" and cue.start < at]
        since = max(forbids, default=clause.start)
        if any(since <= end <= at for end in others) and any(start >= to for start in ills):
            return True
    return False


def _is_near(places: list[int], place: int) -> bool:
    return any(abs(each - place) <= _NEAR for each in places)


def _is_wider(clause: Clause, start: int, end: int, partner: Partner) -> bool:
    """Whether only some of it is meant: a dose, a route, a time, or members that are named."""
    near = max(clause.start, start - _NEAR)
    if pattern("some_before").search(clause.text, near, start):
        return True
    if pattern("some_after").match(clause.text, end):
        return True
    if pattern("some_time").search(clause.text, clause.start, clause.end):
        return True
    return partner.what == "class" and _gives_way(clause, start, end)


def _gives_way(clause: Clause, start: int, end: int) -> bool:
    """Whether a class is named only to say what a member is: "St John's wort, a herbal remedy"."""
    before = pattern("member_before")
    return bool(pattern("member_after").match(clause.text, end)) or any(
        before.fullmatch(clause.text, other.end, start) for other in clause.mentions
    )


def _is_not_alone(clause: Clause, ill: Condition) -> bool:
    """Whether it is what another medicine is for, or forbids only some who have it."""
    if pattern("use").search(clause.text, clause.start, ill.start):
        return True
    if pattern("narrowed").match(clause.text, ill.end):
        return True
    before = [m.end for m in clause.mentions if m.end <= ill.start]
    return bool(before) and is_in_bracket(clause.text, before[-1], ill.start)


def _together(partner: Partner) -> Contraindication:
    code = _unii(partner.unii)
    if partner.what == "class":
        return Contraindication("class", partner.name, code)
    return Contraindication("substance", partner.name, code)


def _people(clause: Clause) -> Iterator[Found]:
    for cue in clause.cues:
        if pattern("exception").match(clause.text, cue.end):
            continue
        if cue.tag in ("pregnancy", "breastfeeding"):
            time = _time(clause, cue) if cue.tag == "pregnancy" else ""
            yield cue.start, cue.end, Contraindication("population", cue.tag + time)
        elif cue.tag == "children" and not is_in_bracket(clause.text, clause.start, cue.start):
            age = people(clause.text[cue.start : clause.end]).age
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
