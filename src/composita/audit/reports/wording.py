"""What the reports share: a claim in our words, why it has its verdict, where a source says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from composita.audit.claim import Reassured, Route, Sold, Stated
from composita.audit.tables import table
from composita.compose.amounts import amount
from composita.compose.words import words
from composita.facts import (
    Dose,
    Passage,
    Special,
)


def described(value: Stated) -> str:
    """A claim in a few words: "for epilepsy", "side effect: nausea"."""
    template: str = table("words")["claim"][_kind(value)]
    return template.format(**_fields(value))


def _kind(value: Stated) -> str:
    name = type(value).__name__.lower()
    if isinstance(value, Route):
        return name if value.given else "no route"
    if isinstance(value, Sold):
        return name if value.together else "not sold"
    return name


def _fields(value: Any) -> dict[str, Any]:
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    if isinstance(value, Dose):
        phase = f"{value.phase} dose: " if value.phase else ""
        return {"dose": phase + amount(value, words("professional"))}
    if isinstance(value, Reassured):
        return {"about": " ".join(filter(None, (value.other or value.scope, value.part)))}
    if isinstance(value, Special) and value.part:
        fields["population"] = f"{value.population} ({value.part})"
    return fields


def reason(key: str) -> str:
    """Why a verdict was given, in a sentence."""
    return str(table("words")["reason"][key])


def where(passages: Sequence[Passage]) -> str:
    """The first places that a verdict rests on: document, section and characters."""
    return "; ".join(f"{p.document} §{p.section} {p.start}–{p.end}" for p in passages[:2])
