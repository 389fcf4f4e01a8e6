"""A small validator of JSON-LD against the part of schema.org in `schema_org.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
_TYPES: dict[str, str] = _TABLE["types"]
_PROPERTIES: dict[str, tuple[list[str], list[str]]] = _TABLE["properties"]

_TEXTS = {
    "Text": r"(?s).*\S.*",
    "URL": r"https?://\S+",
}


def problems(data: Any) -> list[str]:
    """What schema.org would not allow, and references that lead nowhere."""
    graph = {node["@id"]: node for node in data["@graph"] if "@id" in node}
    return [problem for node in data["@graph"] for problem in _node(node, graph)]


def _node(node: dict[str, Any], graph: dict[str, Any]) -> Iterator[str]:
    kind = node.get("@type", "")
    if kind not in _TYPES:
        yield f"no such type: {kind!r}"
        return
    for name, held in node.items():
        if not name.startswith("@"):
            yield from _property(kind, name, held, graph)


def _property(kind: str, name: str, held: Any, graph: dict[str, Any]) -> Iterator[str]:
    on, holds = _PROPERTIES.get(name, ([], []))
    if not any(_is_a(kind, owner) for owner in on):
        yield f"{kind} has no {name}"
    values = held if isinstance(held, list) else [held]
    if not values:
        yield f"{kind}.{name} is empty"
    for value in values:
        if isinstance(value, dict):
            yield from _held(f"{kind}.{name}", value, holds, graph)
        elif not any(_is_value(value, wanted) for wanted in holds):
            yield f"{kind}.{name} is {value!r}"


def _held(where: str, value: dict[str, Any], holds: list[str], graph: Any) -> Iterator[str]:
    if set(value) == {"@id"}:
        target = graph.get(value["@id"])
        if target is None:
            yield f"{where} leads nowhere: {value['@id']}"
            return
    else:
        target = value
        yield from _node(value, graph)
    if not any(_is_a(target.get("@type", ""), wanted) for wanted in holds):
        yield f"{where} is a {target.get('@type')}"


def _is_a(kind: str, wanted: str) -> bool:
    return bool(kind) and (kind == wanted or _is_a(_TYPES.get(kind, ""), wanted))


def _is_value(value: Any, wanted: str) -> bool:
    if wanted == "Number":
        return isinstance(value, int | float)
    return isinstance(value, str) and wanted in _TEXTS and bool(re.fullmatch(_TEXTS[wanted], value))
