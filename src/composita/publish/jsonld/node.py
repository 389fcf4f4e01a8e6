"""What JSON-LD is made of: nodes of a type, and codes for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from composita.facts import Substance

Node = dict[str, Any]

# The vocabularies behind the prefixes of facts' codes, as schema.org's examples name them.
_SYSTEMS = {"HP": "HPO", "MESH": "MeSH", "UMLS": "UMLS", "UNII": "UNII"}


def node(kind: str, **fields: Any) -> Node:
    """A node with the fields that hold something."""
    return {"@type": kind, **{name: value for name, value in fields.items() if value}}


def named(substances: Iterable[Substance]) -> Node:
    """A reference to the node of a medicine."""
    return {"@id": "#" + "+".join(sorted(substance.unii for substance in substances))}


def entity(kind: str, name: str, code: str, **fields: Any) -> Node:
    """Something medical with its code, where that is of a vocabulary we can name."""
    prefix, _, value = code.partition(":")
    system = _SYSTEMS.get(prefix, "")
    held = node("MedicalCode", codeValue=value, codingSystem=system) if system else None
    return node(kind, name=name, code=held, **fields)
