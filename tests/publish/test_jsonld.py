"""JSON-LD: only what schema.org knows, only what the page says, and nothing that ends a script."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from composita.facts import (
    AdverseReaction,
    Advice,
    Contraindication,
    Dose,
    Indication,
    Interaction,
    Mechanism,
    Special,
    Value,
    View,
    Warning,
)
from composita.publish import jsonld
from invented import PAGES, document, facts, page, small_page
from schema_org import problems

Json = dict[str, Any]


def graph(*values: Value) -> list[Json]:
    """The nodes of a page about Exemplamine on which these values stand."""
    label = document("us", "exem-1", "Exempla tablet", "indications", date="2026-03-01")
    made = small_page(*facts(label, "indications", *values), documents=(label,))
    nodes: list[Json] = json.loads(jsonld.publish(made))["@graph"]
    return nodes


def of_type(nodes: list[Json], kind: str) -> Json:
    """The one node of a type."""
    (found,) = [node for node in nodes if node["@type"] == kind]
    return found


def drug(*values: Value) -> Json:
    """The Drug of a page with these values."""
    return of_type(graph(*values), "Drug")


@pytest.mark.parametrize("view", ["patient", "professional"])
@pytest.mark.parametrize("name", PAGES)
def test_schema_org_allows_it(name: str, view: View) -> None:
    """Types, properties and values as schema.org has them, and references that lead somewhere."""
    made = json.loads(jsonld.publish(page(name, view)))
    assert made["@context"] == "https://schema.org"
    assert problems(made) == []


def test_the_validator_finds_what_is_wrong() -> None:
    """A table that allowed all would show nothing."""
    wrong = {"@type": "Drug", "adverseOutcome": [{"@type": "MedicalEntity", "name": ""}]}
    nowhere = {"@type": "MedicalCondition", "drug": {"@id": "#x"}, "url": "javascript:x"}
    assert problems({"@graph": [wrong, nowhere, {"@type": "Medicine"}]}) == [
        "Drug has no adverseOutcome",
        "MedicalEntity.name is ''",
        "MedicalCondition.drug leads nowhere: #x",
        "MedicalCondition.url is 'javascript:x'",
        "no such type: 'Medicine'",
    ]


def test_a_drug_has_its_names_and_code() -> None:
    """UNII, generic names; what a page says is in the page's own sentences."""
    found = drug(Mechanism("blocks", "serotonin reuptake"))
    assert found["code"]["codeValue"] == "EXEM000001"
    assert found["alternateName"] == ["Exemplaminum"]
    assert found["activeIngredient"] == found["nonProprietaryName"] == ["Exemplamine"]
    assert found["mechanismOfAction"] == ["It blocks serotonin reuptake."]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (Special("pregnancy", "avoid"), "pregnancyWarning"),
        (Special("breastfeeding", "passes into milk"), "breastfeedingWarning"),
        (Special("kidney impairment", "adjust dose"), "warning"),
        (Warning("seizures"), "warning"),
        (Interaction("alcohol", "alcohol", "avoid"), "alcoholWarning"),
        (Interaction("grapefruit", "food", "avoid"), "foodWarning"),
        (Advice("stopping", "do not stop suddenly"), "warning"),
    ],
)
def test_a_warning_stands_where_programs_look_for_it(value: Value, name: str) -> None:
    """Each kind of warning has its property, and is one sentence of the page."""
    (text,) = drug(value)[name]
    assert isinstance(text, str)


@pytest.mark.parametrize("topic", ["storage", "missed dose"])
def test_advice_is_no_warning(topic: str) -> None:
    """What to do with a forgotten tablet or its box is not said to be a risk."""
    code = {"storage": "temperature", "missed dose": "never double"}[topic]
    assert "warning" not in drug(Advice(topic, code, "20 to 25 °C"))


def test_interacting_drugs_are_drugs_or_classes_of_them() -> None:
    """A class is no medicine: it is told as the class of one."""
    found = drug(
        Interaction("warfarin", "substance", "monitor"), Interaction("opioids", "class", "avoid")
    )
    named = [(d.get("name"), d.get("drugClass", {}).get("name")) for d in found["interactingDrug"]]
    assert sorted(named, key=str) == [("warfarin", None), (None, "opioids")]


def test_doses_are_numbers_only_where_one_number_is_meant() -> None:
    """A range, or an amount that nobody says the time of, is told in words; a step not at all."""
    found = drug(
        Dose(300, 300, "mg", "day", phase="maximum", population="adults"),
        Dose(25, 50, "mg", "dose", phase="start", times_a_day=(2, 3)),
        Dose(25, 25, "mg", "day", phase="step"),
        Dose(7, 7, "mg"),
    )
    (most,) = found["maximumIntake"]
    assert (most["doseValue"], most["doseUnit"], most["frequency"]) == (300, "mg", "per day")
    assert most["targetPopulation"] == "adults"
    assert [d.get("frequency") for d in found["doseSchedule"]] == ["2 to 3 times a day", None]
    assert not any("doseValue" in schedule for schedule in found["doseSchedule"])


def test_a_dose_says_what_it_is_for_and_for_whom() -> None:
    """A number without its condition, its way of taking it or its case could harm."""
    dose = Dose(300, 300, "mg", "day", "oral", phase="maximum", condition="gout", case="week 1")
    [most] = drug(dose)["maximumIntake"]
    assert most["description"].endswith("; for gout; oral")
    assert most["targetPopulation"] == "week 1"


def test_uses_are_conditions_that_name_the_drug() -> None:
    """A limit of use is none."""
    nodes = graph(Indication("migraine", "MESH:D008881"), Indication("pain", limitation=True))
    condition = of_type(nodes, "MedicalCondition")
    assert condition["name"] == "migraine"
    assert condition["code"]["codingSystem"] == "MeSH"
    assert condition["drug"] == {"@id": "#EXEM000001"}


def test_side_effects_and_contraindications_are_a_therapys() -> None:
    """schema.org has them there; a label that names nobody adds none."""
    found = of_type(
        graph(
            AdverseReaction("nausea", "trials"),
            AdverseReaction("suicidal thoughts", "boxed"),
            Contraindication("allergy", "exemplamine"),
            Contraindication("none", "none"),
        ),
        "MedicalTherapy",
    )
    assert [entity["name"] for entity in found["adverseOutcome"]] == ["nausea"]
    assert [entity["name"] for entity in found["seriousAdverseOutcome"]] == ["suicidal thoughts"]
    assert [entity["name"] for entity in found["contraindication"]] == ["exemplamine"]


def test_no_text_ends_the_script() -> None:
    """Names and terms are written so that a browser sees neither tags nor comments."""
    made = replace(page("unknown-name"), title="</script><!--&")
    text = jsonld.publish(made)
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"][0]["name"] == "</script><!--&"


def test_what_is_told_of_a_medicine_can_be_set_into_other_pages() -> None:
    """A page of two is what each of them has, and what is said of both together."""
    both = page("two-medicines")
    of_one = jsonld.told(page("one-medicine"))
    of_others = jsonld.told(both, apart_from={"EXEM000001"})
    made = json.loads(jsonld.page(both, "https://site.example/a.html", [of_one, of_others]))
    assert problems(made) == []
    assert made["@graph"][0]["url"] == "https://site.example/a.html"
    drugs = [node["name"] for node in made["@graph"] if node["@type"] == "Drug"]
    assert drugs == ["Exemplamine", "Testoprol", "Exemplamine + Testoprol"]


def test_a_page_without_sources_says_who_it_is_about() -> None:
    """The medicine's name and code, and nothing about its use."""
    nodes = json.loads(jsonld.publish(page("nothing-sourced")))["@graph"]
    assert [node["@type"] for node in nodes] == ["MedicalWebPage", "Drug"]
