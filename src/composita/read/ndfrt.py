"""VA NDF-RT: the interacting pairs of the US veterans' hospitals, critical or significant.

A pair is read from its label ("EXEMPLAMINE/TESTOPROL [VA Drug Interaction]"), which is the list's
own words; the columns beside it hold what somebody else has mapped the names to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from composita.errors import UnreadableDocument
from composita.facts import Fact, Interaction
from composita.read.lists import Listing, Row, document, rows, stated, text_of

SOURCE = "va-ndfrt"

_COLUMNS = ("label", "severity", "uri")
_LABEL = re.compile(r"([^/]+)/([^/]+) \[VA Drug Interaction\]")
_LEVELS = ("Critical", "Significant")
_REMARK = re.compile(r" \([^()]*\)$")  # "OLEANDOMYCIN (AS TROLEANDOMYCIN)"


def read(path: Path) -> Listing:
    """The pairs in the table at a path."""
    return document(SOURCE, (path.name,)), tuple(_pairs(path))


def _pairs(path: Path) -> Iterator[Fact]:
    for number, row in enumerate(rows(text_of(path, path.name), str(path), _COLUMNS), 2):
        one, other = _names(row, f"{path}, line {number}")
        value = Interaction(other, "substance", level=row["severity"].lower())
        yield stated(SOURCE, row["uri"].rpartition("/")[2], row, value, (one,))


def _names(row: Row, where: str) -> tuple[str, str]:
    label = _LABEL.fullmatch(row["label"])
    if not label or row["severity"] not in _LEVELS:
        raise UnreadableDocument(where, "no pair with a level: the row may be cut off")
    return _REMARK.sub("", label[1]), _REMARK.sub("", label[2])
