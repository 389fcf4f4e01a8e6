"""A page that somebody wrote, as blocks of plain text that remember where they stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from msgspec import Struct


class Place(NamedTuple):
    """A line and a column of a file, both from 1, in characters."""

    line: int
    column: int


class Mapped(Struct, frozen=True):
    """Text without its markup. `runs` are (place in the text, place in the file), in order."""

    words: str
    runs: tuple[tuple[int, int], ...]

    def at(self, place: int) -> int:
        """Where in the file a character of the text stands."""
        text, file = self.runs[max(0, bisect_right(self.runs, (place, _END)) - 1)]
        return file + place - text


class Block(Struct, frozen=True):
    """A heading (`level` 1 to 6), a list item (`depth` from 1) or a paragraph (both 0).

    The first `bold` characters of its text are in bold: a label, or a question.
    """

    text: Mapped
    level: int = 0
    depth: int = 0
    bold: int = 0

    @property
    def label(self) -> str:
        return self.text.words[: self.bold].strip(" :")


class Page(Struct, frozen=True):
    """A page: `title` names the composition, `lines` are where the file's lines begin."""

    path: str
    title: str
    blocks: tuple[Block, ...]
    lines: tuple[int, ...]

    def place(self, at: int) -> Place:
        line = bisect_right(self.lines, at)
        return Place(line, at - self.lines[line - 1] + 1)


class Pen:
    """Writes a block piece by piece, white space folded."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._runs: list[tuple[int, int]] = []
        self.length = 0

    def write(self, words: str, at: int) -> None:
        """Adds words that stand at this place of the file."""
        end = 0
        for stretch in _STRETCH.finditer(words):
            if stretch.start() > end:
                self._space(at + end)
            end = stretch.end()
            self._add(stretch.group(), at + stretch.start())
        if end < len(words):
            self._space(at + end)

    def done(self, level: int = 0, depth: int = 0, bold: int = 0) -> Block | None:
        """The block, unless nothing was written."""
        words = "".join(self._words).rstrip()
        if not words:
            return None
        return Block(Mapped(words, tuple(self._runs)), level, depth, min(bold, len(words)))

    def _space(self, at: int) -> None:
        if self.length and self._words[-1] != " ":
            self._add(" ", at)

    def _add(self, words: str, at: int) -> None:
        if words:
            if not self._runs or at - self._runs[-1][1] != self.length - self._runs[-1][0]:
                self._runs.append((self.length, at))
            self._words.append(words)
            self.length += len(words)


def line_starts(source: str) -> tuple[int, ...]:
    """Where the lines of a file begin."""
    starts, at = [0], source.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = source.find("\n", at + 1)
    return tuple(starts)


_END = 1 << 62
_STRETCH = re.compile(r"\S+(?: \S+)*")  # words with one space between them
