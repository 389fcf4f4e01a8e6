"""Sections cut into clauses: sentences and list items, divided where they turn elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from composita.extract.text import sentences
from composita.facts import Section

_LONGEST = 400  # characters; what is longer is a table or a list that has lost its lines


class Clause(NamedTuple):
    """Characters `start` to `end` of a section, a part of a sentence that says one thing.

    `words` are what stands there; for a list item, after the line that leads the list.
    """

    start: int
    end: int
    words: str


def clauses(section: Section) -> tuple[Clause, ...]:
    """The clauses of a section in reading order; its title leads list items that have no lead."""
    return _clauses_of(section.title, section.text)


@lru_cache(maxsize=256)  # every extractor reads the same sections, one document after another
def _clauses_of(title: str, text: str) -> tuple[Clause, ...]:
    return tuple(c for c in _clauses(title, text) if c.end - c.start <= _LONGEST)


def _clauses(title: str, text: str) -> Iterator[Clause]:
    leads: dict[int, str] = {}
    for start, end, words in sentences(text):
        depth, first = _depth(text, start)
        leads = {above: lead for above, lead in leads.items() if above < depth}
        lead = " ".join(leads.values()) or title if first else ""
        yield from _cut(text, start, end, lead)
        if words.endswith(":"):
            leads[depth] = words.rstrip(": ")


def _depth(text: str, start: int) -> tuple[int, bool]:
    """How deep in a list the sentence at `start` stands, and whether it begins a list item."""
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    if not before.lstrip().startswith("•"):
        return 0, False
    return 1 + before.index("•") // 2, before.strip() == "•"


def _cut(text: str, start: int, end: int, lead: str) -> Iterator[Clause]:
    cuts = [cut.span() for cut in _CUT.finditer(text, start, end)]
    for (_, begin), (stop, _) in pairwise([(start, start), *cuts, (end, end)]):
        words = text[begin:stop]
        if stripped := words.strip(" ,"):
            begin += words.index(stripped)
            yield Clause(begin, begin + len(stripped), f"{lead} {stripped}" if lead else stripped)
            lead = ""


# Where one statement ends and the next begins inside a sentence: a semicolon, the side of a table
# cell, a turn of thought, a cross-reference such as "( 5.1 , 5.2 )" in a label's summary; the end
# of a heading that runs into its text, told by a word that begins sentences.
_CUT = re.compile(
    r";|\||\(\s*\d{1,2}(?:\.\d+)?(?:\s*,\s*\d{1,2}(?:\.\d+)?)*\s*\)"
    r"|,? (?:but|however|although|whereas)(?!\w)|\. (?=[A-Z])"
    r"|(?<=[\w)]) (?=(?:No|The|There|Do|Avoid|Reduce|Because|Since|Although|If|It|This|These"
    r"|Therefore|Advise|Monitor|When|Safety|You|Your|Store|Take|Keep) )"
)
