"""What a table says of a cell by where it stands: the heads above it, and what is left of it.

A column counts only where its head speaks of doses, and a row only where everything to the left
of the dose is understood: a dose without its "for whom" would be a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from composita.extract.dose_cases import (
    beside,
    in_time,
    is_level,
    is_time,
    level,
    part,
    together,
)
from composita.extract.dose_lines import DOSE, Lines
from composita.extract.grid import Row
from composita.extract.medicine import Medicine
from composita.extract.numbers import amounts
from composita.extract.people import people
from composita.extract.setting import Setting, condition, inside, says_anything
from composita.extract.text import any_of, fold, lexicon_file


def places(
    row: Row, lines: Lines, setting: Setting, medicine: Medicine
) -> Iterator[tuple[int, Setting]]:
    """The columns of a row in which doses stand, each with what its place says of them.

    Each cell adds to what those right of it are about; where one is not understood, none is told.
    """
    about = setting
    for column, cell in enumerate(row):
        if cell in row[:column]:
            continue
        here = _below_head(column, row, lines, about, medicine)
        if here and _may_be_told(here, lines):
            yield column, _from(here, row[:column], lines, lines.above[column])
        after = _after_cell(lines.above[column], lines.words(cell), about, medicine)
        if after is None:
            return
        about = after


def _after_cell(head: str, words: str, setting: Setting, medicine: Medicine) -> Setting | None:
    head = _ASIDE.sub("", head)
    words = _REFERENCE.sub("", counted(head, words) if words.strip("-–—― \n") else "").strip()
    if case := level(words) or beside(head, words) or _time(head, words) or part(head, words):
        return setting.with_case(case)
    if words and _FOR_WHAT.search(head) and DOSE.search(head):
        named = condition(words)
        return setting._replace(condition=named) if named else None
    if not words or DOSE.search(head) or OFTEN.search(head) or ROUTE.search(head):
        return None if medicine.names_another(words) else setting
    if medicine.names_another(words) or _NOT_FOR.search(words):
        return None
    if says_anything(words) and not _is_half_understood(words):
        return inside(words, setting)
    if _FOR_WHAT.search(head) and len(words) < _TERM:
        return setting._replace(condition=fold(words))
    return setting if next(amounts(words), None) else None


def _time(head: str, words: str) -> str:
    """ "week 1" for the 1 below "Week" and for "Week 1"."""
    below = f"{head} {words}"
    return in_time(below) if is_time(words) or is_time(below) else ""


def _is_half_understood(words: str) -> bool:
    """Whether a limit is given ("up to 0.32 m²") that is none of age, weight or kidney function."""
    who = people(words)
    limited = _COMPARED.search(words) or (not who.said and _DIGIT.search(words))
    return bool(limited) and not (who.age or who.weight or who.renal)


def counted(head: str, words: str) -> str:
    """A cell under "Weight (kg)", "Age (years)" or "eGFR", with what its numbers count."""
    before, unit = next((each for name, each in _COUNTED.items() if name in head.lower()), ("", ""))
    if unit and not _SPELLED.search(words):
        words = _LAST_NUMBER.sub(rf"\g<0> {unit}", words, count=1)
    return f"{before} {words}".strip()


def _below_head(
    column: int, row: Row, lines: Lines, setting: Setting, medicine: Medicine
) -> Setting | None:
    """What the head of a column adds; None where it does not speak of doses."""
    if not lines.head:
        return setting if column and _is_said_once(row, lines, setting) else None
    head = lines.above[column]
    case = next(filter(None, map(_case_of_head, lines.heads[column])), "")
    form = _CONCENTRATION.search(head)
    head = _CONCENTRATION.sub("", head)
    rest = _ASIDE.sub("", _MOST.sub("", head.lower())).replace(in_time(head), "")
    if _NOT_COLUMNS.search(rest) or (medicine.names_another(head) and not together(head)):
        return None
    if any(map(_is_limited_by_something, lines.heads[column])):
        return None
    of_whom = case or form or people(head).said or medicine.is_named_alone(head)
    if not (DOSE.search(head) or _MOST.search(head.lower()) or (lines.speak_of_doses and of_whom)):
        return None
    here = setting._replace(form=" ".join(form.group().split())) if form else setting
    return inside(head, here.with_case(case))


def _is_limited_by_something(head: str) -> bool:
    """Whether a head gives a limit that is not understood: "Mild (>50 and ≤80 mL/min)"."""
    return bool(_COMPARED.search(head)) and _is_half_understood(head)


def _is_said_once(row: Row, lines: Lines, setting: Setting) -> bool:
    """Whether a row without a head says for whom; of several reductions only where it has one."""
    if not setting.case:
        return says_anything(lines.words(row[0]))
    return sum(_DIGIT.search(lines.words(cell)) is not None for cell in set(row[1:])) == 1


def _case_of_head(words: str) -> str:
    return level(words) or together(words) or in_time(words)


def _may_be_told(setting: Setting, lines: Lines) -> bool:
    """Whether a dose that is changed says why: which reduction, which organ, which medicine."""
    if is_level(setting.case):
        return True
    if not lines.are_about_doses or (lines.are_together and not setting.case):
        return False
    return not lines.are_changes or setting.who.population in _ORGANS


def _from(setting: Setting, left: Row, lines: Lines, head: str) -> Setting:
    """A lowered dose with the dose that it is lowered from, where the table tells one."""
    if not is_level(setting.case):
        return setting
    given = (lines.words(cell) for at, cell in enumerate(left) if _is_usual(lines.above[at]))
    usual = next((words for words in (*given, head) if next(amounts(words), None)), "")
    case = f"{setting.case} from {fold(usual)}" if usual else setting.case
    return setting._replace(case=case, phase="")


def _is_usual(head: str) -> bool:
    """Whether a column holds the dose that others are lowered from."""
    return bool(DOSE.search(_ASIDE.sub("", head))) and not level(head)


_CUES = lexicon_file("dose_cues")["table"]
_NOT_COLUMNS = any_of(_CUES["columns"])
_FOR_WHAT, OFTEN = any_of(_CUES["for_what"]), any_of(_CUES["often"])
ROUTE = any_of(_CUES["route"])
_COUNTED: dict[str, tuple[str, str]] = _CUES["counted"]
_ORGANS = ("kidney impairment", "liver impairment")
_ASIDE = re.compile(r"\([^()]*\)")
_CONCENTRATION = re.compile(r"\d[\d.]*\s?mg(?:\s\w+)?\s?(?:/|per\s)\s?mL", re.IGNORECASE)
_MOST = re.compile(r"maximum (?:total |cumulative )?(?:volume|dose)s?")
_COMPARED = re.compile("[<>≤≥]")
_LAST_NUMBER = re.compile(r"\d[\d.,]*(?!.*\d)", re.DOTALL)
_DIGIT = re.compile(r"\d")
_NOT_FOR = re.compile(r"\bnot (?:for|recommended|indicated|to be)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\(\s*[\d., ]+\)|\[\s*see[^\]]*\]")
_TERM = 60  # characters of a condition at most
_SPELLED = re.compile("kg|lb|year|month|mL|week|hour|every|daily|m²", re.IGNORECASE)
