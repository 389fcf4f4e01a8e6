"""What `$check` is given, Parameters or a Bundle → the items of a regimen and the person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from litestar.exceptions import ValidationException

from composita.facts import Item, Patient
from composita.library import Library
from composita.parse import apart
from composita.serve.codings import items_of, items_of_concept, medications, resources
from composita.serve.people import patient_of

Json = Mapping[str, Any]


def asked(data: Json, library: Library) -> tuple[list[Item], Patient]:
    """The items in their order, each once, and the person as far as resources tell."""
    if data.get("resourceType") not in ("Bundle", "Parameters"):
        raise ValidationException("Send a Bundle or Parameters with the medicines")
    parameters = [*_parameters(data)]
    given = [data] if data["resourceType"] == "Bundle" else [p.get("resource") for p in parameters]
    found = [resource for one in given for resource in resources(one)]
    known = medications(found)
    texts = [*_typed(parameters, library), *(items_of(one, library, known) for one in found)]
    items = apart({tuple(item.typed for item in items): items for items in texts}.values())
    return list(items), patient_of({"asked": found})


def _parameters(data: Json) -> Iterator[Json]:
    listed = data.get("parameter")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict):
            yield one


def _typed(parameters: list[Json], library: Library) -> Iterator[tuple[Item, ...]]:
    """The medicines given as text or concepts by parameters of the name `medication`."""
    for one in parameters:
        text, concept = one.get("valueString"), one.get("valueCodeableConcept")
        if one.get("name") != "medication":
            continue
        if isinstance(text, str) and text.strip():
            yield library.items(text)
        elif isinstance(concept, dict):
            yield items_of_concept(concept, library)
