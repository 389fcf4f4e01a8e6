"""MedicationKnowledge: a medicine with its codes, names and classes, and how it is dosed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from composita.facts import (
    Advice,
    Class,
    Dose,
    EnzymeRole,
    Mechanism,
    NameKind,
    Statement,
    Substance,
)
from composita.publish.fhir.coding import (
    RXNORM,
    UNII,
    Resource,
    coding,
    concept,
    filled,
    identity,
    reference,
)
from composita.publish.fhir.dosage import dosage

T = TypeVar("T")

_GENERIC: tuple[NameKind, ...] = ("inn", "usan", "ban", "official")
_CLASS_SYSTEMS = {
    "EPC": "http://va.gov/terminology/medrt",
    "MoA": "http://va.gov/terminology/medrt",
    "PE": "http://va.gov/terminology/medrt",
    "CS": "http://va.gov/terminology/medrt",
    "MeSH PA": "http://terminology.hl7.org/CodeSystem/MSH",
    "ATC": "http://www.whocc.no/atc",
}


def shell(substances: Sequence[Substance]) -> Resource:
    """The medicine itself, to which other resources can refer: one substance, or a combination."""
    names = " + ".join(substance.name for substance in substances)
    codes = _codes(substances[0]) if len(substances) == 1 else []
    generic = {n.text: None for s in substances for n in s.names if n.kind in _GENERIC}
    return filled(
        resourceType="MedicationKnowledge",
        id=identity(*sorted(substance.unii for substance in substances)),
        status="active",
        code=concept(names, *codes),
        name=list(generic) if len(substances) == 1 else [names],
        definitional={"ingredient": [_ingredient(substance) for substance in substances]},
    )


def knowledge(
    medicine: Resource,
    statements: Sequence[Statement],
    texts: Mapping[str, str],
    definitions: Iterable[Resource],
) -> Resource:
    """The medicine with what is said of it, each piece with its statement's id."""
    return medicine | filled(
        medicineClassification=[c for c in map(_classification, statements) if c],
        indicationGuideline=_guidelines(statements, texts),
        storageGuideline=[
            filled(id=s.id, note=[{"text": texts[s.id]}]) for s in statements if _is_storage(s)
        ],
        clinicalUseIssue=[reference(definition) for definition in definitions],
    )


def holds(statement: Statement) -> bool:
    """Whether such a statement is a piece of the medicine, and no resource of its own."""
    kinds = (Class, Dose, EnzymeRole, Mechanism)
    return isinstance(statement.value, kinds) or _is_storage(statement)


def _is_storage(statement: Statement) -> bool:
    return isinstance(statement.value, Advice) and statement.value.topic == "storage"


def _codes(substance: Substance) -> list[Resource]:
    known = ((UNII, "" if ":" in substance.unii else substance.unii), (RXNORM, substance.rxcui))
    return [coding(system, code, substance.name) for system, code in known if code]


def _ingredient(substance: Substance) -> Resource:
    return {"item": {"concept": concept(substance.name, *_codes(substance))}}


def _classification(statement: Statement) -> Resource | None:
    match statement.value:
        case Class(name, system, code):
            known = code and system in _CLASS_SYSTEMS
            codes = [coding(_CLASS_SYSTEMS[system], code, name)] if known else []
            kind, is_a = system, concept(name, *codes)
        case Mechanism(action, target):
            kind, is_a = "mechanism of action", concept(f"{action} {target}".strip())
        case EnzymeRole(enzyme, role, strength):
            kind, is_a = "enzyme or transporter", concept(f"{strength} {role} of {enzyme}".strip())
        case _:
            return None
    return {"id": statement.id, "type": concept(kind), "classification": [is_a]}


def _guidelines(statements: Sequence[Statement], texts: Mapping[str, str]) -> list[Resource]:
    """Doses by what they are for, then by whom."""
    doses = [(s, s.value) for s in statements if isinstance(s.value, Dose)]
    return [
        filled(
            indication=[{"concept": concept(str(condition))}] if condition else [],
            dosingGuideline=[
                filled(
                    dosage=[_typed(s, dose, texts) for s, dose in for_them],
                    patientCharacteristic=_characteristics(for_them[0][1]),
                )
                for for_them in _grouped(for_it, lambda said: _people(said[1])).values()
            ],
        )
        for condition, for_it in _grouped(doses, lambda said: said[1].condition).items()
    ]


def _typed(statement: Statement, dose: Dose, texts: Mapping[str, str]) -> Resource:
    kind = concept(dose.phase or "stated")
    return {"type": kind, "dosage": [dosage(dose, statement.id, texts[statement.id])]}


def _people(dose: Dose) -> tuple[tuple[str, str], ...]:
    """Whom a dose is for, as far as its source says."""
    stated = {
        "population": dose.population,
        "age": dose.age,
        "weight": dose.weight,
        "creatinine clearance": dose.renal,
        "case": dose.case,
    }
    return tuple((kind, words) for kind, words in stated.items() if words)


def _characteristics(dose: Dose) -> list[Resource]:
    return [
        {"type": concept(kind), "valueCodeableConcept": concept(words)}
        for kind, words in _people(dose)
    ]


def _grouped(members: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    groups: dict[Hashable, list[T]] = {}
    for member in members:
        groups.setdefault(key(member), []).append(member)
    return groups
