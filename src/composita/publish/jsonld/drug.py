"""Drug: a medicine with its names, classes, doses, warnings and what it interacts with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from composita.facts import (
    Advice,
    Class,
    Dose,
    Interaction,
    Mechanism,
    NameKind,
    Special,
    Statement,
    Substance,
    Value,
    Warning,
)
from composita.publish.jsonld.node import Node, entity, named, node
from composita.publish.jsonld.schedule import schedule

_GENERIC: tuple[NameKind, ...] = ("inn", "usan", "ban", "official")
_WARNINGS = {
    "pregnancy": "pregnancyWarning",
    "breastfeeding": "breastfeedingWarning",
    "alcohol": "alcoholWarning",
    "food": "foodWarning",
    "overdose": "overdosage",
}
_NOT_WARNINGS = ("storage", "missed dose")


def drug(
    substances: Sequence[Substance], statements: Iterable[Statement], said: Mapping[str, str]
) -> Node:
    """A substance, or a combination, and what is said of it."""
    names = [substance.name for substance in substances]
    single = substances[0] if len(substances) == 1 else None
    return (
        named(substances)
        | entity(
            "Drug",
            " + ".join(names),
            f"UNII:{single.unii}" if single and ":" not in single.unii else "",
            nonProprietaryName=names,
            alternateName=_others(single) if single else [],
            activeIngredient=names,
            rxcui=single.rxcui if single else "",
        )
        | _told(statements, said)
    )


def _others(substance: Substance) -> list[str]:
    names = dict.fromkeys(name.text for name in substance.names if name.kind in _GENERIC)
    return [name for name in names if name != substance.name]


def _told(statements: Iterable[Statement], said: Mapping[str, str]) -> Node:
    """What is said by property, each thing once."""
    properties: dict[str, list[Any]] = {}
    for statement in statements:
        for name, value in _properties(statement.value, said[statement.id]):
            values = properties.setdefault(name, [])
            if value and value not in values:
                values.append(value)
    return {name: values for name, values in properties.items() if values}


def _properties(value: Value, text: str) -> Iterator[tuple[str, Any]]:
    match value:
        case Class():
            yield "drugClass", node("DrugClass", name=value.name)
        case Mechanism():
            yield "mechanismOfAction", text
        case Warning():
            yield "warning", text
        case Special():
            yield _WARNINGS.get(value.population, "warning"), text
        case Advice() if value.topic not in _NOT_WARNINGS:
            yield _WARNINGS.get(value.topic, "warning"), text
        case Interaction():
            yield from _interaction(value, text)
        case Dose() if value.phase != "step":
            most = value.phase == "maximum"
            yield "maximumIntake" if most else "doseSchedule", schedule(value, text)


def _interaction(value: Interaction, text: str) -> Iterator[tuple[str, Any]]:
    """With a medicine, or with any of a class; with alcohol or food as a warning."""
    if value.what in _WARNINGS:
        yield _WARNINGS[value.what], text
    elif value.what == "substance":
        yield "interactingDrug", node("Drug", name=value.other, description=text)
    elif value.what == "class":
        kind = node("DrugClass", name=value.other)
        yield "interactingDrug", node("Drug", drugClass=kind, description=text)
