"""What a label warns of: topics, from the box, from headings, and from clauses that warn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from composita.extract.asked import is_asked
from composita.extract.conditions import code
from composita.extract.context import is_aside
from composita.extract.cues import Cue, Cues
from composita.extract.partly import is_partly_boxed
from composita.extract.pieces import Piece, pieces
from composita.extract.text import any_of, lexicon_file, sections
from composita.extract.treated import Treated
from composita.facts import Document, Fact, Section, Warning


def extract(document: Document) -> Iterator[Fact]:
    """A fact for each place that names a topic: in the box, a heading, a clause that warns."""
    treated = Treated(document)
    for section in sections(document, "boxed_warning", "warnings"):
        boxed = section.kind == "boxed_warning"
        for start, end, tag in _boxed(section, treated) if boxed else _named(section, treated):
            value = Warning(topic := tag.removeprefix("topic "), boxed, code(topic))
            partly = boxed and is_partly_boxed(section.text, start)
            yield Fact(value, document.passage(section, start, end), partly=partly)


def _boxed(section: Section, treated: Treated) -> Iterator[Cue]:
    """Everything that the box names, but for what is treated."""
    cues = Cues("warnings", section.text)
    for piece in pieces(section.text):
        if "aside" not in cues.tags(piece.start, piece.end):
            yield from _harms(section.text, piece, cues, treated)


def _named(section: Section, treated: Treated) -> Iterable[Cue]:
    """Topics of headings; in a text that has none, those that a piece which warns names."""
    cues = Cues("warnings", section.text)
    if title := _topics(Cues("warnings", section.title).within(0, len(section.title))):
        return [_first(section, cues, title[0])]
    headings = [match.end() for match in _NUMBERED.finditer(section.text)]
    if headings:
        under = (_topics(cues.within(start, start + _LONGEST_HEADING)) for start in headings)
        return [topics[0] for topics in under if topics]
    return _warned(section, cues, treated)


def _first(section: Section, cues: Cues, title: Cue) -> Cue:
    """Where a section under a topic's title first names it; else its first piece."""
    named = (cue for cue in cues.within(0, len(section.text)) if cue.tag == title.tag)
    piece = pieces(section.text)[0]
    return next(named, Cue(piece.start, piece.end, title.tag))


def _warned(section: Section, cues: Cues, treated: Treated) -> Iterator[Cue]:
    for piece in pieces(section.text):
        tags = cues.tags(piece.start, piece.end)
        if "warns" in tags and "aside" not in tags:
            harms = _harms(section.text, piece, cues, treated)
            yield from (cue for cue in harms if not is_asked(section, cue.start, cue.end))


def _harms(text: str, piece: Piece, cues: Cues, treated: Treated) -> Iterator[Cue]:
    """The topics of a piece, without what people have already and what the label treats.

    What it treats counts where it is said to be new or to get worse.
    """
    for cue in _topics(cues.within(piece.start, piece.end)):
        near = max(piece.start, cue.start - _NEAR), min(piece.end, cue.end + _NEAR)
        is_harm = not treated.names(text[cue.start : cue.end]) or _worse().search(text, *near)
        if is_harm and not is_aside(text, cue.start, cue.end):
            yield cue


def _topics(cues: list[Cue]) -> list[Cue]:
    return [cue for cue in cues if cue.tag.startswith("topic ")]


@cache
def _worse() -> re.Pattern[str]:
    return any_of(lexicon_file("warnings")["treated"]["unless"])


_NEAR = 40  # characters
_LONGEST_HEADING = 60
_NUMBERED = re.compile(r"^\d{1,2}\.\d{1,2}\s+(?=[A-Z])", re.MULTILINE)
