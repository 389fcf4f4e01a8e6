"""One spelling for what labels and lists call a class: "NSAIDs" for "Nonsteroidal …"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from composita.extract.text import fold, lexicon_file


def spellings(name: str) -> tuple[str, ...]:
    """The names, folded, under which labels know a class that a list or label prints so."""
    folded = fold(name)
    return (folded, *_spellings().get(folded, ()))


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """A printed name, folded → the names of the same class in classes.toml, folded."""
    found: dict[str, tuple[str, ...]] = {}
    classes: dict[str, dict[str, Any]] = lexicon_file("classes")["class"]
    for name, entry in classes.items():
        spelled = tuple(fold(term) for term in (name, *entry.get("also", ())))
        for printed in entry.get("drugcentral", ()):
            found[fold(printed)] = found.get(fold(printed), ()) + spelled
    return found
