"""What to know first about a part of a page: what it is for, boxed warnings, what matters most."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from composita.facts import Level, Part, Sentence

_USES = 3
_FOREMOST = 2


class Point(NamedTuple):
    """One of the things that matter most; `level` where it is a finding."""

    text: str
    notes: tuple[int, ...]
    level: Level | None = None


class Summary(NamedTuple):
    """What a part holds, picked out; `more` where it names more uses than these.

    `silent` says that nobody knows the medicine, or that no source covers it.
    """

    uses: tuple[Sentence, ...]
    more: bool
    boxed: tuple[Sentence, ...]
    foremost: tuple[Point, ...]
    silent: str


def summary(part: Part) -> Summary:
    """The summary of a medicine, or of medicines taken together."""
    uses = [sentence for found in _parts("usage", part) for sentence in _told(found)]
    boxed = [sentence for found in _parts("boxed_warnings", part) for sentence in _all(found)]
    unknown = part.silence in ("not recognised", "not covered")
    return Summary(
        tuple(uses[:_USES]),
        len(uses) > _USES,
        tuple(boxed),
        tuple(islice(_points(part), _FOREMOST)),
        part.silent if unknown else "",
    )


def _points(part: Part) -> Iterator[Point]:
    """Findings, the gravest first as they stand; otherwise who must not use it."""
    for matters in _parts("matters", part):
        for finding in matters.parts:
            notes = {number for sentence in _all(finding) for number in sentence.notes}
            yield Point(finding.title, tuple(sorted(notes)), finding.level)
    for forbidden in _parts("contraindications", part):
        for sentence in _told(forbidden):
            yield Point(sentence.text, sentence.notes)


def _parts(key: str, part: Part) -> Iterator[Part]:
    """The parts of this key, from the top down."""
    if part.key == key:
        yield part
        return
    for below in part.parts:
        yield from _parts(key, below)


def _told(part: Part) -> Iterator[Sentence]:
    """What is said, without where something stands that we could not read."""
    return iter(()) if part.silence else _all(part)


def _all(part: Part) -> Iterator[Sentence]:
    yield from part.sentences
    for below in part.parts:
        yield from _all(below)
