"""Struck-out words: left out of every format, and told."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from test_epi import SECTIONS, leaflet
from test_epi import read as read_epi
from test_leaflet import EXEMPLAMINE
from test_leaflet import read as read_leaflet

from composita.facts import Document
from composita.read import openfda, spl
from composita.read.blocks import text_and_tables

LABEL = (Path(__file__).parent / "labels" / "new_format.xml").read_text()


def words_of(html: str) -> str:
    """The words of a text element."""
    return text_and_tables(etree.XML(f'<text xmlns="urn:hl7-org:v3">{html}</text>')).text


@pytest.mark.parametrize(
    "struck",
    [
        '<content styleCode="strikethrough">{}</content>',
        '<content styleCode="bold StrikeThrough italics">{}</content>',
        '<content styleCode="bold"><content styleCode="strikethrough">{}</content></content>',
        "<del>{}</del>",
        "<s>{}</s>",
        "<strike>{}</strike>",
        '<span style="text-decoration: underline line-through red">{}</span>',
        '<span style="TEXT-DECORATION-LINE:LINE-THROUGH">{}</span>',
        '<span class="note is-strikethrough">{}</span>',
        "<del>a <b>{}</b> c</del>",
    ],
)
def test_every_way_to_strike_words_out(struck: str) -> None:
    """The words go, whatever marks them, and those around them stay apart."""
    words = words_of(f"<paragraph>Not in {struck.format('asthma and')} bradycardia.</paragraph>")
    assert words == "Not in bradycardia."


@pytest.mark.parametrize(
    "kept",
    [
        '<content styleCode="underline">{}</content>',
        "<ins>{}</ins>",
        "<u>{}</u>",
        '<span style="text-decoration: underline">{}</span>',
        '<content styleCode="xmChange">{}</content>',
    ],
)
def test_other_marks_strike_nothing_out(kept: str) -> None:
    """Underlined, added and changed words are words."""
    assert words_of(f"<paragraph>Not in {kept.format('asthma')}.</paragraph>") == "Not in asthma."


def test_a_struck_cell_keeps_its_place() -> None:
    """The other cells of the row stay in their columns; struck items and paragraphs are gone."""
    cells = '<tr><td>Nausea</td><td styleCode="strikethrough">12%</td><td>3%</td></tr>'
    assert words_of(f"<table>{cells}</table>") == "Nausea |  | 3%"
    items = '<list><item styleCode="strikethrough">Cough</item><item>Rash</item></list>'
    assert words_of(items) == "• Rash"


def test_a_label_says_how_many_passages_are_left_out() -> None:
    """In SPL: struck words of all sections together."""
    data = LABEL.replace(
        "Not known.", 'Not <content styleCode="strikethrough">yet</content> known.'
    )
    (document,) = spl.read(data.encode(), "a.xml")
    assert document.problems == ("1 struck-out passage is left out",)


def test_an_electronic_leaflet_says_it_too() -> None:
    """In the XHTML of FHIR."""
    one = "1. What Testoprol is and what it is used for"
    document = read_epi(
        leaflet(SECTIONS | {one: "<p>It treats <s>gout</s> <del>or</del> cough.</p>"})
    )
    assert document.sections[0].text == "It treats cough."
    assert document.problems == ("2 struck-out passages are left out",)


def test_tables_of_openfda_records() -> None:
    """A table keeps its markup there."""
    cells = "<td>Nausea<sup>1</sup></td><td>12<sup>a</sup></td><td><s>3</s></td>"
    table = f"<table><tr>{cells}</tr></table>"
    record = {"set_id": "a", "adverse_reactions_table": [table]}
    (document,) = openfda.read(BytesIO(json.dumps(record).encode()), "labels.json")
    assert isinstance(document, Document)
    assert document.sections[0].text == "Nausea | 12 | "
    assert "1 struck-out passage is left out" in document.problems


@pytest.mark.parametrize(
    "struck", ["~~gout and~~", "<del>gout and</del>", "<s>gout\nand</s>", "~~gout\nand~~"]
)
def test_leaflets_in_markdown(struck: str) -> None:
    """Tildes, and HTML inside Markdown; a single tilde is none."""
    document = read_leaflet(EXEMPLAMINE.replace("treat", f"treat {struck} ~5"))
    assert document.sections[0].text.startswith("Exemplamine is used to treat ~5")
    assert "1 struck-out passage is left out" in document.problems


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "^1^", "¹", "[^1]", "\\*"])
def test_marks_of_notes_in_markdown(mark: str) -> None:
    """However a leaflet writes the mark of a note, it is no part of the word."""
    document = read_leaflet(EXEMPLAMINE.replace("* Headache", f"* Headache{mark}"))
    section = document.section("common_side_effects")
    assert section is not None
    assert section.text.endswith("• Headache")


def test_the_note_of_a_cell_stands_after_its_table() -> None:
    """A footnote element is no part of the cell's words, and its words are not lost."""
    note = "<td>Fatigue<footnote>With lethargy 40%</footnote></td>"
    assert words_of(f"<table><tr>{note}<td>6</td></tr></table>") == "Fatigue | 6\nWith lethargy 40%"
