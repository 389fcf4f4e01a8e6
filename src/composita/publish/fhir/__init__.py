"""FHIR R5: a page as a Bundle in which each statement points at the passages that say it."""

from __future__ import annotations

from composita.facts import Monograph
from composita.publish.fhir.bundle import bundle, resources
from composita.publish.fhir.coding import Resource

__all__ = ["Resource", "publish", "resource", "resources"]


def publish(monograph: Monograph) -> str:
    """A collection: MedicationKnowledge, ClinicalUseDefinition, Provenance and what they cite."""
    return bundle("collection", resources(monograph))


def resource(monograph: Monograph, kind: str, id: str) -> Resource | None:
    """One resource of a page, which names others as a server does: "MedicationKnowledge/…".

    A medicine's id is its UNII; a use and its Provenance have that of their statement.
    """
    found = (r for r in resources(monograph) if r["resourceType"] == kind and r["id"] == id)
    return next(found, None)
