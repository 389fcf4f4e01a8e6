"""CDS Hooks 2.0: medicines in a request's orders and lists → cards, and DetectedIssues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from litestar import Router, get, post
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath, JSONBody

from composita.library import Library
from composita.parse import apart
from composita.serve.cards import Card, Medicine
from composita.serve.cards import cards as made
from composita.serve.codings import items_of, medications, resources
from composita.serve.holder import Served

Json = Mapping[str, Any]

_TITLE = "Medicines taken together"
_HOOKS = ("order-select", "order-sign", "patient-view")
_PREFETCH = {
    "patient": "Patient/{{context.patientId}}",
    "requests": "MedicationRequest?patient={{context.patientId}}&status=active",
    "statements": "MedicationStatement?patient={{context.patientId}}&status=active",
    "conditions": "Condition?patient={{context.patientId}}&clinical-status=active",
}


@get("", summary="The CDS services")
async def discovery() -> dict[str, Any]:
    return {"services": [_service(hook) for hook in _HOOKS]}


def _service(hook: str) -> dict[str, Any]:
    return {
        "hook": hook,
        "id": f"composita-{hook}",
        "title": _TITLE,
        "description": "Findings for the medicines of a patient, each with its sources.",
        "prefetch": _PREFETCH,
    }


@post("/{service:str}", status_code=200, summary="Cards for the medicines of a request")
async def cards(
    holder: Served, service: FromPath[str], data: JSONBody[dict[str, Any]]
) -> dict[str, Any]:
    hook = service.removeprefix("composita-")
    if hook not in _HOOKS:
        raise NotFoundException("There is no such service; GET /cds-services lists them")
    if data.get("hook") != hook:
        raise ValidationException(f"`hook` must be {hook} for this service")
    context = data.get("context")
    if not isinstance(context, dict):
        raise ValidationException("`context` is missing")
    prefetch = data.get("prefetch")
    taken = prefetch if isinstance(prefetch, dict) else {}
    return {"cards": await holder.aside(partial(_answer, context=context, prefetch=taken))}


def _answer(library: Library, context: Json, prefetch: Json) -> list[Card]:
    medicines = list(_medicines(context, prefetch, library))
    return list(made(medicines, prefetch, library)) if medicines else []


@post("/{service:str}/feedback", status_code=200, summary="What was done with cards")
async def feedback(service: FromPath[str], data: JSONBody[dict[str, Any]]) -> None:
    """Is taken and not kept: what became of a card concerns a patient."""
    if service.removeprefix("composita-") not in _HOOKS:
        raise NotFoundException("There is no such service; GET /cds-services lists them")
    if not isinstance(data.get("feedback"), list):
        raise ValidationException("`feedback` must be a list")


def _medicines(context: Json, prefetch: Json, library: Library) -> Iterator[Medicine]:
    """The medicines of the orders, then those that the patient has already, each of these once.

    What is ordered and taken already is in both: it is a finding.
    """
    seen, found = set(), list(_resources(context, prefetch))
    known = medications(resource for resource, _ in found)
    ordered = [(items_of(resource, library, known), resource, new) for resource, new in found]
    places = [(resource, new) for items, resource, new in ordered for _ in items]
    every = apart(items for items, _, _ in ordered)
    for item, (resource, new) in zip(every, places, strict=True):
        if (item.name, new) not in seen:
            seen.add((item.name, new))
            yield Medicine(item, _reference(resource), new)


def _resources(context: Json, prefetch: Json) -> Iterator[tuple[Json, bool]]:
    for key in ("draftOrders", "medications"):
        yield from ((resource, True) for resource in resources(context.get(key)))
    for value in prefetch.values():
        yield from ((resource, False) for resource in resources(value))


def _reference(resource: Json) -> str:
    kind, id = resource.get("resourceType"), resource.get("id")
    return f"{kind}/{id}" if isinstance(kind, str) and isinstance(id, str) else ""


def router() -> Router:
    return Router("/cds-services", route_handlers=[discovery, cards, feedback], tags=["CDS Hooks"])
