"""ACB: how anticholinergic a substance is, by eight published scales, each with its own score.

The columns that vote among the scales are left out: a disagreement is shown, not settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from composita.errors import UnreadableDocument
from composita.facts import Class, Fact
from composita.read.lists import Listing, Row, document, rows, stated, text_of

SOURCE = "acb"

_SCALES = (
    "Boustani2008", "Rudolph2008", "Carnahan2006", "Ancelin2006", "Ehrt2010", "Sittironnarit2011",
    "Bishara2020", "ACBcalc",
)  # fmt: skip
_ROUTE = re.compile(r"-[A-Z]{3}")  # "exemplamine-NASAL", "exemplamine-NOT(NASAL)"


def read(path: Path) -> Listing:
    """The scores in the table at a path, but for those that hold for some routes only."""
    text = text_of(path, path.name)
    table = list(rows(text, str(path), ("Name", *_SCALES), delimiter=",", whole=True))
    general = [row for row in table if not _ROUTE.search(row["Name"])]
    problem = f"{len(table) - len(general)} rows hold for some routes only, and are left out"
    problems = (problem,) if len(general) < len(table) else ()
    scores = {(fact.about, fact.value): fact for fact in _scores(general, path)}
    return document(SOURCE, (path.name,), *problems), tuple(scores.values())


def _scores(table: list[Row], path: Path) -> Iterator[Fact]:
    for row in table:
        for scale in filter(row.get, _SCALES):
            if not row[scale].isdecimal():
                why = f"{row['Name'][:40]} has no score but {row[scale][:40]!r}"
                raise UnreadableDocument(str(path), why)
            value = Class(f"anticholinergic burden {row[scale]}", "ACB", scale)
            yield stated(SOURCE, f"{row['Name']}/{scale}", row, value, (row["Name"],))
