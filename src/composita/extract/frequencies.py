"""How often: the words for it that leaflets use ("common: may affect up to 1 in 10 people").

A heading holds for the list under it; one in brackets holds for the words before it. Where the
word and its number disagree, neither is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from composita.extract.text import lexicon_file

Frequency = Literal["", "very common", "common", "uncommon", "rare", "very rare", "unknown"]


class Extent(NamedTuple):
    """Characters `start` to `end` of a text happen this often."""

    start: int
    end: int
    frequency: Frequency


class HowOften:
    """How often what stands at a place of a text happens, as far as the text has a word for it."""

    def __init__(self, text: str) -> None:
        self._extents = list(extents(text)) if _mark().search(text) else []

    def at(self, place: int) -> Frequency:
        holding = (e.frequency for e in self._extents if e.start <= place < e.end)
        return next(holding, "")


def extents(text: str) -> Iterator[Extent]:
    """The pieces of a text that a word for how often holds for; asides come before headings."""
    heading = Extent(0, 0, "")
    for line in re.finditer(r"[^\n]+", text):
        if _ends_list(line.group()):
            yield heading._replace(end=line.start())
            heading = Extent(line.start(), line.start(), "")
        for mark in _mark().finditer(text, line.start(), line.end()):
            if _is_aside(text, line.start(), mark.start()):
                yield Extent(_clause(text, line.start(), mark.start()), mark.end(), _says(mark))
            elif not _is_remark(text, line.start(), mark):
                yield heading._replace(end=mark.start())
                heading = Extent(mark.end(), mark.end(), _says(mark))
    yield heading._replace(end=len(text))


def _ends_list(line: str) -> bool:
    """A line of prose without a bullet, such as "Reporting of side effects If you get …"."""
    return not line.startswith("•") and len(line.split()) > _A_HEADING and not _mark().search(line)


_A_HEADING = 12  # words


def _is_aside(text: str, line: int, mark: int) -> bool:
    """Whether a mark stands in brackets after what it is about: "seizures (uncommon)"."""
    before = text[line:mark].rstrip()
    return before.endswith("(") and not _HEADING.search(before)


def _is_remark(text: str, line: int, mark: re.Match[str]) -> bool:
    """Whether a mark ends what brackets explain: "(you may have less iron, which is common)"."""
    _, bracket, inside = text[line : mark.start()].rpartition("(")
    return bool(bracket) and ")" not in inside and text.startswith(")", mark.end())


_HEADING = re.compile(
    r"(?:side effects?|reactions?|following[^(]*|effects[^(]*)\W*$", re.IGNORECASE
)


def _clause(text: str, line: int, mark: int) -> int:
    """Where the words that an aside is about begin: after the comma or stop before them."""
    before = text[line:mark].rstrip(" (")
    return line + max(before.rfind(sign) for sign in ",;.:)") + 1


def _says(mark: re.Match[str]) -> Frequency:
    """What a mark says, unless its word and its number say different things."""
    word = _named(_patterns("words"), mark["word"] or "")
    number = _named(_patterns("numbers"), mark["number"] or "")
    return "" if word and number and word != number else word or number


def _named(patterns: dict[Frequency, re.Pattern[str]], words: str) -> Frequency:
    return next((name for name, pattern in patterns.items() if pattern.fullmatch(words)), "")


@cache
def _patterns(table: str) -> dict[Frequency, re.Pattern[str]]:
    rows = lexicon_file("frequencies")[table].items()
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in rows}


@cache
def _mark() -> re.Pattern[str]:
    """A word with its number near it; a word or a number that is a heading by itself."""
    word, number = (
        "|".join(pattern.pattern for pattern in _patterns(table).values())
        for table in ("words", "numbers")
    )
    words = rf"(?P<word>{word})\b"
    alone = r"(?= ?(?:side effects?)?(?: are| include)?:?[ ]*(?:$|•)|\))"
    return re.compile(
        rf"(?:{words}(?:[^.;•\n]{{0,60}}?(?P<number>{number})[^():•\n]{{0,40}}\)?:?|{alone}))",
        re.IGNORECASE | re.MULTILINE,
    )
