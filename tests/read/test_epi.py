"""FHIR ePI: leaflets as Bundles, JSON and XML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composita.errors import UnreadableDocument
from composita.facts import Document
from composita.read import epi, open_documents

SIX = "6. Contents of the pack and other information"
SECTIONS = {
    "1. What Testoprol is and what it is used for": "<p>Testoprol treats high blood pressure.</p>",
    "2. What you need to know before you take Testoprol": (
        "<p>Do not take Testoprol</p><ul><li>if you are allergic to exemplamine.</li></ul>"
        "<p>Warnings and precautions Talk to your doctor. See Driving and using machines below."
        " Children and adolescents Not for them.</p>"
        "<p>Other medicines and Testoprol Tell your doctor.</p>"
        "<p>Driving and using machines</p><p>You may feel dizzy.</p>"
    ),
    "3. How to take Testoprol": (
        "<p>Take one tablet a day.</p>"
        "<p>If you take more Testoprol than you should Call a doctor.</p>"
        "<p>If you forget to take a tablet, take it later.</p>"
        "<p>If you stop taking Testoprol Ask first.</p>"
    ),
    "4. Possible side effects": "<p>Common: headache&nbsp;&amp; cough</p>",
    "5. How to store Testoprol": "<p>Below 25 °C.</p>",
    SIX: (
        "<p>What Testoprol contains - The active substance is exemplamine (as maleate)."
        " Each tablet contains 5 mg.</p>"
    ),
}


def leaflet(sections: dict[str, str], **changes: Any) -> dict[str, Any]:
    """A Bundle with a package leaflet of these sections."""
    divs = [
        {"title": title, "text": {"div": f"<div xmlns='http://www.w3.org/1999/xhtml'>{html}</div>"}}
        for title, html in sections.items()
    ]
    composition = {
        "resourceType": "Composition",
        "language": "en",
        "title": "Package leaflet: Testoprol",
        "date": "2022-02-16",
        "type": {"text": "Package Leaflet"},
        "section": divs,
    }
    product = {"resourceType": "MedicinalProductDefinition", "name": [{"productName": "Testoprol"}]}
    return {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:composita:leaflet", "value": "testoprol@1a2b"},
        "timestamp": "2024-06-18T00:00:00Z",
        "entry": [{"resource": composition | changes}, {"resource": product}],
    }


def read(bundle: dict[str, Any]) -> Document:
    """The one document in a Bundle."""
    (document,) = epi.read(json.dumps(bundle).encode(), "leaflet.json")
    return document


def named(document: Document) -> list[str]:
    """The names of its active ingredients, each once, however many strengths it comes in."""
    return [*dict.fromkeys(i.name for p in document.products for i in p.ingredients)]


def contents(words: str) -> list[str]:
    """The active substances of a leaflet whose section 6 says these words."""
    return named(read(leaflet(SECTIONS | {SIX: f"<p>{words}</p>"})))


def test_a_leaflet_is_read_with_its_identity_and_the_date_of_the_copy() -> None:
    """The stored copy's date is no date of the leaflet, and the identifier holds a version."""
    document = read(leaflet(SECTIONS))
    assert (document.id, document.version) == ("eu-leaflets:testoprol", "1a2b")
    assert (document.retrieved, document.date, document.language) == ("2024-06-18", "", "en")
    assert document.title == "Package leaflet: Testoprol"
    assert document.problems == ()


def test_headings_crammed_into_paragraphs_open_sections_of_their_kind() -> None:
    """Each heading of the template becomes a title, and no word of the text is lost."""
    sections = {s.id: (s.kind, s.title, s.text) for s in read(leaflet(SECTIONS)).sections}
    assert sections["2.contraindications"] == (
        "contraindications", "Do not take Testoprol", "• if you are allergic to exemplamine.",
    )  # fmt: skip
    assert sections["2.warnings"] == (
        "warnings", "Warnings and precautions",
        "Talk to your doctor. See Driving and using machines below.",
    )  # fmt: skip
    assert sections["2.children"] == ("children", "Children and adolescents", "Not for them.")
    assert sections["2.interactions"][1:] == ("Other medicines and Testoprol", "Tell your doctor.")
    assert sections["2.driving"][2] == "You may feel dizzy."
    assert sections["3"] == ("dosage", "3. How to take Testoprol", "Take one tablet a day.")
    assert sections["3.overdose"][1:] == (
        "If you take more Testoprol than you should", "Call a doctor.",
    )  # fmt: skip
    assert sections["3.stopping"][2] == "Ask first."
    assert sections["4"][2] == "Common: headache & cough"


def test_a_heading_whose_end_is_not_certain_stays_in_the_text() -> None:
    """A sentence that begins like a heading opens a section, and keeps all its words."""
    section = read(leaflet(SECTIONS)).section("3.missed_dose")
    assert section is not None
    assert section.text == "If you forget to take a tablet, take it later."


def test_the_active_substance_comes_from_the_words_of_section_six() -> None:
    """What the sentence of the template says plainly, without salts, amounts and explanations."""
    assert named(read(leaflet(SECTIONS))) == ["exemplamine"]
    assert contents("The active substances are exemplamine, testoprol and fictol.") == [
        "exemplamine", "testoprol", "fictol",
    ]  # fmt: skip
    assert contents("The active substance is 5 mg exemplamine sodium in 1 ml solution") == [
        "exemplamine sodium"
    ]
    assert contents("Each tablet contains 10 mg of exemplamine and 5 mg of testoprol.") == [
        "exemplamine", "testoprol",
    ]  # fmt: skip
    assert contents("The active substance is exemplium (64Xm) chloride.") == [
        "exemplium (64Xm) chloride"
    ]
    assert contents("The active substance is 3 mg of iron as ferric examplol.") == [
        "ferric examplol"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The active substance is exemplamine and testoprol.",
        "The active substance of A is exemplamine.</p><p>The active substance of B is testoprol.",
        "The active substances are: antigens of the following strains",
        "The active substance is a living virus.",
        "One dose contains exemplamine and water.",
        "Keep this medicine out of the sight of children.",
    ],
)
def test_a_leaflet_that_does_not_say_plainly_what_is_in_it_has_no_product(words: str) -> None:
    """No name is guessed, and the leaflet says that it has a problem."""
    document = read(leaflet(SECTIONS | {SIX: f"<p>{words}</p>"}))
    assert document.products == ()
    assert document.problems == ("its text does not say plainly what the active substance is",)


def test_coded_ingredients_are_preferred_to_words() -> None:
    """An active ingredient with a UNII is taken; an excipient is not."""
    bundle = leaflet(SECTIONS)
    for name, unii, role in (("Exemplamine", "TEST000001", "ACTIB"), ("Water", "TEST2", "IACT")):
        coding = {"system": "http://fdasis.nlm.nih.gov", "code": unii, "display": name}
        ingredient = {
            "resourceType": "Ingredient",
            "role": {"coding": [{"code": role}]},
            "substance": {"code": {"concept": {"coding": [coding]}}},
        }
        bundle["entry"].append({"resource": ingredient})
    (product,) = read(bundle).products
    assert [(i.name, i.unii) for i in product.ingredients] == [("Exemplamine", "TEST000001")]


def test_the_language_is_what_the_document_says_and_english_is_checked() -> None:
    """A Spanish leaflet keeps its language; one that only says that it is English does not."""
    spanish = {"1. Qué es": "<p>Este medicamento se utiliza para tratar la tos en adultos.</p>"}
    assert read(leaflet(spanish, language="es")).language == "es"
    assert read(leaflet(spanish, language="es")).products == ()
    wrong = read(leaflet(spanish))
    assert wrong.language == "und"
    assert wrong.problems[0] == "it says that it is English, but does not read as English"


def test_xml_is_read_like_json_and_collections_are_looked_into() -> None:
    """Two documents in a collection of Bundles, kinds from the EMA's codes in any language."""
    inner = """<entry><resource><Bundle><identifier><value value="{id}"/></identifier>
      <entry><resource><Composition><language value="es"/><title value="Prospecto"/>
      <section id="a1"><title value="4.3. Contraindicaciones"/>
      <code><coding><code value="200000029805"/></coding></code>
      <text><div xmlns="http://www.w3.org/1999/xhtml"><p>No tome <b>Testoprol</b></p>
      <ul><li><p>si</p><ul><li>no</li></ul></li></ul>
      <table><tr><td>uno</td><td>dos</td></tr></table></div></text></section>
      </Composition></resource></entry></Bundle></resource></entry>"""
    xml = '<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>{}</Bundle>'
    data = xml.format(inner.format(id="uno") + inner.format(id="dos")).encode()
    first, second = epi.read(data, "epi.xml")
    assert (first.id, second.id, first.language) == ("epi:uno:es", "epi:dos:es", "es")
    (section,) = first.sections
    assert (section.id, section.kind) == ("a1", "contraindications")
    assert section.text == "No tome Testoprol\n• si\n  • no\nuno | dos"
    cell = section.tables[0].rows[0][1]
    assert section.text[cell.start : cell.end] == "dos"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"resourceType": "Bundle", "entry": [', "not well-formed JSON"),
        (b"<Bundle xmlns='http://hl7.org/fhir'><entry>", "not well-formed XML"),
        (b'{"resourceType": "Organization"}', "FHIR, but a Organization"),
        (b'{"kind": "other"}', "not FHIR"),
        (b"<html/>", "not FHIR"),
        (b'<!DOCTYPE b [<!ENTITY a "b">]><Bundle xmlns="http://hl7.org/fhir"/>', "DOCTYPE"),
        (b"", "empty"),
    ],
)
def test_what_is_no_epi_is_refused_with_a_reason(data: bytes, why: str) -> None:
    """The message names the file and what is wrong with it."""
    with pytest.raises(UnreadableDocument, match=why) as refused:
        list(epi.read(data, "some.file"))
    assert refused.value.where.startswith("some.file")


def test_a_document_that_nothing_identifies_is_refused() -> None:
    """Without an identifier its editions could not be told apart."""
    with pytest.raises(UnreadableDocument, match="no identifier"):
        read(leaflet(SECTIONS) | {"identifier": {}})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail_otherwise(data: bytes) -> None:
    """Whatever bytes it gets, it reads them or says that it cannot."""
    for opening in (b"", b'{"resourceType": "Bundle", ', b"<Bundle xmlns='http://hl7.org/fhir'>"):
        try:
            list(epi.read(opening + data, "bytes"))
        except UnreadableDocument:
            continue


@given(st.sampled_from(["section", "title", "text", "language", "type", "code"]), json_values)
def test_no_shape_of_a_resource_makes_it_fail_otherwise(field: str, value: Any) -> None:
    """A field may hold anything: it is passed over, or the file is refused."""
    for bundle in (leaflet(SECTIONS, **{field: value}), leaflet(SECTIONS) | {"entry": value}):
        try:
            read(bundle)
        except UnreadableDocument:
            continue


@pytest.mark.realdata
def test_the_leaflets_of_the_ema_say_what_they_are_about(shared_data: Path) -> None:
    """Of 1,210 leaflets, 1,112 name their active substances plainly; file names are not used."""
    found = list(open_documents(shared_data / "labels/eu-ema-leaflets-2024"))
    documents = {d.set_id: d for d in found if isinstance(d, Document)}
    assert len(documents) == len(found) == 1210
    assert sum(bool(d.products) for d in documents.values()) == 1112
    assert named(documents["amlodipine"]) == ["amlodipine", "valsartan"]
    interactions = sum(
        any(s.kind == "interactions" for s in d.sections) for d in documents.values()
    )
    assert interactions == 1182


@pytest.mark.realdata
def test_spanish_documents_are_never_taken_for_english(shared_data: Path) -> None:
    """34 Bundles with two documents each, all of them Spanish."""
    documents = list(open_documents(shared_data / "labels/es-aemps-fhir-epi"))
    assert len(documents) == 68
    assert {d.language for d in documents if isinstance(d, Document)} == {"es"}


@pytest.mark.realdata
def test_other_fhir_renderings_are_read_or_refused(shared_data: Path) -> None:
    """US labels as FHIR have coded substances; single resources are no documents."""
    labels = list(open_documents(shared_data / "labels/us-spl-fhir"))
    assert [named(d) for d in labels if isinstance(d, Document)] == [
        ["ALLOPURINOL"], ["ALLOPURINOL"], ["ALLOPURINOL"], ["ETANERCEPT"], ["INSULIN GLARGINE"],
    ]  # fmt: skip
    examples = list(open_documents(shared_data / "labels/hl7-uv-epi-examples"))
    assert sum(isinstance(d, Document) for d in examples) == 3
    assert sum("a document is a Bundle" in str(d) for d in examples) == 24
