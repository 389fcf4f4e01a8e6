"""What is no medicine's label for people is refused by name, and nothing of it is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_epi import SECTIONS, leaflet
from test_leaflet import EXEMPLAMINE

from composita.facts import Document, Ingredient, Product, Section
from composita.read import open_documents
from composita.read.refused import refused, words_that_tell

LABEL = (Path(__file__).parent / "labels" / "new_format.xml").read_text()
LOINC = "http://loinc.org"


def bundle(*resources: dict[str, Any], type: str = "collection") -> dict[str, Any]:
    """A Bundle of these resources."""
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": type, "id": "b", "entry": entries}


def composed(code: str, **fields: Any) -> dict[str, Any]:
    """A Composition of a type."""
    coding = {"coding": [{"system": LOINC, "code": code}]}
    return {"resourceType": "Composition", "type": coding, **fields}


PATIENT = {"resourceType": "Patient", "id": "p"}
ORDER = {"resourceType": "MedicationRequest", "id": "m"}
FHIR = {
    "a summary": (bundle(composed("60591-5"), PATIENT), "International Patient Summary"),
    "a summary without a type": (bundle({"resourceType": "Composition"}, PATIENT), "patient's rec"),
    "a letter about a patient": (
        bundle(composed("0-0", subject={"reference": "https://a.example/Patient/1/_history/2"})),
        "patient's record",
    ),
    "a letter about a patient, in R5": (
        bundle(composed("0-0", subject=[{"type": "Patient", "display": "N. N."}])), "patient's rec",
    ),
    "prescriptions": (bundle(PATIENT, ORDER), "a bundle of prescriptions"),
    "one prescription": (ORDER, "a bundle of prescriptions"),
    "a list of resources": ([PATIENT, ORDER], "a bundle of prescriptions"),
    "a record with prescriptions": (
        bundle(ORDER, PATIENT, {"resourceType": "Condition"}), "a patient's record",
    ),
    "a list of medicines": (bundle({"resourceType": "MedicationStatement"}), "list of medicines"),
    "a questionnaire": ({"resourceType": "Questionnaire"}, "a questionnaire"),
    "answers": ({"resourceType": "QuestionnaireResponse"}, "answers to a questionnaire"),
    "parameters of a call": (
        {"resourceType": "Parameters", "parameter": [{"resource": PATIENT}]}, "patient's record",
    ),
    "a bundle in a bundle": (bundle(bundle(bundle(PATIENT))), "patient's record"),
    "a person in a leaflet's bundle": (
        leaflet(SECTIONS) | {"entry": [*leaflet(SECTIONS)["entry"], {"resource": PATIENT}]},
        "patient's record",
    ),
    "a contained person": (leaflet(SECTIONS, contained=[PATIENT]), "patient's record"),
}  # fmt: skip


def found(folder: Path, name: str, data: str) -> list[str]:
    """What comes of a file: the titles of documents, and why there are none."""
    (folder / name).write_text(data)
    return [str(one) for one in open_documents(folder / name)]


@pytest.mark.parametrize(("resource", "what"), FHIR.values(), ids=FHIR)
@pytest.mark.parametrize("name", ["record.json", "record.txt"])
def test_records_in_fhir(tmp_path: Path, resource: Any, what: str, name: str) -> None:
    """A person's data are refused however they are wrapped, whatever the file is called."""
    (told,) = found(tmp_path, name, json.dumps(resource))
    assert what in told
    assert told.endswith(": nothing of it is stored")


def test_records_in_xml(tmp_path: Path) -> None:
    """FHIR in XML, and clinical documents by their type or their root alone."""
    bundle = "<entry><resource><Patient><id value='p'/></Patient></resource></entry>"
    fhir = f"<Bundle xmlns='http://hl7.org/fhir'><type value='document'/>{bundle}</Bundle>"
    cda = "<ClinicalDocument xmlns='urn:hl7-org:v3'><code code='{}'/></ClinicalDocument>"
    assert "a patient's record" in found(tmp_path, "a.xml", fhir)[0]
    assert "summary of an episode" in found(tmp_path, "b.xml", cda.format("34133-9"))[0]
    assert "clinical document, CDA" in found(tmp_path, "c.xml", cda.format("1-1"))[0]


@pytest.mark.parametrize(
    "record",
    [
        {"safetyreportid": "1", "set_id": "a", "patient": {}},
        {"recall_number": "D-1", "set_id": "a", "warnings": ["Take care."]},
        {"set_id": "a", "veterinary_indications": ["For fleas."]},
    ],
)
def test_other_records_of_openfda(tmp_path: Path, record: dict[str, Any]) -> None:
    """Reports, recalls and labels for animals have the shape of labels, and fields of their own."""
    (told,) = found(tmp_path, "a.json", json.dumps({"results": [record]}))
    assert told.endswith(": nothing of it is stored")


@pytest.mark.parametrize("row", words_that_tell(), ids=lambda row: row.reason[:50])
def test_each_pattern_has_an_example_that_it_fits(row: Any) -> None:
    """A document that says the example in that place is refused, as the row says."""
    places = {
        "strength": Document(
            "s", "1", "t", (Product("p", (Ingredient("i", strength=row.example),)),)
        ),
        "title": Document("s", "1", row.example),
        "contents": Document("s", "1", "t", sections=(Section("c", "contents", "", row.example),)),
        "text": Document("s", "1", "t", sections=(Section("x", "other", "", row.example),)),
    }
    assert row.what in refused(places[row.where])


@pytest.mark.parametrize(
    "words",
    [
        "Tell your doctor if you take homeopathic or herbal medicines.",
        "Keep out of reach of children and pets. For dog bites, see a doctor.",
        "In studies in dogs and cats, and in animals, no harm was seen.",
        "Serotypes 6A, 14, 18C, 19F; (1-14C)-labelled; below 30C, 5X the dose.",
        "If you work with animals, tell your veterinarian.",
    ],
)
def test_human_labels_that_speak_of_such_things_are_read(words: str) -> None:
    """Animals in studies, remedies in a warning, serotypes and temperatures refuse nothing."""
    section = Section("x", "warnings", "Warnings", words)
    assert refused(Document("s", "1", "Exemplamine", sections=(section,))) == ""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('unit="mg" value="25"', 'unit="[hp_X]" value="6"', "homeopathic"),
        ('unit="mg" value="25"', 'unit="[hp_C]" value="200"', "homeopathic"),
        ("Not known.", "For use in dogs only.", "for animals"),
        ("Not known.", "Only by order of a licensed veterinarian.", "animals"),
        ("<formCode", '<approval><code code="C73614"/></approval><formCode', "homeopathic"),
        ("34391-3", "50578-4", "a label for animals"),
    ],
)  # fmt: skip
def test_dilutions_and_labels_for_animals(tmp_path: Path, old: str, new: str, what: str) -> None:
    """By unit, by how it is marketed, by type, and by what the label must print."""
    assert old in LABEL
    (told,) = found(tmp_path, "a.xml", LABEL.replace(old, new))
    assert what in told
    assert "nothing of it is stored" in told


def test_leaflets_of_such_medicines(tmp_path: Path) -> None:
    """A leaflet in Markdown says it in its title or text."""
    for title in (
        "Exemplium homoeopathic pillules",
        "Exemplium montanum 30C",
        "Exemplamine for Cats",
    ):
        text = EXEMPLAMINE.replace("Exemplamine&nbsp;(oral)", title)
        assert "nothing of it is stored" in found(tmp_path, "a.md", text)[0]
