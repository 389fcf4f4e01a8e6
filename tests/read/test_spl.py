"""SPL labels: an invented file in, a Document out."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.errors import UnreadableDocument
from composita.facts import Cell, Document, Ingredient, Moiety, Product
from composita.read import spl

LABELS = Path(__file__).parent / "labels"


def label(name: str) -> Document:
    (document,) = spl.read((LABELS / name).read_bytes(), name)
    return document


def text(document: Document, id: str) -> str:
    section = document.section(id)
    assert section is not None
    return section.text


def edited(old: str, new: str) -> bytes:
    words = (LABELS / "new_format.xml").read_text()
    assert old in words
    return words.replace(old, new).encode()


def test_edition() -> None:
    """A label has its set id, version, ISO date, labeler, the brands as title, and an address."""
    exemplin = label("new_format.xml")
    assert exemplin.id == "us-spl:aaaaaaaa-0000-0000-0000-000000000001"
    assert (exemplin.version, exemplin.date) == ("8", "2026-05-04")
    assert (exemplin.title, exemplin.labeler) == ("Exemplin XR, Exemplin", "Example Laboratories")
    assert exemplin.url.endswith("setid=aaaaaaaa-0000-0000-0000-000000000001")
    assert exemplin.problems == ()


def test_strength_says_what_it_weighs() -> None:
    """25 mg of this salt's tablet are 25 mg of its moiety; inactive ingredients are left out."""
    moiety = Moiety("EXEMPLAMINE", "EXAMPLE000")
    tablet, solution = label("new_format.xml").products
    assert tablet == Product(
        name="Exemplin XR",
        ingredients=(
            Ingredient(
                "EXEMPLAMINE HYDROCHLORIDE", "EXAMPLE001", (moiety,), "25 mg", "EXEMPLAMINE"
            ),
        ),
        form="TABLET, FILM COATED",
        routes=("ORAL",),
        code="99999-001",
    )
    assert solution.ingredients == (
        Ingredient("EXEMPLAMINE", "EXAMPLE000", (moiety,), "5 mg / 5 mL"),
    )


def test_each_part_of_a_kit_is_a_product() -> None:
    """A part takes the kit's name and code where it has none of its own."""
    day, night = label("kit.xml").products
    assert (day.name, day.code, day.routes) == ("Testoprol Day", "99999-100", ("ORAL",))
    assert (night.name, night.code) == ("Testoprol Day and Night", "99999-102")
    assert night.ingredients[1].strength_of == "EXEMPLAMINE SODIUM ANHYDROUS"


def test_what_a_label_lacks_is_told() -> None:
    """A date that is none and an ingredient without a code are problems in words, not guesses."""
    sampleride = label("old_format.xml")
    assert sampleride.date == ""
    assert sampleride.problems == (
        "it gives no effective date",
        "its ingredient SAMPLERIDE has no UNII",
    )


def test_sections_nest() -> None:
    """Each nested section stands alone, with an id from where it is and the kind around it."""
    sections = [(s.id, s.kind, s.parent) for s in label("new_format.xml").sections[1:7]]
    assert sections == [
        ("34066-1", "boxed_warning", ""),
        ("34066-1.highlights", "highlights", "34066-1"),
        ("34068-7", "dosage", ""),
        ("34068-7.1", "dosage", "34068-7"),
        ("34068-7.1.1", "dosage", "34068-7.1"),
        ("34068-7.2", "dosage", "34068-7"),
    ]


def test_precautions_of_an_old_label() -> None:
    """Interactions inside the precautions are interactions, and so is what is inside them."""
    kinds = {s.title: s.kind for s in label("old_format.xml").sections[1:]}
    assert kinds == {
        "PRECAUTIONS": "warnings",
        "General": "warnings",
        "Drug Interactions": "interactions",
        "Testoprol": "interactions",
    }


def test_sections_of_an_over_the_counter_label() -> None:
    """What it is for and when not to use it are found by their codes."""
    kinds = {s.title: s.kind for s in label("kit.xml").sections[1:]}
    assert kinds == {"Purpose": "indications", "Warnings": "warnings", "Do not use": "warnings"}


def test_lactation_under_a_wrong_code() -> None:
    """The heading "8.2 Lactation" goes before the code of labor and delivery."""
    section = label("new_format.xml").section("34079-4")
    assert section is not None
    assert section.kind == "breastfeeding"


def test_a_code_that_comes_again_is_counted() -> None:
    """Ids are unique and the same at each reading."""
    ids = [section.id for section in label("new_format.xml").sections]
    assert ids[-2:] == ["51945-4", "51945-4_2"]
    assert len(set(ids)) == len(ids)


def test_paragraphs_and_lists() -> None:
    """Paragraphs and breaks end lines, lists nest, raised figures stay raised, footnotes follow."""
    assert text(label("new_format.xml"), "34068-7.1").split("\n") == [
        "The dose is 25 mg/m² once a day.",
        "• Swallow it whole.",
        "  • With water,",
        "or juice.",
        "• 2. Wait.",
        "Then eat.",
        "See the table.",
    ]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("25 mg/m<sup>2</sup>", "25 mg/m²"),
        ("10<sup>9</sup>/L", "10⁹/L"),
        ("per min<sup>-1</sup>", "per min⁻¹"),
        ("Nausea<sup>a</sup>", "Nausea"),
        ("12%<sup>a,b</sup>", "12%"),
        ("Nausea<sup>2</sup>", "Nausea"),
        ("Exemplin<sup>®</sup>", "Exemplin®"),
        ("the 1<sup>st</sup> day", "the 1st day"),
        ("C<sub>max</sub>", "Cmax"),
    ],
)
def test_raised_characters(printed: str, words: str) -> None:
    """Powers stay powers, a footnote's mark goes from its word, other words stay."""
    (document,) = spl.read(edited("Not known.", printed), "a.xml")
    assert text(document, "34068-7.2") == words


def test_a_table_is_rows_of_cells_in_the_text() -> None:
    """Rows are lines, the foot comes last, footnotes follow; lines in a cell keep their places."""
    assert text(label("new_format.xml"), "34084-4").split("\n") == [
        "See Table 1.",
        "Table 1: Reactions",
        "Reaction | Exemplin",
        "Nausea | 12% | ",
        "Eyes",
        "Dry eye",
        "Red eye | ",
        "3%",
        "1% | 2%",
        "ᵃ In adults",
        "Mostly mild.",
        "Others were rare.",
    ]


def test_cells_point_into_the_text() -> None:
    """Each cell knows its characters, how far it spans, and whether it heads a column."""
    section = label("new_format.xml").section("34084-4")
    assert section is not None
    (table,) = section.tables
    words = [[section.text[cell.start : cell.end] for cell in row] for row in table.rows]
    assert table.caption == "Table 1: Reactions"
    assert words == [
        ["Reaction", "Exemplin"],
        ["Nausea", "12%", ""],
        ["Eyes\nDry eye\nRed eye", "\n3%\n1%", "2%"],
        ["ᵃ In adults"],
    ]
    first, second = table.rows[0]
    assert first == Cell(first.start, first.end, rows=2, header=True)
    assert second == Cell(second.start, second.end, columns=2, header=True)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"not xml", "not well-formed XML"),
        (b"<document/>", "root is <document> of no namespace"),
        (
            b'<ClinicalDocument xmlns="urn:hl7-org:v3"/>',
            "a patient's record .clinical document, CDA",
        ),
        (edited("</structuredBody>", ""), "not well-formed XML"),
        (edited("25 mg", "25 \x01 mg"), "not well-formed XML"),
        (edited("25 mg", "25 \ufdd5 mg"), "noncharacters"),
        (edited("34391-3", "50578-4"), "a label for animals"),
        (edited("34391-3", "60685-5"), "an index of pharmacologic classes"),
        (edited("ACTI", "INACTI"), "no active ingredient"),
        (edited("setId", "noId"), "names no set id"),
        (b"<a>\xff</a>", "not well-formed XML"),
    ],
)
def test_what_is_not_a_label_is_refused(data: bytes, why: str) -> None:
    """The message names the file and says what is wrong with it."""
    with pytest.raises(UnreadableDocument, match=why) as refused:
        list(spl.read(data, "bad.xml"))
    assert refused.value.where == "bad.xml"


def test_entities_are_not_expanded() -> None:
    """Neither a bomb of entities nor a file on this machine gets into a label."""
    bomb = '<!DOCTYPE document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    outside = '<!DOCTYPE document [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
    for doctype in (bomb, outside):
        words = (LABELS / "new_format.xml").read_text().replace("Not known.", "&b;")
        data = words.replace("<document ", f"{doctype}<document ", 1).encode()
        with pytest.raises(UnreadableDocument, match="document type"):
            list(spl.read(data, "bad.xml"))
