"""Pieces of a text that say one thing: sentences, list items, and what "but" or ";" parts.

A clause is a piece or a part of one, together with the words that lead its list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from composita.facts import Section

# What a piece comes after: a line break, a bullet, a sentence's end, or a turn within a sentence.
After = Literal["line", "item", "sentence", "turn"]


class Piece(NamedTuple):
    """Characters `start` to `end` of a text, the words there, and what they come after.

    `lead` is the span of the piece before the list that this one stands in; (0, 0) for none.
    """

    start: int
    end: int
    words: str
    after: After
    lead: tuple[int, int] = (0, 0)


class Clause(NamedTuple):
    """Characters `start` to `end` of a section, a part of a sentence that says one thing.

    `words` are what stands there; for a list item, after the line that leads the list. `low` is
    the same in lower case, as long as `words`.
    """

    start: int
    end: int
    words: str
    low: str


@lru_cache(maxsize=64)  # several extractors read the same sections, one document after another
def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a text in reading order; none of them is empty."""
    return tuple(_led(_pieces(text)))


def clauses(section: Section) -> tuple[Clause, ...]:
    """The clauses of a section in reading order; its title leads list items that have no lead.

    What is longer than a clause can be is a table or a list that has lost its lines.
    """
    return _clauses_of(section.title, section.text)


@lru_cache(maxsize=256)
def _clauses_of(title: str, text: str) -> tuple[Clause, ...]:
    return tuple(c for c in _clauses(title, text) if c.end - c.start <= _LONGEST)


def _clauses(title: str, text: str) -> Iterator[Clause]:
    leads: dict[int, str] = {}
    lead, depth = "", 0
    for piece in pieces(text):
        if piece.after in ("line", "item"):
            depth = _depth(text, piece)
            leads = {above: words for above, words in leads.items() if above < depth}
            lead = (" ".join(leads.values()) or title) if depth else ""
        for start, end in _cut_finer(text, piece):
            words = f"{lead} {text[start:end]}" if lead else text[start:end]
            low = words.lower()
            yield Clause(start, end, words, low if len(low) == len(words) else words)
            lead = ""
        if piece.words.endswith(":"):
            leads[depth] = piece.words.rstrip(": ")


def _depth(text: str, piece: Piece) -> int:
    """How deep a list item is nested; 0 for a line that is none."""
    if piece.after != "item":
        return 0
    begin = text.rfind("\n", 0, piece.start) + 1
    return 1 + (piece.start - begin - 2) // 2


def _cut_finer(text: str, piece: Piece) -> Iterator[tuple[int, int]]:
    """Where the clauses of a piece begin and end, without "but" and the space around them."""
    turn = _TURN.match(text, piece.start)
    start = turn.end() if turn else piece.start
    cuts = (cut.span() for cut in _FINER.finditer(text, start, piece.end))
    edges = [(start, start), *cuts, (piece.end, piece.end)]
    for (_, begin), (stop, _) in pairwise(edges):
        words = text[begin:stop]
        if stripped := words.strip(" ,"):
            begin += words.index(stripped)
            yield begin, begin + len(stripped)


def _led(found: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces with the leads of their lists; a list may have lost its bullets and kept its lines."""
    lead, opens, listed = (0, 0), False, ""
    for piece in found:
        if piece.after == "item":
            listed = "item"
        elif piece.after == "line":
            follows = listed == "line" or (opens and not listed)
            listed = "line" if follows and _is_bare_item(piece) else ""
        yield piece._replace(lead=lead) if listed else piece
        if not listed:
            lead, opens = (piece.start, piece.end), piece.words.endswith(":")


def _is_bare_item(piece: Piece) -> bool:
    """Whether a line after "…:" is an item of that list, and not the sentence after it."""
    return len(piece.words) < _LONGEST_ITEM and not _BEGINS.match(piece.words)


def _pieces(text: str) -> Iterator[Piece]:
    start, after = 0, "line"
    for cut in _CUT.finditer(text):
        yield from _piece(text, start, cut.start(), after)
        start, after = cut.end(), cut.lastgroup or "turn"
    yield from _piece(text, start, len(text), after)


def _piece(text: str, start: int, end: int, after: str) -> Iterator[Piece]:
    words = text[start:end]
    bare = words.lstrip(" •■–-*")
    item = not _BULLETS.isdisjoint(words[: len(words) - len(bare)])
    if bare := bare.rstrip():
        start += words.index(bare)
        yield Piece(start, start + len(bare), bare, "item" if item else after)  # type: ignore[arg-type]


_LONGEST, _LONGEST_ITEM = 400, 250  # characters
_BEGINS = re.compile(
    r"(?:If|When|You|Your|The|This|These|They|It|Please|Tell|Talk|Ask|Inform|Do|Before|After|Some"
    r"|Other|In|For|As|Also|What|How|Warnings?|Children|Pregnancy|Driving)\b"
)
_BULLETS = frozenset("•■–-")
# It begins with one set of characters, by which the search skips the others fast.
_CUT = re.compile(
    r"""[\n;,\ ](?:
      (?P<line>(?<=\n)|(?<=\w\ |[.:)]\ )(?<!see\ )(?<!section\ )(?<!heading\ )
        # headings of Drug Facts and of limits, where no line breaks before them
        (?=(?:Do\ not\ use|Ask\ a\ doctor|When\ using\ this|Stop\ use|If\ pregnant
        |Keep\ out\ of\ reach|Limitations?\ of\ Use)\b))
    | (?<=;)\ ?
    | (?<=\ )\(\s*\d{1,2}(?:\.\d+)?(?:\s*,\s*\d{1,2}(?:\.\d+)?)*\s*\)[\ .]*  # "( 5.1 , 5.2 )"
    | (?P<sentence>(?<=[.!?\])*]\ )(?<!\be\.g\.\ )(?<!\bi\.e\.\ )(?<!\bvs\.\ )(?<!\bSt\.\ )
        (?=[A-Z“"\[(]))
    | (?<=\ )(?=[•■]|[-–]\ (?:if|you|are|have)\ )
    | (?:(?<=\ )|(?<=,)\ )(?=(?:but|however|although|whereas)[\ ,])
    )""",
    re.VERBOSE,
)
_TURN = re.compile(r"(?:but|[Hh]owever|[Aa]lthough|whereas),? ")
# Within a piece: the side of a table cell, and the end of a heading that runs into its text, told
# by a word that begins sentences. What is cut too small says nothing.
_FINER = re.compile(
    r"(?=[;| .])(?:[;|]|\.(?= \d)"
    r"|(?<=[\w)]) (?=(?:No|The|There|Do|Avoid|Reduce|Because|Since|If|It|This|These"
    r"|Therefore|Advise|Monitor|When|Safety|You|Your|Store|Take|Keep) ))"
)
