"""FHIR R5: valid by its schema, whole in itself, and each statement traced to its passages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fhir.resources.bundle import Bundle

from composita.facts import (
    AdverseReaction,
    Advice,
    Class,
    Contraindication,
    Dose,
    EnzymeRole,
    Indication,
    Interaction,
    Mechanism,
    Special,
    Value,
    Warning,
)
from composita.publish import fhir
from composita.publish.fhir.coding import identity
from composita.publish.fhir.dosage import dosage
from composita.publish.fhir.provenance import date
from fhir_rules import broken, entries
from invented import PAGES, document, facts, page, small_page

Json = dict[str, Any]

EVERY_KIND = (
    Indication("migraine", "MESH:D008881", "adults", "prevention"),
    Indication("bipolar depression", limitation=True),
    Dose(25, 50, "mg", "dose", "oral", phase="start", every_hours=(6, 8), condition="headache"),
    Contraindication("class", "MAO inhibitors"),
    Contraindication("none", "none"),
    Warning("seizures", boxed=True),
    AdverseReaction("nausea", code="HP:0002018", frequency="common", percent=(3, 4)),
    Interaction("alcohol", "alcohol", "avoid", level="critical", case="older people"),
    Class("Tricyclic Antidepressant", "EPC", "N0000175752"),
    Mechanism("blocks", "serotonin reuptake"),
    EnzymeRole("CYP3A4", "inhibitor", "strong"),
    Special("pregnancy", "avoid", "third trimester"),
    Advice("storage", "temperature", "20 to 25 °C"),
    Advice("stopping", "do not stop suddenly"),
)


def of_values(*values: Value) -> Json:
    """The Bundle of a page about Exemplamine on which these values stand."""
    label = document("us", "exem-1", "Exempla tablet", "indications", date="2026-03-01")
    made = small_page(
        *facts(label, "indications", *values), documents=(label,), view="professional"
    )
    bundle: Json = json.loads(fhir.publish(made))
    return bundle


def use(value: Value) -> Json:
    """The ClinicalUseDefinition of a value."""
    (found,) = entries(of_values(value), "ClinicalUseDefinition").values()
    return found


@pytest.mark.parametrize("name", [*PAGES, "every kind"])
def test_a_bundle_is_valid_and_keeps_our_rules(name: str) -> None:
    """The schema of FHIR R5, as fhir.resources has it; references, provenance, nothing empty."""
    known = name in PAGES
    made = fhir.publish(page(name, "professional")) if known else json.dumps(of_values(*EVERY_KIND))
    Bundle.model_validate_json(made)
    assert broken(json.loads(made)) == []


def test_one_resource_can_be_read_by_its_id() -> None:
    """A medicine by its UNII, a use by its statement; others are named as a server names them."""
    made = page("one-medicine")
    told = next(s for s in made.statements if isinstance(s.value, Contraindication))
    use = fhir.resource(made, "ClinicalUseDefinition", told.id)
    assert use is not None
    assert use["subject"] == [{"reference": "MedicationKnowledge/EXEM000001"}]
    assert fhir.resource(made, "MedicationKnowledge", "EXEM000001") is not None
    assert fhir.resource(made, "MedicationKnowledge", "NULL000004") is None


def test_two_runs_are_the_same_bytes() -> None:
    """UUIDs come from what a resource is called, not from chance."""
    assert fhir.publish(page("two-medicines")) == fhir.publish(page("two-medicines"))


def test_a_medicine_has_its_codes_and_classes() -> None:
    """UNII for the substance, MED-RT for the class that regulators use."""
    (medicine,) = entries(of_values(*EVERY_KIND), "MedicationKnowledge").values()
    unii = {"system": "http://fdasis.nlm.nih.gov", "code": "EXEM000001", "display": "Exemplamine"}
    assert medicine["code"] == {"coding": [unii], "text": "Exemplamine"}
    assert medicine["name"] == ["Exemplamine", "Exemplaminum"]
    kinds = {c["type"]["text"]: c["classification"][0] for c in medicine["medicineClassification"]}
    assert kinds["EPC"]["coding"][0]["system"] == "http://va.gov/terminology/medrt"
    assert kinds["mechanism of action"] == {"text": "blocks serotonin reuptake"}
    assert kinds["enzyme or transporter"] == {"text": "strong inhibitor of CYP3A4"}


def test_a_combination_has_a_medicine_of_its_own() -> None:
    """What a product of both is dosed like is not said of either."""
    medicines = entries(json.loads(fhir.publish(page("two-medicines"))), "MedicationKnowledge")
    both = next(m for m in medicines.values() if m["code"]["text"] == "Exemplamine + Testoprol")
    assert [i["item"]["concept"]["text"] for i in both["definitional"]["ingredient"]] == [
        "Exemplamine",
        "Testoprol",
    ]
    assert both["indicationGuideline"][0]["dosingGuideline"][0]["dosage"]


def test_a_use_says_what_for_and_for_whom() -> None:
    """The condition with its MeSH code, the role, and adults as a Group."""
    bundle = of_values(Indication("migraine", "MESH:D008881", "adults", "prevention"))
    (told,) = entries(bundle, "ClinicalUseDefinition").values()
    mesh = {"system": "http://terminology.hl7.org/CodeSystem/MSH", "code": "D008881"}
    condition = {"concept": {"coding": [mesh], "text": "migraine"}}
    assert told["indication"]["diseaseSymptomProcedure"] == condition
    assert told["indication"]["intendedEffect"]["concept"]["coding"][0]["code"] == "Prevention"
    (people,) = entries(bundle, "Group").items()
    assert told["population"] == [{"reference": people[0]}]
    assert people[1]["name"] == "adults"


def test_a_limitation_of_use_is_no_indication() -> None:
    """What it is not for must not be read as what it is for."""
    told = use(Indication("bipolar depression", limitation=True))
    assert told["type"] == "warning"
    assert "indication" not in told


def test_nobody_named_is_no_contraindication() -> None:
    """A label that names nobody says nothing that FHIR could hold, and no sign that all may."""
    bundle = of_values(Contraindication("none", "none"), Warning("seizures"))
    assert [u["type"] for u in entries(bundle, "ClinicalUseDefinition").values()] == ["warning"]
    assert len(entries(bundle, "Provenance")) == 1


def test_a_side_effect_says_how_often() -> None:
    """The EU's word, the numbers, and HPO's code with its prefix."""
    told = use(AdverseReaction("nausea", "trials", "HP:0002018", "common", (3, 4), (1, 1)))
    effect = told["undesirableEffect"]
    assert effect["symptomConditionEffect"]["concept"]["coding"] == [
        {"system": "http://human-phenotype-ontology.org", "code": "HP:0002018"}
    ]
    assert effect["frequencyOfOccurrence"]["text"] == "common; 3 to 4 %; comparator 1 %"
    assert effect["frequencyOfOccurrence"]["coding"][0]["code"] == "Common"


def test_an_interaction_keeps_its_sources_level_and_case() -> None:
    """The other thing, what to do, the source's own level, and for whom it holds."""
    told = use(
        Interaction("MAO inhibitors", "class", "avoid", ("sedation",), level="x", case="old people")
    )
    assert told["interaction"] == {
        "interactant": [{"itemCodeableConcept": {"text": "MAO inhibitors"}}],
        "type": {
            "coding": [{"system": "http://hl7.org/fhir/interaction-type", "code": "drug-drug"}],
            "text": "class",
        },
        "effect": {"concept": {"text": "sedation"}},
        "management": [{"text": "avoid"}],
    }
    assert told["category"] == [{"text": "x"}]
    assert told["population"]


def _mg(value: float, unit: str = "mg") -> Json:
    return {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit}


_DAY = _mg(1, "d")


@pytest.mark.parametrize(
    ("dose", "fields"),
    [
        (
            Dose(25, 50, "mg", "dose", times_a_day=(2, 3)),
            {
                "timing": {
                    "repeat": {"frequency": 2, "frequencyMax": 3, "period": 1, "periodUnit": "d"}
                },
                "doseAndRate": [{"doseRange": {"low": _mg(25), "high": _mg(50)}}],
            },
        ),
        (
            Dose(75, 75, "mg", "day", times_a_day=(2, 2)),
            {"doseAndRate": [{"rateQuantity": _mg(75, "mg/d")}]},
        ),
        (
            Dose(25, 25, "mg", "dose", every_hours=(6, 8)),
            {
                "timing": {
                    "repeat": {"frequency": 1, "period": 6, "periodMax": 8, "periodUnit": "h"}
                },
                "doseAndRate": [{"doseQuantity": _mg(25)}],
            },
        ),
        (
            Dose(300, 300, "mg", "day", phase="maximum"),
            {"maxDosePerPeriod": [{"numerator": _mg(300), "denominator": _DAY}]},
        ),
        (Dose(2, 2, "mg", "dose", phase="maximum"), {"maxDosePerAdministration": _mg(2)}),
        (Dose(25, 25, "mg", "day", phase="step"), {}),
        (Dose(200, 200, "mg"), {}),
    ],
)
def test_amounts_are_numbers_only_where_the_source_leaves_no_doubt(
    dose: Dose, fields: Json
) -> None:
    """A step is no dose, and 200 mg of which nobody says whether a day or each time is text."""
    made = dosage(dose, "abc", "as the page says it")
    assert made == {"id": "abc", "text": "as the page says it", **fields}


def test_a_passage_is_told_to_the_character() -> None:
    """Document with edition and language; section, characters and hash of the words."""
    bundle = of_values(Warning("seizures"))
    (origin,) = entries(bundle, "Provenance").values()
    ((address, source),) = entries(bundle, "DocumentReference").items()
    assert origin["entity"][0]["what"] == {
        "extension": [
            {"url": "http://www.w3.org/ns/oa#FragmentSelector", "valueString": "indications"},
            {
                "url": "http://www.w3.org/ns/oa#TextPositionSelector",
                "extension": [
                    {"url": "http://www.w3.org/ns/oa#start", "valueInteger": 0},
                    {"url": "http://www.w3.org/ns/oa#end", "valueInteger": 9},
                ],
            },
            {"url": "http://spdx.org/rdf/terms#checksumValue", "valueString": "000000000000"},
        ],
        "reference": address,
        "display": "1 Indications",
    }
    assert source["identifier"] == [{"value": "us:exem-1"}]
    assert source["content"][0]["attachment"] == {
        "language": "en",
        "url": "https://labels.example/exem-1",
        "title": "Exempla tablet",
        "creation": "2026-03-01",
    }


def test_ids_are_such_as_fhir_allows() -> None:
    """Readable where they can be; otherwise a hash of at most 64 letters."""
    assert identity("EXEM000001", "TEST000002") == "EXEM000001-TEST000002"
    assert len(identity(*["EXEM000001"] * 12)) == len(identity("us:exem-1")) == 16


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2026", "2026"),
        ("2026-03-01", "2026-03-01"),
        ("March", ""),
        ("2026-13", ""),
        ("2026-02-30", ""),
    ],
)
def test_only_dates_are_dates(text: str, kept: str) -> None:
    """A document's date that FHIR would refuse is left out."""
    assert date(text) == kept
