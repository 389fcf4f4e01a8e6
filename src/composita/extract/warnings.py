"""What a label warns of: topics, from the box, from headings, and from clauses that warn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from composita.extract.conditions import code
from composita.extract.cues import Cue, Cues
from composita.extract.pieces import pieces
from composita.extract.text import sections
from composita.facts import Document, Fact, Section, Warning


def extract(document: Document) -> Iterator[Fact]:
    """A fact for each place that names a topic: in the box, a heading, a clause that warns."""
    for section in sections(document, "boxed_warning", "warnings"):
        boxed = section.kind == "boxed_warning"
        for cue in _boxed(section) if boxed else _named(section):
            value = Warning(topic := cue.tag.removeprefix("topic "), boxed, code(topic))
            yield Fact(value, document.passage(section, cue.start, cue.end))


def _boxed(section: Section) -> Iterator[Cue]:
    """Everything that the box names, but for what is treated."""
    cues = Cues("warnings", section.text)
    for piece in pieces(section.text):
        if "aside" not in cues.tags(piece.start, piece.end):
            yield from _topics(cues.within(piece.start, piece.end))


def _named(section: Section) -> Iterator[Cue]:
    """Topics of headings; in a text that has none, those that a piece which warns names."""
    cues = Cues("warnings", section.text)
    headings = [match.end() for match in _NUMBERED.finditer(section.text)]
    for start in headings:
        yield from _topics(cues.within(start, start + _LONGEST_HEADING))[:1]
    for piece in () if headings else pieces(section.text):
        tags = cues.tags(piece.start, piece.end)
        if "warns" in tags and "aside" not in tags:
            yield from _topics(cues.within(piece.start, piece.end))


def _topics(cues: list[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.tag.startswith("topic ")]


_LONGEST_HEADING = 60
_NUMBERED = re.compile(r"^\d{1,2}\.\d{1,2}\s+(?=[A-Z])", re.MULTILINE)
