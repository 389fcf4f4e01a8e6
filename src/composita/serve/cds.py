"""CDS Hooks 2.0: medicines in a request's orders and lists → cards, and DetectedIssues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from litestar import Router, get, post
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath, JSONBody

from composita.compose import told
from composita.facts import Finding, Item, Level, Monograph, Part
from composita.serve.codings import item_of, medications, resources
from composita.serve.holder import Holder, Served
from composita.serve.people import patient_of

Json = Mapping[str, Any]

_TITLE = "Medicines taken together"
_HOOKS = ("order-select", "order-sign", "patient-view")
_PREFETCH = {
    "patient": "Patient/{{context.patientId}}",
    "requests": "MedicationRequest?patient={{context.patientId}}&status=active",
    "statements": "MedicationStatement?patient={{context.patientId}}&status=active",
    "conditions": "Condition?patient={{context.patientId}}&clinical-status=active",
}
_INDICATOR: dict[Level, str] = {
    "contraindicated": "critical", "serious": "critical", "caution": "warning", "note": "info",
}  # fmt: skip
_SEVERITY: dict[Level, str] = {
    "contraindicated": "high", "serious": "high", "caution": "moderate", "note": "low",
}  # fmt: skip
_REASONS = {
    "benefit": "The benefit outweighs the risk",
    "monitored": "The patient is monitored for it",
    "tolerated": "The patient has taken them together before",
    "wrong": "The finding does not apply or is wrong",
}
_SUMMARY = 139  # characters of a card's summary


class Medicine(NamedTuple):
    """An item, and the resource that it stands in; `new` where it is being ordered now."""

    item: Item
    reference: str
    new: bool


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
    medicines = list(_medicines(context, prefetch if isinstance(prefetch, dict) else {}, holder))
    return {"cards": list(_cards(medicines, data, holder)) if medicines else []}


@post("/{service:str}/feedback", status_code=200, summary="What was done with cards")
async def feedback(service: FromPath[str], data: JSONBody[dict[str, Any]]) -> None:
    """Is taken and not kept: what became of a card concerns a patient."""
    if service.removeprefix("composita-") not in _HOOKS:
        raise NotFoundException("There is no such service; GET /cds-services lists them")
    if not isinstance(data.get("feedback"), list):
        raise ValidationException("`feedback` must be a list")


def _cards(medicines: list[Medicine], data: Json, holder: Holder) -> Iterator[dict[str, Any]]:
    """A card for each finding; when ordering, for those that what is ordered is part of."""
    library = holder.library
    found = library.check([one.item for one in medicines], patient_of(data.get("prefetch")))
    ordering = any(one.new for one in medicines)
    page = library.checked(found, "professional")
    for finding, part in zip(found.findings, told(found, page), strict=True):
        if not ordering or any(medicines[place].new for place in finding.items):
            yield _card(finding, part, medicines, page)
    strangers = (item for item in found.items if not any(r.substance for r in item.recognised))
    if unknown := [item.typed for item in strangers]:
        yield _unknown(unknown)


def _card(
    finding: Finding, part: Part, medicines: list[Medicine], page: Monograph
) -> dict[str, Any]:
    names = "/".join(medicines[place].item.name for place in finding.items)
    key = f"{page.data}/{finding.kind}/{finding.topic}/{names}"
    return {
        "uuid": str(uuid5(NAMESPACE_URL, key)),
        "summary": _short(part.title),
        "detail": _detail(part, page),
        "indicator": _INDICATOR[finding.level],
        "source": {"label": "Composita", "topic": {"code": finding.kind, "display": finding.kind}},
        **_suggestions(finding, medicines),
        "overrideReasons": [{"code": code, "display": text} for code, text in _REASONS.items()],
        "extension": {"org.composita.detectedIssue": _issue(finding, part.title, medicines)},
    }


def _suggestions(finding: Finding, medicines: list[Medicine]) -> dict[str, Any]:
    """To take back what is being ordered, where the finding is critical."""
    if _INDICATOR[finding.level] != "critical":
        return {}
    orders = [medicines[place] for place in finding.items if medicines[place].new]
    made = [_without(order) for order in orders if order.reference]
    return {"suggestions": made, "selectionBehavior": "at-most-one"} if made else {}


def _without(order: Medicine) -> dict[str, Any]:
    label = f"Take back the order of {order.item.name}"
    action = {"type": "delete", "description": label, "resourceId": [order.reference]}
    return {
        "label": _short(label),
        "uuid": str(uuid5(NAMESPACE_URL, f"{order.reference} {label}")),
        "actions": [action],
    }


def _detail(part: Part, page: Monograph) -> str:
    """The sentences as Markdown, each with the titles of its sources."""
    titles = {note.number: f"{note.title} ({note.source})" for note in page.notes}
    lines = [
        f"* {sentence.text} — {'; '.join(titles[number] for number in sentence.notes)}"
        for sentence in part.sentences
    ]
    return "\n".join([*lines, part.remark]).strip()


def _short(text: str) -> str:
    return text if len(text) <= _SUMMARY else f"{text[: _SUMMARY - 1]}…"


def _issue(finding: Finding, title: str, medicines: list[Medicine]) -> dict[str, Any]:
    """The finding as a FHIR R5 DetectedIssue."""
    implicated = [medicines[place] for place in finding.items]
    return {
        "resourceType": "DetectedIssue",
        "status": "preliminary",
        "severity": _SEVERITY[finding.level],
        "code": {"text": title},
        "implicated": [
            {"reference": one.reference} if one.reference else {"display": one.item.name}
            for one in implicated
        ],
    }


def _unknown(names: list[str]) -> dict[str, Any]:
    """That a medicine is not known, so that no finding about it does not look like an answer."""
    summary = f"Not recognised, and not checked: {', '.join(names)}"
    return {
        "uuid": str(uuid5(NAMESPACE_URL, summary)),
        "summary": _short(summary),
        "indicator": "info",
        "source": {"label": "Composita"},
    }


def _medicines(context: Json, prefetch: Json, holder: Holder) -> Iterator[Medicine]:
    """The medicines of the orders, then those that the patient has already, each of these once.

    What is ordered and taken already is in both: it is a finding.
    """
    seen, found = set(), list(_resources(context, prefetch))
    known = medications(resource for resource, _ in found)
    for resource, new in found:
        item = item_of(resource, holder.library, known)
        if item and (item.name, new) not in seen:
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
