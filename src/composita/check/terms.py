"""One spelling for what labels and lists call a class: "NSAIDs" for "Nonsteroidal …"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from composita.extract.text import fold, lexicon_file
from composita.facts import Class
from composita.store.said import Said

# Systems whose names are those of labels. MeSH's "Analgesics" holds antidepressants too: names of
# the other systems mean what labels mean only where classes.toml says so.
_LIKE_LABELS = ("EPC", "group", "example", "ACB", "ANSM")


def meant(said: Said[Class]) -> tuple[str, ...]:
    """The names, folded, under which labels mean a medicine of this class.

    None where a single label gives it as an example, which may be an error.
    """
    if said.value.system == "example" and len(said.documents) < _EXAMPLES:
        return ()
    folded = fold(said.value.name)
    known = _spellings().get(folded, ())
    return (folded, *known) if said.value.system in _LIKE_LABELS else known


_EXAMPLES = 2  # labels


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
