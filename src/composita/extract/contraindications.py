"""When a label says not to use a medicine: conditions, allergies, other medicines, people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from composita.extract.conditions import conditions
from composita.extract.cues import Cue, Cues, between
from composita.extract.partners import Mention, Partner, is_own, mentions, own
from composita.extract.people import people
from composita.extract.pieces import pieces
from composita.extract.text import sections
from composita.facts import Contraindication, Document, Fact, Section


def extract(document: Document) -> Iterator[Fact]:
    """A fact for each place that names something with which the medicine must not be used."""
    mine = own(document)
    for section in _sections(document):
        for start, end, value in _forbidden(section, mine):
            yield Fact(value, document.passage(section, start, end))


def _sections(document: Document) -> list[Section]:
    """Those about contraindications; where there are none, the warnings may hold them."""
    named = sections(document, "contraindications")
    return list(named) or list(sections(document, "warnings"))


Found = tuple[int, int, Contraindication]


class _Part(NamedTuple):
    """A clause that forbids, with the cues and the other medicines in it."""

    text: str
    start: int
    end: int
    cues: list[Cue]
    mentions: list[Mention]


def _forbidden(section: Section, mine: frozenset[str]) -> Iterator[Found]:
    cues = Cues("contraindications", section.text)
    if section.kind == "contraindications" or cues.has("forbids"):
        named = mentions(section.text)
        for part in _parts(section, cues, named):
            none = _none(part)
            yield from [none] if none else [*_allergies(part), *_others(part, mine), *_people(part)]


def _parts(section: Section, cues: Cues, named: list[Mention]) -> Iterator[_Part]:
    """The pieces that forbid, each up to where it begins to explain."""
    forbids = lead = False
    for piece in pieces(section.text):
        here = cues.within(piece.start, piece.end)
        before = {"item": lead, "turn": forbids}.get(piece.after, False)
        forbids = before or any(cue.tag == "forbids" for cue in here)
        lead = forbids if piece.words.endswith(":") else lead
        end = next((cue.start for cue in here if cue.tag in _EXPLAINS), piece.end)
        if end > piece.start and (forbids or section.kind == "contraindications"):
            here = [cue for cue in here if cue.start < end]
            inside = between(named, piece.start, end)
            yield _Part(section.text, piece.start, end, here, inside)


def _none(part: _Part) -> Found | None:
    none = next((cue for cue in part.cues if cue.tag == "none"), None)
    if none is None or none.end - part.start > _LONGEST_NONE:
        return None
    return none.start, none.end, Contraindication("none", "none")


def _allergies(part: _Part) -> Iterator[Found]:
    """What stands after "hypersensitivity to": substances, classes, the medicine's own parts."""
    since = _allergy(part)
    for start, end, partner in part.mentions:
        if start > since:
            yield start, end, Contraindication("allergy", partner.name, _unii(partner.unii))
    for cue in part.cues:
        if cue.tag == "itself" and cue.start > since:
            yield cue.start, cue.end, Contraindication("allergy", "any ingredient")


def _others(part: _Part, mine: frozenset[str]) -> Iterator[Found]:
    """Conditions and other medicines, up to where an allergy begins."""
    until = min(_allergy(part), part.end)
    for start, end, partner in part.mentions:
        if start < until and not is_own(partner, mine) and partner.what != "enzyme":
            yield start, end, _together(partner)
    for found in conditions(part.text, part.start, until):
        if not any(m.start < found.end and found.start < m.end for m in part.mentions):
            yield found.start, found.end, Contraindication("condition", found.name, found.code)


def _together(partner: Partner) -> Contraindication:
    code = _unii(partner.unii)
    if partner.what == "class":
        return Contraindication("class", partner.name, code)
    return Contraindication("substance", partner.name, code)


def _people(part: _Part) -> Iterator[Found]:
    for cue in part.cues:
        if cue.tag in ("pregnancy", "breastfeeding"):
            yield cue.start, cue.end, Contraindication("population", cue.tag)
        elif cue.tag == "children":
            age = people(part.text[cue.start : part.end]).age
            term = f"children {age}" if age else "children"
            yield cue.start, cue.end, Contraindication("population", term)


def _allergy(part: _Part) -> int:
    """Where the words about an allergy begin; the end of the part where there are none."""
    return next((cue.start for cue in part.cues if cue.tag == "allergy"), part.end)


def _unii(code: str) -> str:
    return f"UNII:{code}" if code else ""


_LONGEST_NONE = 60
_EXPLAINS = ("aside", "end")
