"""A medication resource → an item: by its codes, by the names printed beside them, by free text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from composita.facts import Item, Recognised, Substance
from composita.library import Library

Json = Mapping[str, Any]

_KINDS = (
    "MedicationRequest", "MedicationStatement", "MedicationUsage", "MedicationDispense",
    "MedicationAdministration",
)  # fmt: skip
_NOT_TAKEN = (
    "cancelled", "completed", "ended", "entered-in-error", "not-done", "not-taken", "stopped",
)  # fmt: skip
_LONGEST = 300  # characters of a name


def is_medicine(resource: Json) -> bool:
    """Whether it tells of a medicine that somebody takes, took, or is to take."""
    return resource.get("resourceType") in _KINDS


def resources(bundle: object) -> Iterator[Json]:
    """The resources of a Bundle; a resource by itself; nothing of what is neither."""
    if not isinstance(bundle, dict):
        return
    if bundle.get("resourceType") not in (None, "Bundle"):
        yield bundle
    entries = bundle.get("entry")
    for entry in entries if isinstance(entries, list) else ():
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict):
            yield {**resource, _ADDRESS: entry.get("fullUrl")}


_ADDRESS = "fullUrl"  # of its entry: others may refer to a resource by it


def medications(found: Iterable[Json]) -> dict[str, Json]:
    """The Medication resources among these, by what others call them."""
    every = [one for one in found if one.get("resourceType") == "Medication"]
    by_address = {str(one[_ADDRESS]): one for one in every if one.get(_ADDRESS)}
    return by_address | {f"Medication/{one.get('id')}": one for one in every}


def items_of(resource: Json, library: Library, known: Mapping[str, Json]) -> tuple[Item, ...]:
    """The items that a MedicationRequest or MedicationStatement is about; none for others, and for
    what is not taken. `known` are Medications that it may refer to.

    A medicine that nobody knows is an item too: it must not go missing from the answer.
    """
    if resource.get("resourceType") not in _KINDS or _is_not_taken(resource):
        return ()
    return items_of_concept(_concept(resource, known), library)


def items_of_concept(concept: Json, library: Library) -> tuple[Item, ...]:
    """The items that a CodeableConcept names, one for each part of a product.

    Its words tell more than its code (a dose, a form), so they are taken where both mean the same.
    """
    told = [library.items(name) for name in _names(concept)]
    coded = next(filter(None, (_meant(coding, library) for coding in _codings(concept))), ())
    if coded:
        alike = (items for items in told if {*_substances(items)} == {s.unii for s in coded})
        return next(alike, (_item(coded),))
    known = (items for items in told if any(_substances(items)))
    unnamed = Item("a medicine without a name", (Recognised("", "none"),))
    return next(known, told[0] if told else (unnamed,))


def _item(substances: tuple[Substance, ...]) -> Item:
    recognised = tuple(Recognised(s.name, "exact", s, s.name) for s in substances)
    return Item(" + ".join(s.name for s in substances), recognised)


def _substances(items: Iterable[Item]) -> Iterator[str]:
    names = (name for item in items for name in item.recognised)
    return (name.substance.unii for name in names if name.substance)


def _meant(coding: Json, library: Library) -> tuple[Substance, ...]:
    system, code = coding.get("system"), coding.get("code")
    if isinstance(system, str) and isinstance(code, str):
        return library.coded(system, code)
    return ()


def _is_not_taken(resource: Json) -> bool:
    """Whether its status says that it is not taken (any more)."""
    return resource.get("doNotPerform") is True or resource.get("status") in _NOT_TAKEN


def _concept(resource: Json, known: Mapping[str, Json]) -> Json:
    """The CodeableConcept of R4 or R5, or that of the Medication referred to."""
    medication = resource.get("medication")
    of_r5: Json = medication if isinstance(medication, dict) else {}
    reference = resource.get("medicationReference") or of_r5.get("reference")
    concept = resource.get("medicationCodeableConcept") or of_r5.get("concept")
    if isinstance(concept, dict) and concept:
        return concept
    return _referred(reference, resource, known) if isinstance(reference, dict) else {}


def _referred(reference: Json, resource: Json, known: Mapping[str, Json]) -> Json:
    contained = resource.get("contained")
    inside = [one for one in contained if isinstance(one, dict)] if isinstance(contained, list) else []  # fmt: skip  # noqa: E501
    address = str(reference.get("reference"))
    at_hand = {f"#{one.get('id')}": one for one in inside} | dict(known)
    code = (at_hand.get(address) or at_hand.get(_relative(address)) or {}).get("code")
    return code if isinstance(code, dict) else {"text": reference.get("display")}


def _relative(address: str) -> str:
    """ "Medication/1", of an absolute address or of one version of it."""
    found = re.search(r"Medication/[^/]+(?=/_history/|$)", address)
    return found[0] if found else address


def _names(concept: Json) -> Iterator[str]:
    texts = [coding.get("display") for coding in _codings(concept)] + [concept.get("text")]
    yield from (text[:_LONGEST] for text in texts if isinstance(text, str) and text.strip())


def _codings(concept: Json) -> Iterator[Json]:
    codings = concept.get("coding")
    for coding in codings if isinstance(codings, list) else ():
        if isinstance(coding, dict):
            yield coding
