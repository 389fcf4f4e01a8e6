"""Where tables stand in a text that has lost their columns.

openFDA gives a section as one run of words and its tables once more beside it. The rows that are
found in the running words are better read from the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from composita.facts import Section

Gap = tuple[int, int]


def flattened(text: str, tables: Iterable[Section]) -> list[Gap]:
    """The stretches of a text, from left to right, that are rows of the tables in sections."""
    tables = list(tables)
    words = _Words(text if tables else "")
    return sorted(gap for section in tables for gap in words.rows_of(section))


def unmarked(text: str) -> str:
    """The text with blanks for the raised letters that lead to footnotes, as many characters."""
    return _MARK.sub(" ", text)


class _Words:
    """The words of a text, so that a row can be looked for whatever stands between words."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in _WORD.finditer(text)]
        self._joined = f" {' '.join(_WORD.findall(text))} "

    def rows_of(self, section: Section) -> Iterator[Gap]:
        """Where the rows of each table stand, with what lies between the first and the last."""
        for table in section.tables:
            at, found = 0, []
            for row in filter(None, table.rows):
                words = _words(section.text[row[0].start : row[-1].end])
                place = self._joined.find(f" {words} ", at) if len(words) > _SHORT else -1
                if place >= 0:
                    at = place + len(words)
                    found.append((self._span(place)[0], self._span(at)[1]))
            yield from _joined(found)

    def _span(self, place: int) -> Gap:
        """Where the word stands that a place in the joined words belongs to."""
        return self._spans[max(0, self._joined.count(" ", 0, place + 1) - 1)]


def _joined(found: list[Gap]) -> Iterator[Gap]:
    """Rows that follow each other closely are one stretch."""
    while found:
        start, end = found.pop(0)
        while found and found[0][0] - end < _NEAR:
            end = found.pop(0)[1]
        yield start, end


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.translate(_PLAIN)))


_SHORT, _NEAR = 8, 300  # characters
_WORD = re.compile(r"[A-Za-z]{2,}|\d+(?:[.,]\d+)*")  # a single letter may be a footnote's mark
_MARKS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_MARK = re.compile(f"[{_MARKS}]")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹" + _MARKS, "0123456789" + " " * len(_MARKS))
