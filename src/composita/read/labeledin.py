"""LabeledIn: what substances are indicated for, as experts and a crowd marked US labels of 2012."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from composita.facts import Fact, Indication
from composita.read.lists import Listing, Row, document, rows, stated, text_of

SOURCE = "us-labeledin"

_COLUMNS = ("rxnorm_id", "disease_cui", "disease_mesh_name", "rxnorm_name")


def read(path: Path) -> Listing:
    """The indications in the table at a path, but for those that only a UMLS code names."""
    table = list(rows(text_of(path, path.name), str(path), _COLUMNS))
    named = [row for row in table if row["disease_mesh_name"]]
    problem = f"{len(table) - len(named)} rows give the disease no name, and are left out"
    problems = (problem,) if len(named) < len(table) else ()
    return document(SOURCE, (path.name,), *problems), tuple(_indications(named))


def _indications(table: list[Row]) -> Iterator[Fact]:
    for row in table:
        key = f"{row['rxnorm_id']}/{row['disease_cui']}"
        value = Indication(row["disease_mesh_name"], term=f"UMLS:{row['disease_cui']}")
        yield stated(SOURCE, key, row, value, (row["rxnorm_name"],))
