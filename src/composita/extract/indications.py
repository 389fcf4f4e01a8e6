"""What a label says a medicine is for: conditions, with role, people and limits of use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from composita.extract.conditions import Condition, code, conditions
from composita.extract.cues import Cues
from composita.extract.people import people
from composita.extract.phrases import Clause, clauses
from composita.extract.text import any_of, fold, lexicon_file, sections
from composita.facts import Document, Fact, Indication, Population, Section


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
    """Conditions in the clauses that say a use or a limit, and in what continues them."""
    cues = Cues("indications", section.text)
    state = of_list = ""
    before = 0
    for clause in clauses(section):
        goes_on = of_list if clause.lead else state if _goes_on(section, before, clause) else ""
        state = _state(clause, cues, goes_on)
        of_list = state if clause.words.endswith(":") else of_list
        before = clause.end
        if state in ("use", "limit"):
            yield from _named(section, clause, cues, state == "limit")


def _goes_on(section: Section, before: int, clause: Clause) -> bool:
    """Whether a clause belongs to the same sentence as the one that ended at `before`."""
    gap = section.text[before : clause.start]
    return before > 0 and "\n" not in gap and section.text[before - 1] not in ".!?"


def _state(clause: Clause, cues: Cues, state: str) -> str:
    """What a clause speaks of: "use", "limit", "aside", or "" where nothing tells."""
    tags = cues.tags(clause.start, clause.end)
    if "limit" in tags or "aside" in tags:
        return "limit" if "limit" in tags else "aside"
    return "use" if tags & _USES or _is_heading(clause) else state


def _is_heading(clause: Clause) -> bool:
    return clause.words[:1].isupper() and len(clause.words) < _LONGEST_HEADING


def _named(section: Section, clause: Clause, cues: Cues, limit: bool) -> Iterator[_Use]:
    here = cues.within(clause.start, clause.end)
    end = next((c.start for c in here if c.tag == "end" and c.start > clause.start), clause.end)
    who = people(f"{clause.lead} {clause.words}").population
    for found in _joined(section.text, conditions(section.text, clause.start, end)):
        roles = [c.tag for c in here if c.tag in _ROLES and c.start < found.start]
        value = Indication(
            condition=found.name,
            term=found.code,
            population=who if who in _PEOPLE else "",
            role=roles[-1] if roles and not limit else "",  # type: ignore[arg-type]
            limitation=limit,
        )
        yield _Use(section, found.start, found.end, value)


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
_ROLES = ("treatment", "prevention", "adjunct", "diagnosis", "relief")
_USES = {"use", *_ROLES}
_PEOPLE: frozenset[Population] = frozenset({"adults", "children", "older people", "women", "men"})
_LINK = re.compile(
    rf"(?:\s*\([^)]*\))?\s*(?P<link>{any_of(lexicon_file('indications')['links']).pattern})"
    r"\s+(?:(?:the|an?|active|acute|both)\s+)?",
    re.I,
)
