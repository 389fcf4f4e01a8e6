"""Advice for everyday life as codes: driving, alcohol, stopping, missed doses, storage …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from composita.extract.phrases import Said, Topics
from composita.extract.stated import Stated, facts
from composita.extract.subject import Subject
from composita.extract.text import sections
from composita.facts import Advice, Document, Fact

_KINDS = (
    "boxed_warning", "dosage", "contraindications", "warnings", "interactions", "overdose",
    "dependence", "storage", "patient_information", "missed_dose", "stopping", "food", "driving",
    "adverse_reactions",
)  # fmt: skip


def extract(document: Document) -> Iterator[Fact]:
    """The advice that the document gives on each topic."""
    return facts(document, _advice(document))


def _advice(document: Document) -> Iterator[Stated]:
    subject = Subject(document)
    for section in sections(document, *_KINDS):
        for said in _topics().said(section):
            detail = _detail(said)
            if detail is not None and not subject.is_another(said.clause.words):
                advice = Advice(said.topic.name, said.rule.code, detail)
                yield Stated(advice, section, said.clause)


def _detail(said: Said) -> str | None:
    """What the code needs beside it; None where the clause has none, or more than one."""
    wanted: str = said.rule.entry.get("detail", "")
    found = set(_DETAILS[wanted](said.clause.words)) if wanted else {""}
    return found.pop() if len(found) == 1 else None


def _temperatures(words: str) -> Iterator[str]:
    for match in _CELSIUS.finditer(words.partition("xcursion")[0]):  # what is allowed for a time
        low, high = match["low"], match["high"]
        if low or match["below"]:
            yield f"{low} to {high} °C" if low else f"below {high} °C"


_CELSIUS = re.compile(
    r"(?P<below>below|under|not (?:\w+ ){0,3}above|up to|not exceed(?:ing)?)?\s*"
    r"(?:(?P<low>\d+)\s*(?:(?:°|º|degrees)?\s*C?\s*(?:to|-|–|and)|C(?= \d))\s*)?"
    r"(?P<high>\d+)\s*(?:°|º|degrees)?\s*(?:C|Celsius)\b"
)


def _times(words: str) -> Iterator[str]:
    return (f"{number} {unit}" for number, unit in _TIME.findall(words.lower()))


_TIME = re.compile(r"(\d+) (hours?|days?)\b")

_DETAILS: dict[str, Callable[[str], Iterator[str]]] = {"temperature": _temperatures, "time": _times}


@cache
def _topics() -> Topics:
    return Topics("advice")
