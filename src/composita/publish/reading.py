"""How hard a page is to read: the Flesch–Kincaid grade of its sentences, in years of school.

Each item of a list counts as a sentence, also where the list runs on in one line. Headings, notes
and the disclaimer do not count, nor the answers to questions, which repeat what stands above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from composita.facts import Monograph, Part
from composita.publish.syllables import syllables


class Count(NamedTuple):
    """How many sentences, words and syllables."""

    sentences: int
    words: int
    syllables: int


def grade(monograph: Monograph) -> float | None:
    """The grade of what a page says; None for a page that says nothing."""
    return grade_of(text for part in monograph.parts for text in texts_of(part))


def grade_of(texts: Iterable[str]) -> float | None:
    """The grade of texts of one or more sentences each, after Kincaid et al. (1975)."""
    columns = zip(Count(0, 0, 0), *map(count, texts), strict=True)
    sentences, words, spoken = (sum(column) for column in columns)
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59 if words else None


@lru_cache(50_000)  # a site says most of its sentences on many pages
def count(text: str) -> Count:
    """The sentences, words and syllables of a text."""
    words = _WORD.findall(text)
    return Count(len(_END.findall(text)) + 1, len(words), sum(map(syllables, words)))


_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_END = re.compile(r"[.!?][”»)]* +(?=[^\W\d_a-z])")  # a capital follows: not in "e.g. this"


def texts_of(part: Part) -> Iterator[str]:
    """What a part says, sentence by sentence."""
    if part.style == "questions":
        return
    yield from (sentence.text for sentence in part.sentences)
    yield from filter(None, (part.silent, part.remark))
    for below in part.parts:
        yield from texts_of(below)
