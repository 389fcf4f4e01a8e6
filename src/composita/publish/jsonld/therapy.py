"""MedicalTherapy and MedicalCondition: who must not use a medicine, side effects, and its uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from composita.facts import AdverseReaction, Contraindication, Indication, Statement
from composita.publish.jsonld.node import Node, entity, node


def conditions(
    medicine: Node, statements: Iterable[Statement], said: Mapping[str, str]
) -> Iterator[Node]:
    """What the medicine is for. A limit of use is no use."""
    found: dict[str, Node] = {}
    for statement in statements:
        value = statement.value
        if isinstance(value, Indication) and not value.limitation:
            text, of = said[statement.id], {"@id": medicine["@id"]}
            condition = entity(
                "MedicalCondition", value.condition, value.term, description=text, drug=of
            )
            found.setdefault(text, condition)
    yield from found.values()


def therapy(
    medicine: Node, statements: Iterable[Statement], said: Mapping[str, str]
) -> Iterator[Node]:
    """The use of the medicine: schema.org knows contraindications and side effects of therapies."""
    told: dict[str, list[Node]] = {}
    for statement in statements:
        name, found = _property(statement.value, said[statement.id])
        if name and found not in told.setdefault(name, []):
            told[name].append(found)
    if told:
        yield node("MedicalTherapy", name=medicine["name"], drug={"@id": medicine["@id"]}, **told)


def _property(value: Any, text: str) -> tuple[str, Node]:
    """The property and its value; "" for what is none. A label that names nobody names nothing."""
    match value:
        case Contraindication() if value.what != "none":
            found = entity("MedicalContraindication", value.term, value.code, description=text)
            return "contraindication", found
        case AdverseReaction():
            serious = value.group in ("boxed", "serious")
            name = "seriousAdverseOutcome" if serious else "adverseOutcome"
            return name, entity("MedicalEntity", value.term, value.code)
        case _:
            return "", {}
