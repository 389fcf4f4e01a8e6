"""What we promise of a Bundle beyond FHIR's schema: each rule gives what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

PASSAGE = {"FragmentSelector", "TextPositionSelector", "checksumValue"}


def entries(bundle: Json, kind: str) -> dict[str, Json]:
    """The resources of a kind in a Bundle, by address."""
    return {
        entry["fullUrl"]: entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == kind
    }


def broken(bundle: Json) -> list[str]:
    """Everything that breaks one of the rules."""
    return [f"{rule.__name__}: {what}" for rule in RULES for what in rule(bundle)]


def an_address_stands_once(bundle: Json) -> Iterator[str]:
    """`fullUrl` is unique."""
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    yield from {address for address in addresses if addresses.count(address) > 1}


def references_lead_to_entries(bundle: Json) -> Iterator[str]:
    """Whatever a resource names stands in the same Bundle."""
    named = {v["reference"] for v in _walked(bundle) if isinstance(v, dict) and "reference" in v}
    yield from named - {entry["fullUrl"] for entry in bundle["entry"]}


def every_use_has_a_provenance(bundle: Json) -> Iterator[str]:
    """No ClinicalUseDefinition that is the target of none."""
    origins = entries(bundle, "Provenance").values()
    yield from entries(bundle, "ClinicalUseDefinition").keys() - {_target(o) for o in origins}


def a_provenance_gives_passages(bundle: Json) -> Iterator[str]:
    """Document, section, characters and hash, at least once."""
    for address, origin in entries(bundle, "Provenance").items():
        places = [entity["what"] for entity in origin["entity"]]
        told = [{e["url"].rpartition("#")[2] for e in place["extension"]} for place in places]
        if not told or any(urls != PASSAGE for urls in told):
            yield address


def an_element_pointed_at_is_there(bundle: Json) -> Iterator[str]:
    """A Provenance of a dose or class gives the id of an element of that medicine."""
    medicines = {
        address: {v["id"] for v in _walked(medicine) if isinstance(v, dict) and "id" in v}
        for address, medicine in entries(bundle, "MedicationKnowledge").items()
    }
    for origin in entries(bundle, "Provenance").values():
        for extension in origin["target"][0].get("extension", ()):
            if extension["valueUri"] not in medicines[_target(origin)]:
                yield extension["valueUri"]


def nothing_is_empty(bundle: Json) -> Iterator[str]:
    """FHIR has no empty strings, lists or objects."""
    yield from (repr(value) for value in _walked(bundle) if value in ("", [], {}, None))


RULES = (
    an_address_stands_once,
    references_lead_to_entries,
    every_use_has_a_provenance,
    a_provenance_gives_passages,
    an_element_pointed_at_is_there,
    nothing_is_empty,
)


def _target(origin: Json) -> str:
    return str(origin["target"][0]["reference"])


def _walked(value: Any) -> Iterator[Any]:
    """The value and everything in it."""
    yield value
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for member in below:
        yield from _walked(member)
