"""Shares of people from tables: how many had a side effect, under the medicine and compared.

A table counts only where every column is understood and its numbers are certainly percentages of
people. Several columns of the medicine (doses, studies) make one range, and so do comparators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from composita.extract.grid import Row, grid, head_rows
from composita.extract.medicine import Medicine
from composita.extract.percent_columns import Arm, arms
from composita.facts import Cell, Table

Range = tuple[float, float]


class Share(NamedTuple):
    """Characters `start` to `end` name what so many percent of people had."""

    start: int
    end: int
    percent: Range
    comparator: Range | None = None


def table_shares(text: str, table: Table, medicine: Medicine) -> Iterator[Share]:
    """The shares in a table of a section with this text, row by row."""
    lines = _Lines(text, table)
    whose = lines.arms(medicine)
    for row in lines.body if whose else ():
        yield from _row_shares(row, whose, lines)


class _Lines:
    """The rows of a table, what leads up to it, and what stands above each column."""

    def __init__(self, text: str, table: Table) -> None:
        rows = [row for row in grid(table) if len(set(row)) > 1]
        self.text = text
        begins = min((row[0].start for row in rows), default=0)
        self.lead = f"{_last_sentence(text[:begins])} {table.caption}"
        heads = self._heads(rows)
        self.body = rows[heads:]
        self.name = min((self._first_number(row) for row in self.body), default=0) - 1
        width = max(map(len, rows), default=0)
        self.above = [self._above(rows[:heads], column) for column in range(width)]

    def words(self, cell: Cell) -> str:
        return self.text[cell.start : cell.end]

    def arms(self, medicine: Medicine) -> dict[int, Arm]:
        """Whose people each column behind the names counts."""
        heads = {at: head for at, head in enumerate(self.above) if at > self.name >= 0}
        return arms(heads, self.lead, medicine)

    def value(self, column: int, line: str) -> Range | None:
        """The percentages that a line of a cell gives; None where it is something else."""
        number = _NUMBER.fullmatch(line)
        head = f"{self.above[column]} {self.lead}"
        if not number:
            return None
        if number["count"]:
            sure = number["sign"] or _COUNT_AND_PERCENT.search(head)
            return as_range(number["inside"]) if sure else None
        return as_range(number["alone"]) if number["said"] or _PERCENT.search(head) else None

    def _heads(self, rows: list[Row]) -> int:
        """How many rows at the top hold no numbers."""
        least = head_rows(rows)
        return next((n for n in range(least, len(rows)) if self._has_number(rows[n])), len(rows))

    def _has_number(self, row: Row) -> bool:
        return self._first_number(row) < len(row)

    def _first_number(self, row: Row) -> int:
        """The first column after the names that holds a number; as many as there are for none."""
        places = (at for at, cell in enumerate(row) if at and self._is_number(cell))
        return next(places, len(row))

    def _is_number(self, cell: Cell) -> bool:
        return any(map(_NUMBER.fullmatch, self.words(cell).split("\n")))

    def _above(self, head: list[Row], column: int) -> str:
        """The words of the head over a column, each cell once."""
        cells = dict.fromkeys(row[column] for row in head if column < len(row))
        words = " ".join(self.words(cell).replace("\n", " ") for cell in cells)
        return _COUNTED.sub("", words)


def _last_sentence(text: str) -> str:
    return _SENTENCE_END.split(text.rstrip().rpartition("\n")[2])[-1]


def _row_shares(row: Row, whose: dict[int, Arm], lines: _Lines) -> Iterator[Share]:
    """A share for each line of the name: some labels print many side effects in one row."""
    if max(whose) >= len(row):
        return
    names = list(_LINE.finditer(lines.text, row[lines.name].start, row[lines.name].end))
    cells = {at: _lines_of(lines.words(row[at]), names) for at in whose}
    for number, name in enumerate(names):
        named = _NAME.match(name.group())
        given = {at: cell[number] for at, cell in cells.items() if cell}
        if named and len(given) == len(whose):
            yield from _share(name.start(), named.group().rstrip(" ,"), given, whose, lines)


def _lines_of(words: str, names: list[re.Match[str]]) -> list[str]:
    """The lines of a cell for each line of the name; none where they do not go together."""
    lines = words.split("\n")
    if len(lines) == len(names):
        return lines
    filled = [line for line in lines if line.strip()]
    return filled * len(names) if len(filled) == 1 and len(names) == 1 else []


def _share(
    start: int, name: str, given: dict[int, str], whose: dict[int, Arm], lines: _Lines
) -> Iterator[Share]:
    told: dict[Arm, list[Range]] = {"medicine": [], "comparator": []}
    for column, line in given.items():
        if whose[column] in told and not _NOTHING.fullmatch(line):
            value = lines.value(column, line)
            if value is None:
                return
            told[whose[column]].append(value)
    if name and told["medicine"]:
        mine, compared = told["medicine"], told["comparator"]
        yield Share(
            start, start + len(name), _widest(mine), _widest(compared) if compared else None
        )


def _widest(ranges: list[Range]) -> Range:
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def as_range(printed: str) -> Range:
    """ "<1" is from 0 to 1."""
    high = float(printed.lstrip("<≤ "))
    return (0.0 if printed[0] in "<≤" else high), high


_COUNTED = re.compile(r"\(?\bn\s?=\s?\d[\d,]*\s?\)?", re.IGNORECASE)
_LINE = re.compile(r"\S[^\n]*")
_NAME = re.compile(r"[^\W\d_][^\n(\[*†‡§¶#ᵃ-ᶻ⁰-⁹⁽]*")
_SENTENCE_END = re.compile(r"(?<=[.:])\s+(?=[A-Z])")
# "16%", "<1", "39 (36.4%)", "153 (2.6)", "16% (27/171)", with marks of footnotes behind.
SHARE = r"[<≤]?\s?\d{1,2}(?:\.\d+)?|100"
_NUMBER = re.compile(
    rf"\s*(?:(?P<count>\d[\d,]*)\s?\((?P<inside>{SHARE})\s?(?P<sign>%?)\)"
    rf"|(?P<alone>{SHARE})\s?(?P<said>%?)(?:\s?\(\d[\d,]*\s?/\s?\d[\d,]*\))?)[\s*†‡§¶#ᵃ-ᶻ⁰-⁹⁽⁾]*"
)
_NOTHING = re.compile(r"\s*(?:[-–—]+|n/?[ar]\.?)?\s*", re.IGNORECASE)
_PERCENT = re.compile(r"(?<!\d)(?<!\d )%|percent", re.IGNORECASE)
_COUNT_AND_PERCENT = re.compile(r"\(\s?%\s?\)")
