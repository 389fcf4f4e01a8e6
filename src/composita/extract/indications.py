"""What a label says a medicine is for: conditions, with role, people and limits of use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from composita.extract.conditions import Condition, code, conditions
from composita.extract.cues import Cue, Cues
from composita.extract.people import people
from composita.extract.pieces import Piece, pieces
from composita.extract.text import any_of, fold, lexicon_file, sections
from composita.facts import Document, Fact, Indication, Population, Section

Role = Literal["", "treatment", "prevention", "adjunct", "diagnosis", "relief"]


def extract(document: Document) -> Iterator[Fact]:
    """A fact for each place where a condition is named as a use or as a limit of use."""
    uses = [use for section in sections(document, "indications") for use in _uses(section)]
    said = {use.value for use in uses}
    for use in uses:
        if not _says_less(use.value, said):
            yield Fact(use.value, document.passage(use.section, use.start, use.end))


class _Use(NamedTuple):
    section: Section
    start: int
    end: int
    value: Indication


def _uses(section: Section) -> Iterator[_Use]:
    """Conditions in the pieces that say a use or a limit, and in what continues them."""
    cues = Cues("indications", section.text)
    state, lead = "", _Lead("", "")
    for piece in pieces(section.text):
        before = {"item": lead.state, "turn": state}.get(piece.after, "")
        state = _state(piece, cues, before)
        if piece.words.endswith(":"):
            lead = _Lead(state, piece.words)
        if state in ("use", "limit"):
            above = lead.words if piece.after == "item" else ""
            yield from _named(section, piece, cues, state == "limit", above)


class _Lead(NamedTuple):
    """A piece that a list follows, and what it speaks of."""

    state: str
    words: str


def _state(piece: Piece, cues: Cues, before: str) -> str:
    """What a piece speaks of: "use", "limit", "aside", or "" where nothing tells."""
    tags = cues.tags(piece.start, piece.end)
    if "limit" in tags or "aside" in tags:
        return "limit" if "limit" in tags else "aside"
    return "use" if tags & _USES or _is_heading(piece) else before


def _is_heading(piece: Piece) -> bool:
    return piece.words[0].isupper() and len(piece.words) < _LONGEST_HEADING


def _named(section: Section, piece: Piece, cues: Cues, limit: bool, above: str) -> Iterator[_Use]:
    here = cues.within(piece.start, piece.end)
    end = next((c.start for c in here if c.tag == "end" and c.start > piece.start), piece.end)
    found = list(_joined(section.text, conditions(section.text, piece.start, end)))
    who = _population(f"{above} {piece.words}") if found else ""
    for condition in found:
        role = "" if limit else _role(here, condition.start)
        value = Indication(condition.name, condition.code, who, role, limit)
        yield _Use(section, condition.start, condition.end, value)


def _role(cues: list[Cue], start: int) -> Role:
    """The role that the last cue before a condition gives it."""
    given = [_ROLES[cue.tag] for cue in cues if cue.start < start and cue.tag in _ROLES]
    return given[-1] if given else ""


def _population(words: str) -> Population:
    who = people(words).population
    return who if who in _PEOPLE else ""


def _joined(text: str, found: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions, where "edema associated with cirrhosis" is one."""
    last: Condition | None = None
    for condition in found:
        if last and (link := _LINK.fullmatch(text, last.end, condition.start)):
            name = f"{last.name} {fold(link['link'])} {condition.name}"
            last = Condition(last.start, condition.end, name, code(name))
            continue
        if last:
            yield last
        last = condition
    if last:
        yield last


def _says_less(value: Indication, said: Iterable[Indication]) -> bool:
    """Whether another place says the same use with more: for whom, or in which role."""
    return any(
        other != value
        and other.condition == value.condition
        and other.limitation == value.limitation
        and value.population in ("", other.population)
        and value.role in ("", other.role)
        for other in said
    )


_LONGEST_HEADING = 80
_ROLES: dict[str, Role] = {
    "treatment": "treatment", "prevention": "prevention", "adjunct": "adjunct",
    "diagnosis": "diagnosis", "relief": "relief",
}  # fmt: skip
_USES = {"use", *_ROLES}
_PEOPLE: frozenset[Population] = frozenset({"adults", "children", "older people", "women", "men"})
_LINK = re.compile(
    rf"(?:\s*\([^)]*\))?\s*(?P<link>{any_of(lexicon_file('indications')['links']).pattern})"
    r"\s+(?:(?:the|an?|active|acute|both)\s+)?",
    re.IGNORECASE,
)
