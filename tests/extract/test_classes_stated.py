"""Classes that invented labels and leaflets state of their medicine."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.extract.classes import class_name, extract
from composita.facts import Class, Document, Ingredient, Product, Section
from composita.read import open_documents

ALONE = Product("Exempla", (Ingredient("EXEMPLAMINE HYDROCHLORIDE"),))
BOTH = Product("Exempla Plus", (Ingredient("exemplamine"), Ingredient("testoprol")))


def label(text: str, product: Product = ALONE, kind: str = "indications") -> Document:
    """A label of a product with one section."""
    return Document("us-spl", "1", "Label", (product,), (Section("1", kind, "", text),))


def classes(text: str, product: Product = ALONE) -> list[tuple[str, tuple[str, ...]]]:
    """The classes stated, and of whom."""
    return [(fact.value.name, fact.about) for fact in extract(label(text, product))]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Exempla is a kinase inhibitor indicated for gout.", "kinase inhibitor"),
        ("Exemplamine tablets are an HMG-CoA reductase inhibitor (statin) indicated for it.",
         "HMG-CoA reductase inhibitor"),
        ("1 INDICATIONS AND USAGE Exemplamine for injection is a vitamin D analog indicated",
         "vitamin D analog"),
        ("Exempla contains the active substance exemplamine, which belongs to a group of medicines "
         "called selective serotonin reuptake inhibitors (SSRIs).",
         "selective serotonin reuptake inhibitor"),
        ("It belongs to a class of medications known as Tricyclic antidepressants (TCAs).",
         "tricyclic antidepressant"),
        ("Exempla is a histamine-2 (H 2 ) receptor antagonist.", "histamine-2 receptor antagonist"),
        ("Exempla is a poly (ADP-ribose) polymerase (PARP) inhibitor indicated",
         "poly (ADP-ribose) polymerase inhibitor"),
        ("This medicine is an antibiotic and kills bacteria.", "antibiotic"),
        ("Exempla belongs to the group of monoclonal antibodies.", "monoclonal antibody"),
    ],
)  # fmt: skip
def test_a_class_is_read_from_what_the_medicine_is_said_to_be(text: str, name: str) -> None:
    """Classes are terms in the singular, without abbreviations in brackets."""
    assert classes(text) == [(name, ())]


@pytest.mark.parametrize(
    "text",
    [
        "Gout is a disease of the joints.",
        "Testoprol is a kinase inhibitor.",
        "Do not take Exempla with testoprol, which is a kinase inhibitor.",
        "Exempla is a selective inhibitor.",
        "Exempla is a prescription medicine used for gout.",
        "Exempla is a gonadotropin releasing hormone thing of great renown.",
        "Exempla is not a steroid.",
    ],
)
def test_what_names_no_class_of_this_medicine_is_left_out(text: str) -> None:
    """Diseases, other medicines and vague words give no class."""
    assert classes(text) == []


def test_each_ingredient_of_a_combination_has_its_own_class() -> None:
    """A class stated of one ingredient is about that ingredient, "it" is about nobody."""
    text = (
        "Exemplamine belongs to a group of medicines called calcium channel blockers. "
        "Testoprol is a thiazide diuretic. It is a steroid."
    )
    assert classes(text, BOTH) == [
        ("calcium channel blocker", ("exemplamine",)),
        ("thiazide diuretic", ("testoprol",)),
    ]


def test_a_class_of_the_whole_combination_is_about_the_document() -> None:
    """The brand stands for all its ingredients."""
    assert classes("Exempla Plus is a steroid.", BOTH) == [("steroid", ())]


def test_a_name_that_does_not_end_is_not_believed() -> None:
    """Words that go on for longer than any class's name are none."""
    assert class_name("very " * 12 + "inhibitor") == ""


def test_the_fact_says_where_it_stands() -> None:
    """A class read from a text is of the system "group" and points at its clause."""
    document = label("Gout hurts. Exempla is a steroid; take it.")
    (fact,) = extract(document)
    assert fact.value == Class("steroid", "group")
    section = document.sections[0]
    assert section.text[fact.passage.start : fact.passage.end] == "Exempla is a steroid"


@pytest.mark.realdata
def test_complete_labels_say_what_their_medicine_is(shared_data: Path) -> None:
    """On a real label, what is known to stand there is found."""
    (found,) = open_documents(shared_data / "labels" / "us-spl-xml" / "mateo__azithromycin.xml")
    assert isinstance(found, Document)
    assert "macrolide antibacterial drug" in {fact.value.name for fact in extract(found)}  # type: ignore[union-attr]
