"""The lexicon's words for side effects in a text, the longest that stand there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from composita.extract.tokens import Phrases, Tokens
from composita.extract.vocabulary import entries


def longest(found: Tokens) -> Iterator[tuple[int, int, str]]:
    """The longest phrases of the lexicon in a text, from left to right: (first, last, words)."""
    hits = sorted(_phrases().find(found.normal), key=lambda hit: (hit[0], -hit[1]))
    end = -1
    for first, last, words in hits:
        if first > end:
            yield first, last, words
            end = last


@cache
def _phrases() -> Phrases[str]:
    return Phrases({words: words for words in entries()})
