"""Sections cut into clauses: sentences and list items, divided where they turn elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from composita.facts import Section

_LONGEST = 400  # characters; what is longer is a table or a list that has lost its lines


class Clause(NamedTuple):
    """Characters `start` to `end` of a section, a part of a sentence that says one thing.

    `words` are what stands there; for a list item, after the line that leads the list. `low` is
    the same in lower case, as long as `words`.
    """

    start: int
    end: int
    words: str
    low: str


def clauses(section: Section) -> tuple[Clause, ...]:
    """The clauses of a section in reading order; its title leads list items that have no lead."""
    return _clauses_of(section.title, section.text)


@lru_cache(maxsize=256)  # every extractor reads the same sections, one document after another
def _clauses_of(title: str, text: str) -> tuple[Clause, ...]:
    return tuple(c for c in _clauses(title, text) if c.end - c.start <= _LONGEST)


def _clauses(title: str, text: str) -> Iterator[Clause]:
    leads: dict[int, str] = {}
    for line in _LINE.finditer(text):
        depth = 1 + len(line["indent"]) // 2 if line["bullet"] else 0
        leads = {above: lead for above, lead in leads.items() if above < depth}
        lead = (" ".join(leads.values()) or title) if depth else ""
        for begin, end in _cut(text, *line.span("words")):
            words = f"{lead} {text[begin:end]}" if lead else text[begin:end]
            low = words.lower()
            yield Clause(begin, end, words, low if len(low) == len(words) else words)
            lead = ""
        if line["words"].endswith(":"):
            leads[depth] = line["words"].rpartition(". ")[2].rstrip(": ")


_LINE = re.compile(r"(?P<indent> *)(?P<bullet>• )?(?P<words>[^\n]+)")


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the clauses between these characters begin and end, without the space around them."""
    cuts = (cut.span() for cut in _CUT.finditer(text, start, end))
    for (_, begin), (stop, _) in pairwise([(start, start), *cuts, (end, end)]):
        words = text[begin:stop]
        if stripped := words.strip(" ,"):
            begin += words.index(stripped)
            yield begin, begin + len(stripped)


# Where one statement ends and the next begins: the end of a sentence, a semicolon, the side of a
# table cell, a bullet inside a line, a turn of thought, a cross-reference such as "( 5.1 , 5.2 )"
# in a label's summary; and the end of a heading that runs into its text, told by a word that
# begins sentences. Sentences are not looked for more cleverly, because whatever is cut too small
# says nothing, and this is ten times as fast.
_CUT = re.compile(
    r"(?=[;|•( ,.?!])(?:[;|•]|\(\s*\d{1,2}(?:\.\d+)?(?:\s*,\s*\d{1,2}(?:\.\d+)?)*\s*\)"
    r"|[.?!]['’”\")\]]* (?=[A-Z0-9“(\[])"
    r"|,? (?:but|However|however|although|Although|whereas)(?!\w)"
    r"|(?<=[\w)]) (?=(?:No|The|There|Do|Avoid|Reduce|Because|Since|If|It|This|These"
    r"|Therefore|Advise|Monitor|When|Safety|You|Your|Store|Take|Keep) ))"
)
