"""Leaflets in Markdown, as Singapore publishes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composita.errors import UnreadableDocument
from composita.facts import Document
from composita.read import leaflet, open_documents

EXEMPLAMINE = """# Exemplamine&nbsp;(oral)

Medication Information Leaflet

What is this medication for?
----------------------------

Exemplamine is used to treat \\#cough. See [this guide](https://example.org "guide") and
the other <b>guide</b>.

**IMPORTANT:**

How should I take or use this medication?
-----------------------------------------

1. Shake the bottle.
2. Take it.

| Age | Dose |
| --- | --- |
| **Adults** | 5 mg |

What should I do if I forget to take or use this medication?
------------------------------------------------------------

Take it later.

What are some common side effects of this medication?
-----------------------------------------------------

* Nausea
  + Take it with food
    - or with milk
* Headache

What are some rare but serious side-effects that I need to seek medical advice immediately?
-------------------------------------------------------------------------------------------

* Rash

What else should I know about this medication?
----------------------------------------------

Nothing.

*Last updated on Sept 2023*

This article was last reviewed on
Wednesday, August 28, 2024
"""


def read(text: str) -> Document:
    """The leaflet in a Markdown text."""
    (document,) = leaflet.read(text.encode(), "Exemplamine.md")
    return document


def titled(title: str) -> list[tuple[str, str]]:
    """The ingredients that a leaflet with this title is about, with their strengths."""
    document = read(EXEMPLAMINE.replace("Exemplamine&nbsp;(oral)", title))
    return [(i.name, i.strength) for p in document.products for i in p.ingredients]


def test_headings_give_each_section_its_kind() -> None:
    """Common and serious side effects are told apart by the section's id."""
    sections = {s.id: s for s in read(EXEMPLAMINE).sections}
    assert {id: s.kind for id, s in sections.items()} == {
        "indications": "indications",
        "dosage": "dosage",
        "missed_dose": "missed_dose",
        "common_side_effects": "adverse_reactions",
        "serious_side_effects": "adverse_reactions",
        "s6": "other",
    }
    assert sections["missed_dose"].text == "Take it later."


def test_lists_keep_their_levels() -> None:
    """Bullets inside bullets are indented, whatever sign Markdown uses."""
    section = read(EXEMPLAMINE).section("common_side_effects")
    assert section is not None
    assert section.text == (
        "• Nausea\n  • Take it with food\n    • or with milk\n• Headache"
    )  # fmt: skip


def test_markup_goes_and_words_stay() -> None:
    """Links, tags and escapes leave their words; a bold line stays a line of the text."""
    section = read(EXEMPLAMINE).section("indications")
    assert section is not None
    assert section.text == (
        "Exemplamine is used to treat #cough. See this guide and the other guide.\nIMPORTANT:"
    )


def test_tables_are_kept_as_tables() -> None:
    """Rows become lines, and cells point into them."""
    section = read(EXEMPLAMINE).section("dosage")
    assert section is not None
    assert section.text == "1. Shake the bottle.\n2. Take it.\nAge | Dose\nAdults | 5 mg"
    (table,) = section.tables
    cells = [[section.text[c.start : c.end] for c in row] for row in table.rows]
    assert cells == [["Age", "Dose"], ["Adults", "5 mg"]]


def test_the_date_is_that_of_the_last_update_else_of_the_review() -> None:
    """A month or a day as ISO 8601; nothing where the leaflet gives no date."""
    assert read(EXEMPLAMINE).date == "2023-09"
    reviewed = EXEMPLAMINE.replace("*Last updated on Sept 2023*", "*Last updated on Mar*")
    assert read(reviewed).date == "2024-08-28"
    assert read(reviewed.replace("Wednesday, August 28, 2024", "a Wednesday")).date == ""


@pytest.mark.parametrize(
    ("title", "ingredients"),
    [
        ("Exemplamine (oral)", [("Exemplamine", "")]),
        ("Exemplamine Eye Drop (for Testers)", [("Exemplamine", "")]),
        ("Topical Exemplamine 0.5% Gel", [("Exemplamine", "0.5%")]),
        ("Exemplamine / Testoprol", [("Exemplamine", ""), ("Testoprol", "")]),
        ("Fictol: Exemplamine + Testoprol", [("Exemplamine", ""), ("Testoprol", "")]),
        ("Fictol (Exemplamine &amp; Testoprol)", [("Exemplamine", ""), ("Testoprol", "")]),
        ("Exemplamine (and Testoprol) Tablets", [("Exemplamine", ""), ("Testoprol", "")]),
        ("Exemplamine 4mg, Testoprol 5mg", [("Exemplamine", "4mg"), ("Testoprol", "5mg")]),
        ("Exemplamine Inhaler/ Solution", [("Exemplamine", "")]),
        ("Fictols (Exemplamine, Testoprol, Inventol)", [("Fictols", "")]),
        ("Exemplamine or Testoprol", []),
        ("Fictol Inhibitor - Exemplamine and Testoprol", []),
        ("Testum / Testosides", []),
        ("Exemplamine (Human) (Long)", []),
    ],
)
def test_a_title_names_substances_only_where_it_leaves_no_doubt(
    title: str, ingredients: list[tuple[str, str]]
) -> None:
    """Members of a class, two medicines on one leaflet and two names of one are no combination."""
    assert titled(title) == ingredients


def test_front_matter_and_other_headings_do_not_matter() -> None:
    """A leaflet with front matter and "##" headings reads the same."""
    other = "---\nlayout: x\n---\n# Exemplamine\n\n## What is this medication for?\n\nThe cough.\n"
    document = read(other)
    assert (document.title, document.sections[0].text) == ("Exemplamine", "The cough.")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"# How To Instil Eye Drops\n\n## Steps\n\nWash your hands.\n", "no leaflet about one"),
        (b"words without any heading", "no leaflet about one"),
        (b"\xff\xfe# Exemplamine", "not UTF-8"),
        (b"  \n", "empty"),
    ],
)
def test_what_is_no_leaflet_is_refused_with_a_reason(data: bytes, why: str) -> None:
    """A general guide is about no medicine."""
    with pytest.raises(UnreadableDocument, match=why):
        list(leaflet.read(data, "guide.md"))


@given(st.text(max_size=120), st.text(max_size=120))
def test_no_text_makes_it_fail_otherwise(title: str, words: str) -> None:
    """Whatever it gets, it reads it or says that it cannot, and passages stay inside the text."""
    text = f"# {title}\n\n## What is this medication for?\n\n{words}"
    try:
        document = read(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    except UnreadableDocument:
        return
    for section in document.sections:
        for cell in (cell for table in section.tables for row in table.rows for cell in row):
            assert 0 <= cell.start <= cell.end <= len(section.text)


@pytest.mark.realdata
def test_the_leaflets_of_singapore_are_read(shared_data: Path) -> None:
    """Of 642 files, 31 are guides; 594 leaflets name one medicine, all have a date."""
    found = list(open_documents(shared_data / "labels/sg-leaflets"))
    documents = [d for d in found if isinstance(d, Document)]
    assert (len(found), len(documents)) == (642, 611)
    assert sum(bool(d.products) for d in documents) == 594
    assert all(d.date and d.language == "en" for d in documents)
    assert len({d.set_id for d in documents}) == 611
