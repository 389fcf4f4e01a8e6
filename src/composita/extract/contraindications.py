"""When a label says not to use a medicine: conditions, allergies, other medicines, people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter
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
            if none := _none(part):
                yield none
            else:
                found = [*_allergies(part), *_others(part, mine), *_people(part)]
                yield from sorted(found, key=itemgetter(0))


def _parts(section: Section, cues: Cues, named: list[Mention]) -> Iterator[_Part]:
    """The pieces that forbid, each up to where it begins to explain."""
    forbids = section.kind == "contraindications"
    for piece in pieces(section.text):
        here = cues.within(piece.start, piece.end)
        told = {cue.tag for cue in (*here, *cues.within(*piece.lead))}
        ends = next((cue for cue in here if cue.tag in _EXPLAINS), None)
        end = ends.start if ends else piece.end
        here = [cue for cue in here if cue.start < end]
        if ends and ends.tag == "reports" and not any(cue.tag in _FORBIDS for cue in here):
            continue
        if end > piece.start and (forbids or "forbids" in told):
            yield _Part(section.text, piece.start, end, here, between(named, piece.start, end))


def _none(part: _Part) -> Found | None:
    none = next((cue for cue in part.cues if cue.tag == "none"), None)
    if none is None or none.end - part.start > _LONGEST_NONE:
        return None
    return none.start, none.end, Contraindication("none", "none")


def _allergies(part: _Part) -> Iterator[Found]:
    """What stands after "hypersensitivity to": substances, classes, the medicine's own parts."""
    since, until = _allergy(part)
    for start, end, partner in part.mentions:
        if since < start < until:
            yield start, end, Contraindication("allergy", partner.name, _unii(partner.unii))
    for cue in part.cues:
        if cue.tag == "itself" and since < cue.start < until:
            yield cue.start, cue.end, Contraindication("allergy", "any ingredient")


def _others(part: _Part, mine: frozenset[str]) -> Iterator[Found]:
    """Conditions and other medicines, but for what an allergy is to."""
    since, until = _allergy(part)
    outside = [(part.start, since), (until, part.end)]
    for start, end, partner in part.mentions:
        if not since < start < until and not is_own(partner, mine) and partner.what != "enzyme":
            yield start, end, _together(partner)
    for found in (each for where in outside for each in conditions(part.text, *where)):
        spans = [(m.start, m.end) for m in part.mentions]
        spans += [(cue.start, cue.end) for cue in part.cues if cue.tag in _PEOPLE]
        within = any(start < found.end and found.start < end for start, end in spans)
        if not within and not _TREATED.search(part.text, part.start, found.start):
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


def _allergy(part: _Part) -> tuple[int, int]:
    """From where to where a part is about an allergy; nowhere is (end, end)."""
    since = next((cue.start for cue in part.cues if cue.tag == "allergy"), part.end)
    anew = (cue.start for cue in part.cues if cue.tag == "anew" and cue.start > since)
    return since, next(anew, part.end)


def _unii(code: str) -> str:
    return f"UNII:{code}" if code else ""


_LONGEST_NONE = 60
_PEOPLE = ("pregnancy", "breastfeeding", "children")
# "A medicine used to treat leukemia" names no condition of the person.
_TREATED = re.compile(
    r"\b(?:to treat|treating|(?:medicines?|drugs?) for|used (?:for|in))\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_EXPLAINS = ("reports", "aside", "end")
_FORBIDS = ("forbids", "allergy")
