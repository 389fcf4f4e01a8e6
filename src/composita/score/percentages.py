"""How often side effects come, in 60 table rows marked by hand (`gold/percentages.tsv`).

A share counts as found where a fact whose words begin inside the row names the same side effect
with the same lowest and highest percentage, under the medicine and compared.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from composita.extract import reactions
from composita.extract.wording import fold_words
from composita.facts import AdverseReaction, Document, Passage
from composita.read import open_documents
from composita.score import Row
from composita.score.places import place

LABELS = "us-spl-xml"


class Marked(NamedTuple):
    """A line of the gold: the share of one side effect of a row, or that it has none."""

    set_id: str
    section: str
    start: str
    end: str
    hash: str
    share: str
    reaction: str
    low: str
    high: str
    compared_low: str
    compared_high: str


Told = tuple[str, str, str, str, str]  # the side effect's words, and the four numbers


def score(gold: Path) -> Iterator[Row]:
    """A row for shares in full, and one for those under the medicine alone.

    The labels are looked for beside the folder of gold sets; without them there are no rows.
    """
    labels = gold.parent / "labels" / LABELS
    if labels.is_dir():
        rows = list(_rows(labels))
        yield _row("percentages of people in table rows, and of those compared", rows, 5)
        yield _row("percentages of people in table rows, under the medicine alone", rows, 3)


def _row(task: str, rows: list[tuple[set[Told], set[Told]]], fields: int) -> Row:
    pairs = [({m[:fields] for m in marked}, {t[:fields] for t in told}) for marked, told in rows]
    return Row(
        task,
        "60 table rows, composita/score/gold/percentages.tsv",
        right=sum(len(marked & told) for marked, told in pairs),
        found=sum(len(told) for _, told in pairs),
        gold=sum(len(marked) for marked, _ in pairs),
        reach="precision 0.95" if fields == 5 else "",
        how="rules, written on other tables",
    )


def _rows(labels: Path) -> Iterator[tuple[set[Told], set[Told]]]:
    """The marked shares of each row, and those that we tell."""
    found = {label.set_id: label for label in open_documents(labels) if isinstance(label, Document)}
    marked = (Marked(*line) for line in _lines())
    for set_id, of_label in groupby(marked, lambda line: line.set_id):
        label = found[set_id]
        told = list(_told(label))
        for (section, start, end), lines in groupby(of_label, lambda line: line[1:4]):
            row = list(lines)
            at = place(label, section, int(start), int(end), row[0].hash)
            here = range(at, at + int(end) - int(start))
            shares = {share for p, share in told if p.section == section and p.start in here}
            yield {_share(line) for line in row if line.share == "yes"}, shares


def _lines() -> Iterator[list[str]]:
    text = files("composita.score").joinpath("gold/percentages.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return csv.reader(lines[1:], delimiter="\t")


def _share(line: Marked) -> Told:
    return (fold_words(line.reaction), *line[7:])


def _told(label: Document) -> Iterator[tuple[Passage, Told]]:
    for fact in reactions.extract(label):
        value, at = fact.value, fact.passage
        section = label.section(at.section)
        if isinstance(value, AdverseReaction) and value.percent and section:
            words = fold_words(section.text[at.start : at.end])
            numbers = [*value.percent, *(value.comparator or ("", ""))]
            yield at, (words, *(n if n == "" else f"{n:g}" for n in numbers))  # type: ignore[misc]
