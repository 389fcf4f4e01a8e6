"""FHIR R5: a page as a Bundle in which each statement points at the passages that say it."""

from __future__ import annotations

from composita.facts import Monograph
from composita.publish.fhir.bundle import bundle, resources

__all__ = ["publish"]


def publish(monograph: Monograph) -> str:
    """A collection: MedicationKnowledge, ClinicalUseDefinition, Provenance and what they cite."""
    return bundle("collection", resources(monograph))
