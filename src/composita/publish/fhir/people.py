"""Group: the people for whom a statement holds."""

from __future__ import annotations

from typing import Any

from composita.facts import Contraindication, Indication, Interaction, Special, Statement
from composita.publish.fhir.coding import Resource, concept, identity


def group(statement: Statement) -> Resource | None:
    """The people for whom a statement holds, where it does not hold for everybody."""
    words = _people(statement.value)
    if not words:
        return None
    return {
        "resourceType": "Group",
        "id": identity(words),
        "type": "person",
        "membership": "definitional",
        "name": words,
        "characteristic": [
            {
                "code": concept("population"),
                "valueCodeableConcept": concept(words),
                "exclude": False,
            }
        ],
    }


def _people(value: Any) -> str:
    match value:
        case Indication():
            return value.population
        case Special(population, _, part):
            return f"{population}, {part}" if part else population
        case Contraindication("population", term):
            return term
        case Interaction():
            return value.case
        case _:
            return ""
