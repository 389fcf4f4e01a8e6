"""Every extractor by the kind of fact that it finds, in the order of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from composita.extract import (
    advice,
    classes,
    contraindications,
    doses,
    enzymes,
    examples,
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
    "example": examples.extract,
}
