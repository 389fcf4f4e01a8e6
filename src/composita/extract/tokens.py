"""A text as words: where each stands, and the phrases of a lexicon among them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from composita.extract.wording import WORD, normal

Entry = TypeVar("Entry", bound=Hashable)


class Tokens(NamedTuple):
    """The words of a text: as printed, as `normal` has them, and where they start."""

    words: list[str]
    normal: list[str]
    starts: list[int]

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])


def tokens(text: str) -> Tokens:
    words = WORD.findall(text)
    return Tokens(words, [*map(normal, words)], _starts_in(text, words))


def _starts_in(text: str, words: list[str]) -> list[int]:
    """Where each word starts: nothing but spaces stands between words."""
    letters = np.flatnonzero(~_SPACE[np.minimum(_codes(text), len(_SPACE) - 1)])
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    starts: list[int] = letters[np.cumsum(lengths) - lengths].tolist()
    return starts


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


_SPACE = np.array([chr(code).isspace() for code in range(0x3002)])


class Phrases(Generic[Entry]):
    """Finds every phrase of a lexicon in a text's normal words, shorter ones inside longer too.

    Phrases are given as {normal words: entry}; `find` yields (first word, last word, entry).
    """

    def __init__(self, phrases: Mapping[str, Entry]) -> None:
        self._entries = list(phrases.values())
        self._automaton = AhoCorasick([f" {words} " for words in phrases])

    def find(self, normal_words: list[str]) -> Iterator[tuple[int, int, Entry]]:
        lengths = np.fromiter(map(len, normal_words), np.intp, len(normal_words))
        kept = np.flatnonzero(lengths)
        starts = np.cumsum(lengths[kept] + 1) - lengths[kept] - 1
        line = f" {' '.join(filter(None, normal_words))} "
        if hits := self._automaton.find_matches_as_indexes(line, overlapping=True):
            keys, begins, ends = np.array(hits).T
            firsts = kept[np.searchsorted(starts, begins, "right") - 1].tolist()
            lasts = kept[np.searchsorted(starts, ends - 2, "right") - 1].tolist()
            entries = [self._entries[key] for key in keys.tolist()]
            yield from zip(firsts, lasts, entries, strict=True)
