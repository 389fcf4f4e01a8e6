"""Provenance: from each statement to the characters of the documents that say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date as Date  # noqa: N812

from composita.facts import Document, Passage, Statement
from composita.publish.fhir.coding import Resource, concept, filled, identity, reference
from composita.publish.sources import web_address

# A passage is told in the words of the W3C's Web Annotation vocabulary; its hash in SPDX's.
_OA = "http://www.w3.org/ns/oa#"
_HASH = "http://spdx.org/rdf/terms#checksumValue"
_ELEMENT = "http://hl7.org/fhir/StructureDefinition/targetElement"
_ROLES = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"


def source(document: Document) -> Resource:
    """The edition of a document as a DocumentReference."""
    return filled(
        resourceType="DocumentReference",
        id=identity(document.id),
        identifier=[{"value": document.id}],
        version=document.version,
        status="current",
        description=document.title,
        content=[
            {
                "attachment": filled(
                    language=document.language,
                    url=web_address(document.url),
                    title=document.title,
                    creation=date(document.date),
                )
            }
        ],
    )


def provenance(
    statement: Statement, target: Resource, documents: Mapping[str, Document]
) -> Resource:
    """Where a statement stands. `target` is its own resource, or the one that holds it."""
    held = target["resourceType"] == "MedicationKnowledge"
    element = {"extension": [{"url": _ELEMENT, "valueUri": statement.id}]} if held else {}
    return origin(statement.id, reference(target, **element), statement.passages, documents)


def origin(
    id: str, target: Resource, passages: Iterable[Passage], documents: Mapping[str, Document]
) -> Resource:
    """The Provenance of what `target` refers to, with the places where it stands."""
    return {
        "resourceType": "Provenance",
        "id": id,
        "target": [target],
        "activity": concept("extraction by rules"),
        "agent": [
            {
                "type": {"coding": [{"system": _ROLES, "code": "assembler"}]},
                "who": {"display": "Composita"},
            }
        ],
        "entity": [
            {"role": "source", "what": _place(passage, documents[passage.document])}
            for passage in passages
        ],
    }


def date(text: str) -> str:
    """A year, month or day as it is; "" for what is none."""
    return text if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) and _is_day(first_day(text)) else ""


def first_day(date: str) -> str:
    """The first day of a year, month or day."""
    return date + "-01-01"[len(date) - 4 :]


def _is_day(text: str) -> bool:
    try:
        return bool(Date.fromisoformat(text))
    except ValueError:
        return False


def _place(passage: Passage, document: Document) -> Resource:
    section = document.section(passage.section)
    return filled(
        extension=[
            {"url": f"{_OA}FragmentSelector", "valueString": passage.section},
            {
                "url": f"{_OA}TextPositionSelector",
                "extension": [
                    {"url": f"{_OA}start", "valueInteger": passage.start},
                    {"url": f"{_OA}end", "valueInteger": passage.end},
                ],
            },
            {"url": _HASH, "valueString": passage.hash},
        ],
        reference=f"DocumentReference/{identity(passage.document)}",
        display=section.title if section else "",
    )
