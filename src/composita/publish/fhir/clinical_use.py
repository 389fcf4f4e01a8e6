"""ClinicalUseDefinition: what a medicine is for, who must not use it, what it does with others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from composita.facts import (
    AdverseReaction,
    Advice,
    Contraindication,
    Indication,
    Interaction,
    Special,
    Statement,
    Warning,
)
from composita.publish.fhir.coding import (
    Resource,
    coded,
    coding,
    concept,
    filled,
    reference,
)
from composita.publish.fhir.people import group

# Codes of FHIR's own example value sets (R5), for what they say in the same words.
_USES = {
    "treatment": "Treatment",
    "prevention": "Prevention",
    "relief": "Alleviation",
    "diagnosis": "Diagnosis",
}
_FREQUENCIES = {"common": "Common", "uncommon": "Uncommon", "rare": "Rare"}
_TYPES = {
    "contraindication": "contraindication",
    "indication": "indication",
    "interaction": "interaction",
    "undesirableEffect": "undesirable-effect",
    "warning": "warning",
}
_WITH = {
    "substance": "drug-drug",
    "class": "drug-drug",
    "enzyme": "drug-drug",
    "food": "drug-food",
    "alcohol": "drug-food",
    "test": "drug-test",
}


def definition(statement: Statement, medicine: Resource, text: str) -> Resource | None:
    """The statement as a clinical use of the medicine; None where it is none.

    `text` is the sentence of the page, which is ours: the source's words are not repeated.
    """
    build = _BUILDERS.get(type(statement.value))
    use = build(statement.value, text) if build else None
    if use is None:
        return None
    people = group(statement)
    return filled(
        resourceType="ClinicalUseDefinition",
        id=statement.id,
        type=_TYPES[next(iter(use))],
        category=_categories(statement.value),
        subject=[reference(medicine)],
        population=[reference(people)] if people else [],
        **use,
    )


def _categories(value: Any) -> list[Resource]:
    """Where the source puts it: in the box, among the serious, at its own level."""
    match value:
        case Warning(_, boxed=True):
            return [concept("boxed warning")]
        case AdverseReaction() if value.group:
            return [concept(value.group)]
        case Interaction() if value.level:
            return [concept(value.level)]
        case Special() | Advice():
            return [concept(value.population if isinstance(value, Special) else value.topic)]
        case _:
            return []


def _indication(value: Indication, text: str) -> Resource:
    if value.limitation:
        return {"warning": {"description": text, "code": concept("limitation of use")}}
    role = value.role
    uses = (
        [coding("http://hl7.org/fhir/product-intended-use", _USES[role])] if role in _USES else []
    )
    return {
        "indication": filled(
            diseaseSymptomProcedure={"concept": coded(value.condition, value.term)},
            intendedEffect={"concept": concept(role, *uses)} if role else {},
        )
    }


def _contraindication(value: Contraindication, _text: str) -> Resource | None:
    """None for "names nobody": that is no contraindication, and no sign that there are none."""
    if value.what == "none":
        return None
    what = {"concept": coded(value.term, value.code)}
    if value.what in ("substance", "class"):
        other = {"relationshipType": concept("together with"), "treatment": what}
        return {"contraindication": {"otherTherapy": [other]}}
    return {"contraindication": {"diseaseSymptomProcedure": what}}


def _interaction(value: Interaction, _text: str) -> Resource:
    kind = _WITH.get(value.what, "other")
    effects = ", ".join(value.effects)
    return {
        "interaction": filled(
            interactant=[{"itemCodeableConcept": concept(value.other)}],
            type=concept(value.what, coding("http://hl7.org/fhir/interaction-type", kind)),
            effect={"concept": concept(effects)} if effects else {},
            management=[concept(value.action)] if value.action else [],
        )
    }


def _reaction(value: AdverseReaction, _text: str) -> Resource:
    return {
        "undesirableEffect": filled(
            symptomConditionEffect={"concept": coded(value.term, value.code)},
            frequencyOfOccurrence=_frequency(value),
        )
    }


def _frequency(value: AdverseReaction) -> Resource:
    """In the source's words and numbers; FHIR's example codes know only three of the EU's words."""
    words = [value.frequency, _percent(value.percent), _percent(value.comparator, "comparator ")]
    text = "; ".join(filter(None, words))
    code = _FREQUENCIES.get(value.frequency)
    system = "http://hl7.org/fhir/undesirable-effect-frequency"
    return concept(text, *([coding(system, code)] if code else []))


def _percent(of_people: tuple[float, float] | None, whose: str = "") -> str:
    if not of_people:
        return ""
    low, high = of_people
    return f"{whose}{low:g} to {high:g} %" if high > low else f"{whose}{low:g} %"


def _warning(value: Warning, text: str) -> Resource:
    return {"warning": filled(description=text, code=coded(value.topic, value.code))}


def _special(value: Special, text: str) -> Resource:
    return {"warning": filled(description=text, code=concept(value.advice))}


def _advice(value: Advice, text: str) -> Resource | None:
    if value.topic == "storage":
        return None
    return {"warning": filled(description=text, code=concept(value.code))}


_BUILDERS: dict[type[Any], Callable[[Any, str], Resource | None]] = {
    Indication: _indication,
    Contraindication: _contraindication,
    Interaction: _interaction,
    AdverseReaction: _reaction,
    Warning: _warning,
    Special: _special,
    Advice: _advice,
}
