"""Cues: phrases that tell what the words around them are about, found in one pass over a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, Protocol, TypeVar

from composita.extract.text import Lexicon, lexicon_file


class Cue(NamedTuple):
    """A phrase, and what lists it in the lexicon file, for instance "end" or "action avoid"."""

    start: int
    end: int
    tag: str


class Cues:
    """The cues of one text in reading order; a cue inside a longer one does not count."""

    def __init__(self, file: str, text: str) -> None:
        self._all = [Cue(start, end, tag) for (start, end, _), tag in _lexicon(file).find(text)]

    def within(self, start: int, end: int) -> list[Cue]:
        return between(self._all, start, end)

    def tags(self, start: int, end: int) -> set[str]:
        return {cue.tag for cue in self.within(start, end)}

    def has(self, tag: str) -> bool:
        return any(cue.tag == tag for cue in self._all)


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


At = TypeVar("At", bound=_Placed)


def between(placed: Sequence[At], start: int, end: int) -> list[At]:
    """Those of some things in reading order that begin between two characters of a text."""
    first = bisect_left(placed, start, key=_START)
    return list(placed[first : bisect_left(placed, end, first, key=_START)])


_START = attrgetter("start")


@cache
def _lexicon(file: str) -> Lexicon:
    return Lexicon(dict(_phrases(lexicon_file(file)["cues"])))


def _phrases(table: dict[str, Any], inside: str = "") -> Iterator[tuple[str, str]]:
    for tag, listed in table.items():
        if isinstance(listed, dict):
            yield from _phrases(listed, f"{inside}{tag} ")
        else:
            yield from ((phrase.replace("-", " "), f"{inside}{tag}") for phrase in listed)
