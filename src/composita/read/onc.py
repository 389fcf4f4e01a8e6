"""ONC: the pairs of substances that an expert panel found always, or never, worth an interruption.

The panel named pairs of classes; the lists read here are their published expansion to substances,
which says neither what happens nor what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from composita.facts import Fact, Interaction
from composita.read.lists import Listing, document, stated, text_of, unheaded

SOURCE = "onc"

_FILES = {
    "ONC_High_Priority_Mapped.csv": "high priority",
    "ONC_Non_Interuptive_Mapped.csv": "non-interruptive",
}
_COLUMNS = ("name", "drugbank", "other_name", "other_drugbank", "end")


def read(path: Path) -> Listing:
    """The pairs in the two tables in a folder."""
    facts = (fact for name, level in _FILES.items() for fact in _pairs(path, name, level))
    return document(SOURCE, tuple(_FILES)), tuple(facts)


def _pairs(path: Path, name: str, level: str) -> Iterator[Fact]:
    for row in unheaded(text_of(path, name), name, _COLUMNS, delimiter="$"):
        key = f"{level}/{row['drugbank']}/{row['other_drugbank']}"
        value = Interaction(row["other_name"], "substance", level=level)
        yield stated(SOURCE, key, row, value, (row["name"],))
