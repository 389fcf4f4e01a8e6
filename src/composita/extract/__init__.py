"""Extractors: a Document → facts with exact passages. One file per kind, siblings of one shape.

Each is a function `extract(document: Document) -> Iterator[Fact]`: pure, and silent where it is
not sure. Terms, cues and codes are data files in `lexicons/`, each with where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from composita.extract import (
    advice,
    classes,
    contraindications,
    doses,
    enzymes,
    indications,
    interactions,
    mechanism,
    reactions,
    special,
    warnings,
)
from composita.facts import Document, Fact

EXTRACTORS: dict[str, Callable[[Document], Iterator[Fact]]] = {
    "indication": indications.extract,
    "dose": doses.extract,
    "reaction": reactions.extract,
    "contraindication": contraindications.extract,
    "warning": warnings.extract,
    "interaction": interactions.extract,
    "special": special.extract,
    "advice": advice.extract,
    "class": classes.extract,
    "mechanism": mechanism.extract,
    "enzyme": enzymes.extract,
}
