"""Cues: phrases that tell what the words around them are about, found in one pass over a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from composita.extract.text import Lexicon, lexicon_file


class Cue(NamedTuple):
    """A phrase, and what lists it in the lexicon file, for instance "end" or "action avoid"."""

    start: int
    end: int
    tag: str


class Cues:
    """The cues of one text in reading order; a cue inside a longer one does not count."""

    def __init__(self, file: str, text: str) -> None:
        self._all = [Cue(*span[:2], tag) for span, tag in _lexicon(file).find(text)]
        self._starts = [cue.start for cue in self._all]

    def within(self, start: int, end: int) -> list[Cue]:
        """The cues that begin between two characters of the text."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def has(self, tag: str) -> bool:
        return any(cue.tag == tag for cue in self._all)

    def tags(self, start: int, end: int) -> set[str]:
        return {cue.tag for cue in self.within(start, end)}


@cache
def _lexicon(file: str) -> Lexicon:
    return Lexicon(dict(_phrases(lexicon_file(file)["cues"])))


def _phrases(table: dict[str, Any], inside: str = "") -> Iterator[tuple[str, str]]:
    for tag, listed in table.items():
        if isinstance(listed, dict):
            yield from _phrases(listed, f"{inside}{tag} ")
        else:
            yield from ((phrase.replace("-", " "), f"{inside}{tag}") for phrase in listed)
