"""What matters of some medicines → the cards of CDS Hooks, each with a DetectedIssue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from msgspec.structs import replace

from composita.check import concerning
from composita.compose import told
from composita.facts import Check, Finding, Item, Level, Monograph, Part
from composita.library import Library
from composita.serve.people import patient_of

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


Card = dict[str, Any]


def cards(medicines: list[Medicine], prefetch: object, library: Library) -> Iterator[Card]:
    """A card for each finding, and for pairs without one; when ordering, only for what is
    ordered, each with the level of its own pairs."""
    found = library.check([one.item for one in medicines], patient_of(prefetch, library))
    if new := [place for place, one in enumerate(medicines) if one.new]:
        found = concerning(found, new)
    found = _among_known(found)
    page = library.checked(found, "professional")
    for finding, part in zip(found.findings, told(found, page), strict=True):
        yield _card(finding, part, medicines, page)
    names = ((item, name) for item in found.items for name in item.recognised)
    if unknown := [name.typed or item.typed for item, name in names if not name.substance]:
        yield _unknown(unknown)
    yield from _of_the_person(page)
    for whole in (part for part in page.parts if part.key == "unsaid"):
        yield from (_unsaid(part, found) for part in whole.parts)


def _among_known(found: Check) -> Check:
    """Without pairs of a name that is not recognised: a card of its own tells of that."""
    known = [all(name.substance for name in item.recognised) for item in found.items]
    pairs = tuple(pair for pair in found.pairs if all(known[place] for place in pair.items))
    return replace(found, pairs=pairs)


def _of_the_person(page: Monograph) -> Iterator[Card]:
    """One card for all that was told of the person and is no finding: silence is no answer."""
    told = next((part.parts for part in page.parts if part.key == "told"), ())
    unsaid = [f"* {one.title}: {p.title}: {p.silent}" for one in told for p in one.parts]
    strange = [f"* {one.silent}" for one in told if one.silent]
    if unsaid or strange:
        yield {
            "uuid": str(uuid5(NAMESPACE_URL, "\n".join([page.data, *strange, *unsaid]))),
            "summary": "Told of the person: what was not recognised, not read or not said",
            "detail": "\n".join([*strange, *unsaid]),
            "indicator": "info",
            "source": {"label": "Composita"},
        }


def _card(finding: Finding, part: Part, medicines: list[Medicine], page: Monograph) -> Card:
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
    """To take back what is being ordered, where that is part of what is critical."""
    if _INDICATOR[finding.level] != "critical":
        return {}
    orders = [medicines[place] for place in sorted(finding.carried_by) if medicines[place].new]
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


def _unknown(names: list[str]) -> Card:
    """That a medicine is not known, so that no finding about it does not look like an answer."""
    summary = f"Not recognised, and not checked: {', '.join(names)}"
    return {
        "uuid": str(uuid5(NAMESPACE_URL, summary)),
        "summary": _short(summary),
        "indicator": "info",
        "source": {"label": "Composita"},
    }


def _unsaid(part: Part, found: Check) -> Card:
    """That sources say nothing of some pairs, or that nobody was asked: no finding is no answer."""
    pairs = (pair.items for pair in found.pairs if pair.answer == part.key)
    names = ("/".join(found.items[place].name for place in pair) for pair in pairs)
    return {
        "uuid": str(uuid5(NAMESPACE_URL, part.silent)),
        "summary": _short(f"{part.title}: {', '.join(names)}"),
        "detail": part.silent,
        "indicator": "info",
        "source": {"label": "Composita", "topic": {"code": part.key, "display": part.title}},
    }
