"""What the FHIR server can do, in FHIR's own words."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

Resource = dict[str, Any]

_SEARCHES = {
    "MedicationKnowledge": {"code": "token", "name": "string"},
    "ClinicalUseDefinition": {"subject": "reference", "type": "token"},
    "Provenance": {"target": "reference"},
    "Bundle": {},
}

OPERATION: Resource = {
    "resourceType": "OperationDefinition",
    "id": "check",
    "name": "Check",
    "title": "What matters when medicines are taken together",
    "status": "active",
    "kind": "operation",
    "affectsState": False,
    "code": "check",
    "resource": ["MedicationKnowledge"],
    "system": True,
    "type": True,
    "instance": False,
    "parameter": [
        {
            "name": "medication",
            "use": "in",
            "min": 0,
            "max": "30",
            "documentation": "A medicine as text (valueString) or as a CodeableConcept.",
            "type": "Element",
        },
        {
            "name": "resource",
            "use": "in",
            "min": 0,
            "max": "*",
            "documentation": "A Bundle, or a MedicationRequest, MedicationStatement, Patient or "
            "Condition. A Bundle may also be sent by itself.",
            "type": "Resource",
        },
        {
            "name": "return",
            "use": "out",
            "min": 1,
            "max": "1",
            "documentation": "A DetectedIssue for each finding with its Provenance, and an "
            "OperationOutcome for what is not known or not said.",
            "type": "Bundle",
        },
    ],
}


def capability(base: str, edition: str) -> Resource:
    """The CapabilityStatement of a server at this address with data of this date."""
    operation = {"name": "check", "definition": f"{base}/OperationDefinition/check"}
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": edition,
        "kind": "instance",
        "software": {"name": "Composita", "version": version("composita")},
        "implementation": {"description": "A medicine reference with sources", "url": base},
        "fhirVersion": "5.0.0",
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "resource": [_resource(kind, operation) for kind in _SEARCHES],
                "operation": [operation],
            }
        ],
    }


def _resource(kind: str, operation: Resource) -> Resource:
    searches = [{"name": name, "type": type} for name, type in _SEARCHES[kind].items()]
    codes = ["read", "search-type"] if searches else ["read"]
    made: Resource = {"type": kind, "interaction": [{"code": code} for code in codes]}
    if searches:
        made["searchParam"] = searches
    if kind == "MedicationKnowledge":
        made["operation"] = [operation]
    return made
