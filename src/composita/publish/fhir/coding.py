"""What FHIR resources are made of: concepts with their codes, amounts, references to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

Resource = dict[str, Any]

UNII = "http://fdasis.nlm.nih.gov"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
_UCUM = "http://unitsofmeasure.org"

# The systems behind the prefixes of facts' codes ("MESH:D003865").
_SYSTEMS = {
    "UNII": UNII,
    "HP": "http://human-phenotype-ontology.org",
    "MESH": "http://terminology.hl7.org/CodeSystem/MSH",
    "UMLS": "http://terminology.hl7.org/CodeSystem/umls",
}
_PREFIXED = ("HP",)  # systems whose codes keep the prefix


def filled(**fields: Any) -> Resource:
    """The fields that hold something: FHIR allows nothing empty."""
    return {name: value for name, value in fields.items() if value or value is False or value == 0}


def coding(system: str, code: str, display: str = "") -> Resource:
    return filled(system=system, code=code, display=display)


def concept(text: str, *codings: Resource) -> Resource:
    return filled(coding=list(codings), text=text)


def coded(term: str, code: str) -> Resource:
    """A term as a concept, with its code where that is of a system we can name."""
    prefix, _, rest = code.partition(":")
    if not rest or prefix not in _SYSTEMS:
        return concept(term)
    return concept(term, coding(_SYSTEMS[prefix], code if prefix in _PREFIXED else rest))


def quantity(value: float, unit: str) -> Resource:
    """An amount of a UCUM unit, shown without the braces of what is only counted."""
    return {"value": plain(value), "unit": re.sub(r"[{}]", "", unit), "system": _UCUM, "code": unit}


def plain(value: float) -> float:
    """25 rather than 25.0: FHIR takes the digits after the point for precision."""
    return int(value) if value == int(value) else value


def reference(resource: Resource, **more: Any) -> Resource:
    return {"reference": key(resource), **more}


def key(resource: Resource) -> str:
    """ "Group/adults": what a resource is called by the others."""
    return f"{resource['resourceType']}/{resource['id']}"


def identity(*words: str) -> str:
    """An id that FHIR allows, the same for the same words: these themselves, if they are one."""
    joined = "-".join(words)
    if re.fullmatch(r"[A-Za-z0-9.-]{1,64}", joined):
        return joined
    return blake2b(joined.encode(), digest_size=8).hexdigest()


def each_once(resources: Iterable[Resource]) -> list[Resource]:
    """The resources by id, in the order in which they first come."""
    return list({resource["id"]: resource for resource in resources}.values())
