"""Doses in passages of dosage sections, marked by hand as numbers, on two sets of marks.

The rules were written before the second (`gold/doses_fresh.tsv`) was drawn, and none was changed
for it; errors on the first (`gold/doses.tsv`) had been looked at once.
A dose counts as found where a fact whose words begin inside the passage has the same amount,
unit and frequency; "once daily", "every 24 hours" and one dose a day are the same.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from composita.extract import doses
from composita.facts import Document, Dose
from composita.read import open_documents
from composita.score import Row
from composita.score.places import place

LABELS = "us-openfda-2026"


class Marked(NamedTuple):
    """A line of the gold: one dose of a passage, or that it has none."""

    set_id: str
    section: str
    start: str
    end: str
    hash: str
    dose: str
    low: str
    high: str
    unit: str
    per: str
    times_a_day: str
    every_hours: str
    phase: str
    population: str


Test = Callable[[Marked, Dose], bool]


def score(gold: Path) -> Iterator[Row]:
    """Rows for amount and frequency, and for the same with phase or population, for each set.

    The labels are looked for beside the folder of gold sets; without them there are no rows.
    """
    labels = gold.parent / "labels" / LABELS
    if labels.is_dir():
        found = {label.set_id: label for label in _labels(labels)}
        for file, name in _GOLD.items():
            passages = list(_passages(file, found))
            yield from (_row(task, name, test, passages) for task, test in _TESTS.items())


Passage = tuple[list[Marked], list[Dose]]


def _row(task: str, name: str, test: Test, passages: list[Passage]) -> Row:
    right = sum(_matches(marked, told, test) for marked, told in passages)
    return Row(
        task,
        name,
        right,
        found=sum(len(told) for _, told in passages),
        gold=sum(len(marked) for marked, _ in passages),
        reach=_REACH.get(task, ""),
        how="rules, written on other records",
    )


def _matches(marked: list[Marked], told: list[Dose], test: Test) -> int:
    """How many told doses are marked; each marked one counts once."""
    left = list(marked)
    for dose in told:
        hit = next((each for each in left if test(each, dose)), None)
        if hit:
            left.remove(hit)
    return len(marked) - len(left)


def _passages(file: str, found: dict[str, Document]) -> Iterator[Passage]:
    """The marked doses of each passage, and those that we tell, each once."""
    marked = [Marked(*row) for row in _lines(file)]
    for (set_id, section, start, end), lines in groupby(marked, lambda each: each[:4]):
        label, group = found[set_id], list(lines)
        at = place(label, section, int(start), int(end), group[0].hash)
        told = _told(label, section, at, at + int(end) - int(start))
        yield [each for each in group if each.dose == "yes"], told


def _labels(folder: Path) -> Iterator[Document]:
    return (label for label in open_documents(folder) if isinstance(label, Document))


def _told(label: Document, section: str, start: int, end: int) -> list[Dose]:
    """The doses whose words begin in the passage, those alike in all that is scored once."""
    told = {}
    for fact in doses.extract(label):
        dose, at = fact.value, fact.passage
        if at.section == section and start <= at.start < end and isinstance(dose, Dose):
            told[_how_much(dose), _often(dose), dose.phase, dose.population] = dose
    return list(told.values())


def _lines(file: str) -> Iterator[list[str]]:
    text = files("composita.score").joinpath(f"gold/{file}").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return csv.reader(lines[1:], delimiter="\t")


def _how_much(dose: Dose) -> tuple[float, float, str]:
    return dose.low, dose.high, dose.unit


def _often(dose: Dose) -> tuple[str, str, str]:
    """Per what, times a day and hours, as the gold writes them."""
    if dose.times_a_day == (1, 1) or dose.every_hours == (24, 24):
        return _ONCE_A_DAY
    return dose.per, _range(dose.times_a_day), _range(dose.every_hours)


def _range(ends: tuple[float, float] | None) -> str:
    return f"{ends[0]:g}-{ends[1]:g}" if ends else ""


def _same_amount(marked: Marked, dose: Dose) -> bool:
    return _how_much(dose) == (float(marked.low), float(marked.high), marked.unit)


def _same_dose(marked: Marked, dose: Dose) -> bool:
    often = (marked.per, marked.times_a_day, marked.every_hours)
    if often[1:] in (("1-1", ""), ("", "24-24")):
        often = _ONCE_A_DAY
    alike = (_is_either(said, told) for said, told in zip(often, _often(dose), strict=True))
    return _same_amount(marked, dose) and all(alike)


def _same_phase(marked: Marked, dose: Dose) -> bool:
    return _same_dose(marked, dose) and _is_either(marked.phase, dose.phase)


def _same_people(marked: Marked, dose: Dose) -> bool:
    return _same_dose(marked, dose) and _is_either(marked.population, dose.population)


def _is_either(marked: str, told: str) -> bool:
    return marked == "~" or told in marked.split("/")


_ONCE_A_DAY = ("dose", "1-1", "")
_GOLD = {
    "doses.tsv": "150 passages, composita/score/gold/doses.tsv",
    "doses_fresh.tsv": "80 fresh passages, composita/score/gold/doses_fresh.tsv",
}
_TASK = "doses: amount, unit, per and how often"
_REACH = {_TASK: "precision 0.95, recall 0.70"}
_TESTS: dict[str, Test] = {
    _TASK: _same_dose,
    "doses: amount and unit alone": _same_amount,
    "doses: the first with the phase": _same_phase,
    "doses: the first with the population": _same_people,
}
