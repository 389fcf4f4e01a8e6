"""Whole facts: what the extractors tell of 200 stretches of text, against what people marked there.

`gold/whole.jsonl` has a line for each stretch; docs/gold-whole.md says how they were drawn and
marked. Of a fact that begins in a stretch the best verdict counts that it gets beside a marked
statement; where there is none it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from composita.extract.extractors import EXTRACTORS
from composita.facts import Document, Fact, Section, kind_of
from composita.read import open_documents
from composita.score import Row
from composita.score.places import place
from composita.score.whole import BEST, Marked, Span, Verdict, is_counted, verdict

FOLDERS = ("us-openfda-2026", "us-spl-xml", "eu-ema-leaflets-2024", "sg-leaflets")


class Trap(Struct, frozen=True):
    """A place where a hasty reader takes a wrong fact of a kind, and why it is wrong."""

    kind: str
    at: Span
    why: str


class Stretch(Struct, frozen=True):
    """Some lines of a section, with all that people marked in them. Places count from the
    beginning of the stretch."""

    part: str
    document: str
    section: str
    kind: str
    start: int
    end: int
    hash: str
    facts: tuple[Marked, ...]
    traps: tuple[Trap, ...]


class Told(NamedTuple):
    """A fact that was told in a stretch, and how it tells what people marked; `trap` is why it is
    wrong, where people foresaw it."""

    source: str
    kind: str
    verdict: Verdict
    partly: bool
    trap: str
    fact: Fact
    words: str


class Wanted(NamedTuple):
    """A statement that a page must have, and the best that was told of it."""

    source: str
    kind: str
    verdict: Verdict
    silent: bool
    marked: Marked
    words: str


class Outcome(NamedTuple):
    """What was told in a stretch, and what was wanted there."""

    told: tuple[Told, ...]
    wanted: tuple[Wanted, ...]


def stretches(part: str) -> tuple[Stretch, ...]:
    """The stretches for development, or those for the test."""
    lines = files("composita.score").joinpath("gold", "whole.jsonl").read_bytes().splitlines()
    every = (msgspec.json.decode(line, type=Stretch) for line in lines)
    return tuple(one for one in every if one.part == part)


def outcomes(labels: Path, part: str) -> Iterator[Outcome]:
    """Each stretch of a part, scored; `labels` is the folder of real labels."""
    every = stretches(part)
    documents = _documents(labels, {one.document for one in every})
    for one in every:
        yield _scored(one, documents[one.document])


def _documents(labels: Path, wanted: set[str]) -> Mapping[str, Document]:
    found = (one for folder in FOLDERS for one in open_documents(labels / folder))
    return {one.id: one for one in found if isinstance(one, Document) and one.id in wanted}


def _scored(stretch: Stretch, document: Document) -> Outcome:
    start = place(document, stretch.section, stretch.start, stretch.end, stretch.hash)
    section = document.section(stretch.section)
    assert section
    facts = [fact for extract in EXTRACTORS.values() for fact in extract(document)]
    text = section.text[start : start + stretch.end - stretch.start]
    here = [_from(fact, start) for fact in facts if _is_in(fact, section, start, len(text))]
    source = document.source
    told = (_told(fact, stretch, text, source) for fact in here if is_counted(fact))
    said = {_topic(kind_of(fact.value)) for fact in facts}
    wanted = (_wanted(marked, here, text, source, said) for marked in stretch.facts if marked.must)
    return Outcome(tuple(told), tuple(wanted))


def _is_in(fact: Fact, section: Section, start: int, length: int) -> bool:
    at = fact.passage
    return at.section == section.id and start <= at.start < start + length


def _from(fact: Fact, start: int) -> Fact:
    """The fact with its place counted from the beginning of the stretch."""
    at = fact.passage
    moved = msgspec.structs.replace(at, start=at.start - start, end=at.end - start)
    return msgspec.structs.replace(fact, passage=moved)


def _told(fact: Fact, stretch: Stretch, text: str, source: str) -> Told:
    found = _best(verdict(fact, marked, text) for marked in stretch.facts) or "wrong"
    at = fact.passage
    trap = "" if found != "wrong" else _trap(fact, stretch.traps)
    words = text[at.start : at.end]
    partly = getattr(fact, "partly", False)
    return Told(source, kind_of(fact.value), found, partly, trap, fact, words)


def _wanted(marked: Marked, here: Iterable[Fact], text: str, source: str, said: set[str]) -> Wanted:
    found = _best(verdict(fact, marked, text) for fact in here)
    words = text[slice(*marked.at)]
    return Wanted(source, marked.kind, found, _topic(marked.kind) not in said, marked, words)


def _best(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=BEST.index, default="")


def _trap(fact: Fact, traps: Iterable[Trap]) -> str:
    at = fact.passage
    return next((t.why for t in traps if t.at[0] < at.end and at.start < t.at[1]), "")


def _topic(kind: str) -> str:
    return _TOPICS.get(kind, kind)


_TOPICS = {
    "use": "indication",
    "not_use": "indication",
    "ask_first": "warning",
    "dose_limit": "dose",
}


def score(gold: Path) -> Iterator[Row]:
    """Of the facts that patients see, how many are right and how many incomplete; and of the
    statements that a page must have, how many are told whole. Development only.

    The labels are looked for beside the folder of gold sets; without them there are no rows.
    """
    labels = gold.parent / "labels"
    if not labels.is_dir():
        return
    every = list(outcomes(labels, "development"))
    told = [one for outcome in every for one in outcome.told if not one.partly]
    wanted = [one for outcome in every for one in outcome.wanted]
    for kind in sorted({one.kind for one in told}):
        verdicts = [one.verdict for one in told if one.kind == kind]
        yield _share(f"{kind}: told to patients, right", verdicts, "right")
        yield _share(f"{kind}: told to patients, incomplete", verdicts, "incomplete")
    for kind in sorted({one.kind for one in wanted}):
        verdicts = [one.verdict for one in wanted if one.kind == kind]
        yield _share(f"{kind}: must be told, told whole", verdicts, "right")


def _share(task: str, verdicts: list[Verdict], counted: Verdict) -> Row:
    return Row(f"whole facts: {task}", _NAME, verdicts.count(counted), 0, len(verdicts))


_NAME = "120 stretches, composita/score/gold/whole.jsonl"
