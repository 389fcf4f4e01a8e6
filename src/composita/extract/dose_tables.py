"""Doses from tables: what a cell says, for the people or the illness that its row is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from composita.extract.dose_lines import Lines
from composita.extract.dose_rows import OFTEN, ROUTE, counted, places
from composita.extract.dosing import stated_doses, stretches
from composita.extract.grid import Row
from composita.extract.medicine import Medicine
from composita.extract.numbers import NUMBER, UNIT, amounts
from composita.extract.partly import Stated, is_partly
from composita.extract.regimen import Regimen, frequencies, routes
from composita.extract.setting import Setting, inside, under
from composita.facts import Cell, Dose, Table


def table_doses(
    text: str, table: Table, setting: Setting, medicine: Medicine
) -> Iterator[tuple[int, int, Dose, bool]]:
    """The doses in a table of a section with this text, each with where its words stand, and
    whether the cell says more than was understood."""
    lines = Lines(text, table)
    above = here = under(table.caption, setting).with_case(lines.case)
    for row in lines.body:
        if title := lines.title(row):
            here = inside(title, above)
        else:
            yield from _row_doses(row, lines, here, medicine)


def _row_doses(
    row: Row, lines: Lines, setting: Setting, medicine: Medicine
) -> Iterator[tuple[int, int, Dose, bool]]:
    for column, here in places(row, lines, setting, medicine):
        head, first = lines.above[column], lines.words(row[0]) if column else ""
        nameless = column > 0 and not first.strip()
        for start, end, dose in _cell_doses(row[column], head, lines, here, medicine):
            told = _at_time_of_day(_as_often(dose, head, row, lines), head)
            if _says_when(told) or (here != setting and _needs_no_time(told, lines)):
                stated = _stated(row[column], start, end, lines, first)
                yield start, end, told, nameless or is_partly(told, stated, medicine)


def _stated(cell: Cell, start: int, end: int, lines: Lines, first: str) -> Stated:
    """A dose in its cell; the first cell of the row stands above it."""
    words = lines.words(cell)
    return Stated(words, start - cell.start, end - cell.start, 0, len(words), title=first)


def _cell_doses(
    cell: Cell, head: str, lines: Lines, setting: Setting, medicine: Medicine
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


def _as_often(dose: Dose, head: str, row: Row, lines: Lines) -> Dose:
    """The dose with the route and frequency that its column's head says, or a column for it."""
    by = {route for at, cell in enumerate(row) if ROUTE.search(lines.above[at])
          for route in routes(lines.words(cell))}  # fmt: skip
    dose = replace(dose, route=by.pop()) if len(by) == 1 else dose
    if _says_when(dose):
        return dose
    beside = (_beside(lines.above[at], lines.words(cell)) for at, cell in enumerate(row))
    said = (head, *beside, lines.caption)
    how = next((each for words in said for each in frequencies(words) if _is_one(each)), None)
    if how is None:
        return dose
    return replace(
        dose, per=how.per, times_a_day=how.times, every_hours=how.hours, timing=how.timing
    )


def _at_time_of_day(dose: Dose, head: str) -> Dose:
    """The dose with the time of day that its column is for: "Morning Dose"."""
    found = _TIME_OF_DAY.findall(head)
    if len(found) != 1 or dose.timing:
        return dose
    return replace(dose, timing=f"in the {found[0].lower()}")


def _is_one(how: Regimen) -> bool:
    """Whether it is one frequency: a route is none, a caption's "every 2 or 4 weeks" is two."""
    return how.says_when and (how.hours is None or how.hours[0] == how.hours[1])


def _says_when(dose: Dose) -> bool:
    return bool(dose.per or dose.times_a_day or dose.every_hours or dose.timing)


def _needs_no_time(dose: Dose, lines: Lines) -> bool:
    """Of doses whose time nothing tells: a first, highest or stepped one, one for each kilogram,
    one that holds in a case only, and those of what is given once, by volume."""
    for_each = "/" in dose.unit or dose.unit == "mL"
    return lines.speak_of_doses and bool(dose.phase in _ALONE or for_each or dose.case)


def _beside(head: str, words: str) -> str:
    """What a cell under "Frequency" or "Interval" says, if it is not another dose."""
    if not OFTEN.search(head) or next(amounts(words), None):
        return ""
    return counted(head, words)


_TIME_OF_DAY = re.compile(r"\b(morning|afternoon|evening)\b", re.IGNORECASE)
_ALONE = ("start", "loading", "maximum", "step")
_BARE = re.compile(rf"\s*{NUMBER}(?:\s?(?:to|-|–)\s?{NUMBER})?\s*", re.IGNORECASE)
_UNIT_OF_HEAD = re.compile(
    rf"(?:\(|,\s?|\bin\s)({UNIT}(?:/(?:kg|day|dose|m²|m2))*)(?:\)|$)", re.IGNORECASE
)
