"""What `$check` and `check --file` are given, FHIR resources → a regimen and the person.

Nothing of it is kept. What it holds besides medicines and the person is told as left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from composita.errors import CompositaError
from composita.facts import Item, Patient
from composita.library import Library
from composita.parse import apart
from composita.serve.codings import (
    is_medicine,
    items_of,
    items_of_concept,
    medications,
    resources,
)
from composita.serve.people import patient_of

Json = Mapping[str, Any]


class Record(NamedTuple):
    """The items in their order, each once; the person as far as told; what was left out."""

    items: list[Item]
    patient: Patient
    left_out: tuple[str, ...] = ()


def record(data: object, library: Library) -> Record:
    """The record in a Bundle, in Parameters, in one resource, or in a list of these."""
    parameters = [*_parameters(data)]
    found = [resource for one in _given(data, parameters) for resource in resources(one)]
    known = medications(found)
    texts, left_out = [*_typed(parameters, library)], Counter[str]()
    for one in found:
        if items := items_of(one, library, known):
            texts.append(items)
        elif kind := _unread(one):
            left_out[kind] += 1
    once = apart({tuple(item.typed for item in items): items for items in texts}.values())
    told = tuple(f"{count} {kind}" for kind, count in left_out.items())
    return Record(list(once), patient_of({"asked": found}, library), told)


def _given(data: object, parameters: list[Json]) -> list[Json]:
    """What may hold resources; an error for what is no FHIR."""
    every = [one for one in _listed(data) if isinstance(one, dict) and one.get("resourceType")]
    if len(every) < len(_listed(data)):
        raise CompositaError("Send FHIR: a Bundle or Parameters with the medicines, or a list")
    inside = [one for p in parameters if isinstance(one := p.get("resource"), dict)]
    return [*(one for one in every if one["resourceType"] != "Parameters"), *inside]


def _listed(data: object) -> list[object]:
    return data if isinstance(data, list) else [data]


def _parameters(data: object) -> Iterator[Json]:
    for one in _listed(data):
        listed = one.get("parameter") if isinstance(one, dict) else None
        yield from (p for p in (listed if isinstance(listed, list) else ()) if isinstance(p, dict))


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


def _unread(resource: Json) -> str:
    """What to call a resource that the answer is not about; "" for what was read."""
    kind = str(resource.get("resourceType"))
    if is_medicine(resource):
        return f"{kind} (not taken: {resource.get('status', 'doNotPerform')})"
    return "" if kind in _READ else kind


_READ = ("Patient", "Condition", "AllergyIntolerance", "Medication")
