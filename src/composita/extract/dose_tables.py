"""Doses from tables: what a cell says, for the people or the illness that its row is about.

A column counts only where its head speaks of doses, and a row only where everything to the left
of the dose is understood: a dose without its "for whom" would be a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from composita.extract.dosing import stated_doses, stretches
from composita.extract.grid import Row, grid, head_rows
from composita.extract.medicine import Medicine
from composita.extract.numbers import NUMBER, UNIT, amounts
from composita.extract.people import people
from composita.extract.regimen import frequencies
from composita.extract.setting import Setting, says_anything, under
from composita.extract.text import any_of, fold, lexicon_file
from composita.facts import Cell, Dose, Table


def table_doses(
    text: str, table: Table, setting: Setting, medicine: Medicine
) -> Iterator[tuple[int, int, Dose]]:
    """The doses in a table of a section with this text, each with where its words stand."""
    lines = _Lines(text, table)
    if lines.are_about_doses():
        here = under(table.caption, setting)
        for row in lines.body:
            yield from _row_doses(row, lines, here, medicine)


class _Lines:
    """The rows of a table with its words: what stands above a column, what a row is about."""

    def __init__(self, text: str, table: Table) -> None:
        rows = [row for row in grid(table) if row]
        heads = head_rows(rows)
        if heads and not rows[0][0].header and _holds_dose(text, rows[heads - 1]):
            heads = 0
        self.text, self.caption = text, table.caption
        self.head, self.body = rows[:heads], rows[heads:]
        self.above = [self._above(column) for column in range(max(map(len, rows), default=0))]

    def words(self, cell: Cell) -> str:
        return self.text[cell.start : cell.end]

    def are_about_doses(self) -> bool:
        heading = " ".join([self.caption, *(self.words(c) for row in self.head for c in row)])
        return not _NOT_DOSES.search(heading)

    def _above(self, column: int) -> str:
        """The words of the head over a column, each cell once; not those over all columns."""
        rows = [row for row in self.head if column < len(row) and len(set(row)) > 1]
        cells = dict.fromkeys(row[column] for row in rows)
        return " ".join(self.words(cell) for cell in cells)


def _holds_dose(text: str, row: Row) -> bool:
    found = (each for cell in row[1:] for each in amounts(text[cell.start : cell.end]))
    return any("/" not in each.unit and each.unit not in ("kg", "[lb_av]") for each in found)


def _row_doses(
    row: Row, lines: _Lines, setting: Setting, medicine: Medicine
) -> Iterator[tuple[int, int, Dose]]:
    for column, cell in enumerate(row):
        if cell in row[:column] or not _is_dose_column(column, lines, row):
            continue
        head = lines.above[column]
        place = [head, *(lines.words(left) for left in row[:column])]
        if any(medicine.names_another(words) for words in place):
            continue
        here = _row_setting(row[:column], lines, setting)
        if here is not None:
            below = under(head, here)
            for start, end, dose in _cell_doses(cell, head, lines, below, medicine):
                if below != setting or _says_when(dose):
                    yield start, end, _as_often(dose, head, row, lines)


def _is_dose_column(column: int, lines: _Lines, row: Row) -> bool:
    head = lines.above[column]
    if not lines.head:
        return column > 0 and says_anything(lines.words(row[0]))
    return bool(_DOSE.search(head)) and not _NOT_COLUMNS.search(_ASIDE.sub("", head))


def _row_setting(left: Row, lines: _Lines, setting: Setting) -> Setting | None:
    """What the cells to the left of a dose say of it; None where one is not understood."""
    for column, cell in enumerate(left):
        head, words = lines.above[column], lines.words(cell)
        if cell in left[:column] or not words.strip() or _DOSE.search(head) or _OFTEN.search(head):
            continue
        words = _REFERENCE.sub("", _counted(head, words))
        if says_anything(words) and not _is_half_understood(words):
            setting = under(words, setting)
        elif _FOR_WHAT.search(head) and len(words) < _TERM:
            setting = setting._replace(condition=fold(_REFERENCE.sub("", words)))
        elif not next(amounts(words), None):
            return None
    return setting


def _is_half_understood(words: str) -> bool:
    """Whether a limit is given ("up to 0.32 m²") that is none of age, weight or kidney function."""
    who = people(words)
    limited = _COMPARED.search(words) or (not who.said and _DIGIT.search(words))
    return bool(limited) and not (who.age or who.weight or who.renal)


def _counted(head: str, words: str) -> str:
    """A cell under "Weight (kg)", "Age (years)" or "eGFR", with what its numbers count."""
    before, unit = next((each for name, each in _COUNTED.items() if name in head.lower()), ("", ""))
    if unit and not _SPELLED.search(words):
        words = _LAST_NUMBER.sub(rf"\g<0> {unit}", words, count=1)
    return f"{before} {words}".strip()


def _cell_doses(
    cell: Cell, head: str, lines: _Lines, setting: Setting, medicine: Medicine
) -> Iterator[tuple[int, int, Dose]]:
    here = setting._replace(speaks_of_doses=True)
    for line in re.finditer(r"[^•]+", lines.words(cell).replace("\n", " ")):
        words = _with_unit(line.group(), head)
        for stretch in stretches(words):
            for start, end, dose in stated_doses(stretch.words, here, medicine):
                begin = cell.start + line.start() + stretch.start
                stop = min(begin + end, cell.start + line.end())
                yield begin + start, stop, dose


def _with_unit(words: str, head: str) -> str:
    """A bare number under "Dose (mg)" with its unit."""
    unit = _UNIT_OF_HEAD.search(head)
    return f"{words} {unit[1]}" if unit and _BARE.fullmatch(words) else words


def _as_often(dose: Dose, head: str, row: Row, lines: _Lines) -> Dose:
    """The dose with the frequency that its column's head says, or a column for it."""
    if _says_when(dose):
        return dose
    beside = (_beside(lines.above[at], lines.words(cell)) for at, cell in enumerate(row))
    how = next((each for words in (head, *beside) for each in frequencies(words)), None)
    if how is None:
        return dose
    return replace(
        dose, per=how.per, times_a_day=how.times, every_hours=how.hours, timing=how.timing
    )


def _says_when(dose: Dose) -> bool:
    return bool(dose.per or dose.times_a_day or dose.every_hours or dose.timing)


def _beside(head: str, words: str) -> str:
    """What a cell under "Frequency" or "Interval" says, if it is not another dose."""
    if not _OFTEN.search(head) or next(amounts(words), None):
        return ""
    return _counted(head, words)


_CUES = lexicon_file("dose_cues")["table"]
_DOSE, _NOT_DOSES = any_of(_CUES["doses"]), any_of(_CUES["not_doses"])
_NOT_COLUMNS = any_of(_CUES["columns"])
_FOR_WHAT, _OFTEN = any_of(_CUES["for_what"]), any_of(_CUES["often"])
_COUNTED: dict[str, tuple[str, str]] = _CUES["counted"]
_ASIDE = re.compile(r"\([^()]*\)")
_COMPARED = re.compile("[<>≤≥]")
_LAST_NUMBER = re.compile(r"\d[\d.,]*(?!.*\d)", re.DOTALL)
_DIGIT = re.compile(r"\d")
_REFERENCE = re.compile(r"\(\s*[\d., ]+\)|\[\s*see[^\]]*\]")
_TERM = 60  # characters of a condition at most
_SPELLED = re.compile("kg|lb|year|month|mL|week|hour|every|daily|m²", re.IGNORECASE)
_BARE = re.compile(rf"\s*{NUMBER}(?:\s?(?:to|-|–)\s?{NUMBER})?\s*", re.IGNORECASE)
_UNIT_OF_HEAD = re.compile(rf"\(({UNIT}(?:/(?:kg|day|dose|m²|m2))*)\)", re.IGNORECASE)
