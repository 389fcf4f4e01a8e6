"""LabeledIn: what substances are indicated for, as experts and a crowd marked US labels of 2012.

The crowd marked some illnesses that a label only mentions: what it alone marked, and on one label
of a substance of which more labels were marked, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from composita.facts import Fact, Indication
from composita.read.lists import Listing, Row, document, rows, stated, text_of

SOURCE = "us-labeledin"

_COLUMNS = (
    "rxnorm_id", "disease_cui", "n_labels", "expert", "disease_mesh_name", "rxnorm_name",
)  # fmt: skip


def read(path: Path) -> Listing:
    """The indications in the table at a path, but for those that only a UMLS code names."""
    table = list(rows(text_of(path, path.name), str(path), _COLUMNS))
    named = [row for row in table if row["disease_mesh_name"]]
    problem = f"{len(table) - len(named)} rows give the disease no name, and are left out"
    problems = (problem,) if len(named) < len(table) else ()
    return document(SOURCE, (path.name,), *problems), tuple(_indications(_believed(named)))


def _believed(table: list[Row]) -> list[Row]:
    """The rows of experts, those of several labels, and all of a substance that has no better."""
    weak = {id(row) for row in table if row["expert"] != "1" and row["n_labels"] == "1"}
    better = {row["rxnorm_id"] for row in table if id(row) not in weak}
    return [row for row in table if id(row) not in weak or row["rxnorm_id"] not in better]


def _indications(table: list[Row]) -> Iterator[Fact]:
    for row in table:
        key = f"{row['rxnorm_id']}/{row['disease_cui']}"
        value = Indication(row["disease_mesh_name"], term=f"UMLS:{row['disease_cui']}")
        yield stated(SOURCE, key, row, value, (row["rxnorm_name"],))
