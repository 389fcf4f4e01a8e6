"""Pieces of a text that say one thing: sentences, list items, and what "but" or ";" parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

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


@lru_cache(maxsize=64)  # several extractors read the same sections, one document after another
def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a text in reading order; none of them is empty."""
    return tuple(_led(_pieces(text)))


def _led(found: Iterable[Piece]) -> Iterator[Piece]:
    before, in_list = (0, 0), False
    for piece in found:
        in_list = piece.after == "item" or (in_list and piece.after != "line")
        yield piece._replace(lead=before) if in_list else piece
        before = before if in_list else (piece.start, piece.end)


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


_BULLETS = frozenset("•■–-")
# It begins with one set of characters, by which the search skips the others fast.
_CUT = re.compile(
    r"""[\n;,\ ](?:
      (?P<line>(?<=\n)|(?<=\w\ |[.:)]\ )(?<!see\ )(?<!section\ )(?<!heading\ )
        # the headings of Drug Facts, where no line breaks before them
        (?=(?:Do\ not\ use|Ask\ a\ doctor|When\ using\ this|Stop\ use|If\ pregnant
        |Keep\ out\ of\ reach)\b))
    | (?<=;)\ ?
    | (?<=\ )\(\s*\d{1,2}(?:\.\d+)?(?:\s*,\s*\d{1,2}(?:\.\d+)?)*\s*\)[\ .]*  # "( 5.1 , 5.2 )"
    | (?P<sentence>(?<=[.!?\])*]\ )(?<!\be\.g\.\ )(?<!\bi\.e\.\ )(?<!\bvs\.\ )(?<!\bSt\.\ )
        (?=[A-Z“"\[(]))
    | (?<=\ )(?=[•■]|[-–]\ (?:if|you|are|have)\ )
    | (?:(?<=\ )|(?<=,)\ )(?=(?:but|however|although|whereas)[\ ,])
    )""",
    re.VERBOSE,
)
