"""What a label says a medicine is for: conditions, with role, people and limits of use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
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
    uses = [use for section in sections(document, "indications") for use in _all_uses(section)]
    said = {use.value for use in uses}
    for use in uses:
        if not _says_less(use.value, said):
            yield Fact(use.value, document.passage(use.section, use.start, use.end))


def parts(condition: str) -> list[str]:
    """The conditions that "edema associated with cirrhosis" joins."""
    return _JOINT.split(condition)


class _Use(NamedTuple):
    section: Section
    start: int
    end: int
    value: Indication


@lru_cache(maxsize=32)  # what is treated is asked for again: see treated.py
def _all_uses(section: Section) -> tuple[_Use, ...]:
    return tuple(_uses(section))


def _uses(section: Section) -> Iterator[_Use]:
    """Conditions in the pieces that say a use or a limit, and in what continues them."""
    cues = Cues("indications", section.text)
    states, state = dict[int, str](), ""
    for piece in pieces(section.text):
        before = {"item": states.get(piece.lead[0], ""), "turn": state}.get(piece.after, "")
        states[piece.start] = state = _state(piece, cues, before)
        if state in ("use", "limit"):
            yield from _named(section, piece, cues, state == "limit")


def _state(piece: Piece, cues: Cues, before: str) -> str:
    """What a piece speaks of: "use", "limit", "aside", or "" where nothing tells."""
    tags = [cue.tag for cue in cues.within(piece.start, piece.end)]
    tells = next((tag for tag in tags if tag in ("plainly", "aside")), "")
    if tells == "aside" or (not tells and _EXPLAINS.match(piece.words)):
        return "aside"
    if "limit" in tags and "plainly" not in tags[tags.index("limit") :]:
        return "limit"
    if not tells and before in ("aside", "limit"):
        return before
    said = tells or _USES.intersection(tags) or (not before and _is_heading(piece))
    return "use" if said else before


def _is_heading(piece: Piece) -> bool:
    """A heading or an item: a few words without a verb that makes a sentence."""
    short = len(piece.words) < _LONGEST_ITEM and not _SAYS.search(piece.words)
    return short and piece.words[0].isupper()


def _named(section: Section, piece: Piece, cues: Cues, limit: bool) -> Iterator[_Use]:
    here = cues.within(piece.start, piece.end)
    ends = (c.start for c in here if c.tag == "end" and c.start > piece.start)
    end = next((at for at in ends if not _in_brackets(section.text[piece.start : at])), piece.end)
    found = list(_joined(section.text, _outside_brackets(section.text, piece.start, end)))
    who = _population(f"{section.text[slice(*piece.lead)]} {piece.words}") if found else ""
    for condition in found:
        role = "" if limit else _role([*cues.within(*piece.lead), *here], condition.start)
        if role == "prevention" and _IN_WHOM.search(section.text, piece.start, condition.start):
            continue
        value = Indication(condition.name, condition.code, who, role, limit)
        yield _Use(section, condition.start, condition.end, value)


def _outside_brackets(text: str, start: int, end: int) -> Iterator[Condition]:
    """Conditions, but for those in brackets: abbreviations, synonyms, examples, symptoms."""
    for found in conditions(text, start, end):
        never = _NEVER & {found.name, found.name.split(" of ")[0].split()[-1]}
        if not never and not _in_brackets(text[start : found.start]):
            yield found


def _in_brackets(before: str) -> bool:
    """Whether a bracket is open, other than "(including …"."""
    return before.count("(") > before.count(")") + before.count("(including")


def _role(cues: list[Cue], start: int) -> Role:
    """The role that the last cue before a condition gives it."""
    given = [_ROLES[cue.tag] for cue in cues if cue.start < start and cue.tag in _ROLES]
    return given[-1] if given else ""


def _population(words: str) -> Population:
    who = people(words).population
    return who if who in _PEOPLE else ""


def _joined(text: str, found: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions, where "edema associated with cirrhosis and heart failure" is two of edema."""
    last: Condition | None = None
    of = ""  # "edema associated with", while what it goes with is listed
    for condition in found:
        if last and (link := _LINK.fullmatch(text, last.end, condition.start)):
            of = f"{last.name} {fold(link['link'])}"
            last = _of(of, condition, last.start)
        elif last:
            yield last
            of = of if _LIST.fullmatch(text, last.end, condition.start) else ""
            last = _of(of, condition, condition.start)
        else:
            last = condition
    if last:
        yield last


def _of(of: str, condition: Condition, start: int) -> Condition:
    if not of:
        return condition
    name = f"{of} {condition.name}"
    return Condition(start, condition.end, name, code(name))


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


_LONGEST_ITEM = 400
# What a disease is like, and how the medicine works, is no use of it.
_EXPLAINS = re.compile(
    r"(?:The )?(?:symptoms|signs)\b[^.;:]{0,60}\binclude\b|(?:How|About) (?:[\w-]+ ){1,4}works?\b"
    r"|What (?:is|are) (?:the )?[\w -]{3,40}\?",
    re.IGNORECASE,
)
_SAYS = any_of(
    ("is", "are", "was", "were", "has", "have", "should", "may", "can", "must", "will", "do")
)
_ROLES: dict[str, Role] = {
    "treatment": "treatment", "prevention": "prevention", "adjunct": "adjunct",
    "plainly": "treatment", "diagnosis": "diagnosis", "relief": "relief",
}  # fmt: skip
_USES = {"use", *_ROLES}
_PEOPLE: frozenset[Population] = frozenset({"adults", "children", "older people", "women", "men"})
_NEVER = frozenset(lexicon_file("indications")["never"])
# "Prevention of … in patients with": what is prevented has no name that we know.
_IN_WHOM = re.compile(
    r"\b(?:in|for) (?:[\w-]+ ){0,2}(?:patients|persons|people|adults|individuals|children|women)"
    r"(?: [\w-]+)? with (?:[\w-]+ )?$"
)
_LIST = re.compile(r",? ?(?:and |or |, including )?(?:the |an? )?", re.IGNORECASE)
_JOINT = re.compile(rf" {any_of(lexicon_file('indications')['links']).pattern} ")
_LINK = re.compile(
    rf"(?:\s*\([^)]*\))?\s*(?P<link>{any_of(lexicon_file('indications')['links']).pattern})"
    r"\s+(?:(?:the|an?|active|acute|both)\s+)?",
    re.IGNORECASE,
)
