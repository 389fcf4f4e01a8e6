"""A medication resource → an item: by UNII, by the names printed beside codes, by free text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from composita.facts import Item, Recognised
from composita.library import Library

_UNII = ("http://fdasis.nlm.nih.gov", "urn:oid:2.16.840.1.113883.4.9")
_KINDS = ("MedicationRequest", "MedicationStatement", "MedicationUsage", "MedicationDispense")


def item_of(resource: Mapping[str, Any], library: Library) -> Item | None:
    """The item that a MedicationRequest or MedicationStatement is about; None for others.

    A medicine that nobody knows is an item too: it must not go missing from the answer.
    """
    if resource.get("resourceType") not in _KINDS:
        return None
    concept = _concept(resource)
    for code in _codes(concept):
        if substance := library.substance(code):
            return Item(substance.name, (Recognised(code, "exact", substance, code),))
    names = list(_names(concept))
    found = (library.item(name) for name in names)
    known = (item for item in found if any(r.substance for r in item.recognised))
    return next(known, library.item(names[0]) if names else None)


def _concept(resource: Mapping[str, Any]) -> Mapping[str, Any]:
    """The CodeableConcept of R4 or R5."""
    medication = resource.get("medication")
    inside = medication.get("concept") if isinstance(medication, dict) else None
    concept = resource.get("medicationCodeableConcept") or inside
    return concept if isinstance(concept, dict) else {}


def _codes(concept: Mapping[str, Any]) -> Iterator[str]:
    for coding in _codings(concept):
        if coding.get("system") in _UNII and isinstance(coding.get("code"), str):
            yield coding["code"]


def _names(concept: Mapping[str, Any]) -> Iterator[str]:
    texts = [coding.get("display") for coding in _codings(concept)] + [concept.get("text")]
    yield from (text[:300] for text in texts if isinstance(text, str) and text.strip())


def _codings(concept: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    codings = concept.get("coding")
    for coding in codings if isinstance(codings, list) else ():
        if isinstance(coding, dict):
            yield coding
