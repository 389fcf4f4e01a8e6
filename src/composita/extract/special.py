"""Advice for pregnancy, breastfeeding, children, older people, kidney and liver disease, as codes.

What is said of a part of a population (a trimester, an age, a severity) is kept for that part;
where a clause names a part that its phrase does not take in, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from composita.extract.phrases import Said, Topics, pattern
from composita.extract.stated import Stated, facts
from composita.extract.subject import Subject
from composita.extract.text import sections
from composita.facts import Document, Fact, Special

_KINDS = (
    "boxed_warning", "indications", "dosage", "contraindications", "warnings", "pregnancy",
    "breastfeeding", "fertility", "children", "older_people", "kidney", "liver",
    "patient_information",
)  # fmt: skip


def extract(document: Document) -> Iterator[Fact]:
    """What the document advises for each population."""
    return facts(document, _advice(document))


def _advice(document: Document) -> Iterator[Stated]:
    subject = Subject(document)
    for section in sections(document, *_KINDS):
        for said in _topics().said(section):
            part = _part(said)
            if part is not None and _of_the_medicine(said, subject):
                special = Special(said.topic.name, said.rule.code, part)  # type: ignore[arg-type]
                yield Stated(special, section, said.clause)


def _of_the_medicine(said: Said, subject: Subject) -> bool:
    """Whether the clause names no other medicine, and this one where the code asks for that."""
    if subject.is_another(said.clause.words):
        return False
    before = said.match.string[: said.match.start()]
    return not said.rule.entry.get("own") or subject.before(before) is not None


def _part(said: Said) -> str | None:
    """The part of the population that the matched words speak of; None if that is unclear."""
    clause, population = said.match.string, said.topic.name
    begin = max(clause.rfind(stop, 0, said.match.start()) for stop in ",:.(") + 1
    end = _FURTHER.match(clause, said.match.end()).end()  # type: ignore[union-attr]
    here, elsewhere = clause[begin:end], clause[:begin] + clause[end:]
    parts = _stages(population, here) or _limits(population, here)
    if None in parts or (
        not parts and (_stages(population, elsewhere) + _limits(population, elsewhere))
    ):
        return None
    return " or ".join(part for part in parts if part)


def _stages(population: str, words: str) -> list[str | None]:
    return [name for name, stage in _stage_words()[population].items() if stage.search(words)]


@cache
def _stage_words() -> dict[str, dict[str, re.Pattern[str]]]:
    """For each population the names of its parts, and how they are worded."""
    return {
        topic.name: {
            name: pattern(says, {}) for name, says in topic.table.get("stages", {}).items()
        }
        for topic in _topics().topics
    }


def _limits(population: str, words: str) -> list[str | None]:
    """Ages of children and clearances of kidneys as "under 12 years"; None where it is unclear."""
    unit = _UNIT.get(population)
    return [_limit(match) for match in _LIMIT.finditer(words) if unit and match[unit] is not None]


def _limit(match: re.Match[str]) -> str | None:
    unit = _SPELLED[(match["age"] or match["clearance"] or "years")[:2].lower()]
    if match["high"]:
        return f"{match['low']} to {match['high']} {unit}"
    edge = _EDGES.get(" ".join((match["before"] or match["after"] or "").lower().split()))
    return f"{edge} {match['low']} {unit}" if edge else None


_UNIT = {"children": "age", "kidney impairment": "clearance"}
_SPELLED = {"ye": "years", "mo": "months", "we": "weeks", "ml": "mL/min"}
_EDGES = {
    **dict.fromkeys(("<", "under", "below", "less than", "younger than"), "under"),
    **dict.fromkeys(("≤", "up to", "less than or equal to", "and younger", "or younger"), "up to"),
    **dict.fromkeys((">", "over", "above", "greater than", "more than", "older than"), "over"),
    **dict.fromkeys(("≥", "at least", "greater than or equal to", "and older", "or older",
                     "and above", "and over", "or above"), "from"),
}  # fmt: skip
_BEFORE = (
    r"<|≤|>|≥|under|below|(?:less|greater) than or equal to|less than|younger than|up to|over"
    r"|above|greater than|more than|older than|at least"
)
_MEASURE = (
    rf"(?P<before>{_BEFORE})?\s*(?:(?:the )?age (?:of )?)?(?P<low>\d+(?:\.\d+)?)"
    r"(?:\s*(?:to|-|–|and)\s*(?:<\s*)?(?P<high>\d+(?:\.\d+)?))?\s*"
    r"(?:(?P<age>years?|months?|weeks?|(?<=age of \d)(?!\d)|(?<=age of \d\d)(?!\d))"
    r"(?: of age| old)?|(?P<clearance>mL\s*(?:/|per)\s*min)(?:ute)?)"
    r"(?: (?P<after>(?:and|or) (?:younger|older|above|over)))?"
)
_LIMIT = re.compile(_MEASURE, re.IGNORECASE)
# What belongs to a phrase though it stands after it: a bracket, or the measure that limits it.
_FURTHER = re.compile(
    r"(?:\s*\([^()]*\)|(?:\s+(?:who are|aged|of|from|between|patients|in|is|was))*\s*"
    + re.sub(r"\?P<\w+>", "?:", _MEASURE)
    + ")*",
    re.IGNORECASE,
)


@cache
def _topics() -> Topics:
    return Topics("special")
