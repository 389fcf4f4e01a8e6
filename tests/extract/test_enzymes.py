"""Enzyme and transporter roles, from invented labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.extract.enzymes import extract
from composita.facts import Document, EnzymeRole, Ingredient, Product, Section
from composita.read import open_documents

PRODUCT = Product("Exempla", (Ingredient("EXEMPLAMINE HYDROCHLORIDE"),))


def roles(text: str) -> list[EnzymeRole]:
    """The roles that a label with this one section states."""
    sections = (Section("7", "interactions", "", text),)
    document = Document("us-spl", "1", "Label", (PRODUCT,), sections)
    return [fact.value for fact in extract(document)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exemplamine is a CYP3A4 substrate.", [EnzymeRole("CYP3A4", "substrate")]),
        ("Exemplamine is primarily metabolized by CYP 2D6.",
         [EnzymeRole("CYP2D6", "substrate", "main")]),
        ("Exemplamine is a moderate inhibitor of CYP2C9 and CYP2C19.",
         [EnzymeRole("CYP2C9", "inhibitor", "moderate"),
          EnzymeRole("CYP2C19", "inhibitor", "moderate")]),
        ("Exemplamine is a potent CYP1A2 inhibitor.",
         [EnzymeRole("CYP1A2", "inhibitor", "strong")]),
        ("Exemplamine induces cytochrome P450 3A4.", [EnzymeRole("CYP3A4", "inducer")]),
        ("Exemplamine is a substrate of P-glycoprotein and BCRP.",
         [EnzymeRole("P-gp", "substrate"), EnzymeRole("BCRP", "substrate")]),
        ("Exemplamine is metabolized mainly by CYP3A4 and to a lesser extent by CYP1A2.",
         [EnzymeRole("CYP3A4", "substrate", "main"), EnzymeRole("CYP1A2", "substrate", "minor")]),
        ("Exemplamine is metabolized by cytochrome P450 isozymes 1A2, 2C9, and 3A4.",
         [EnzymeRole("CYP1A2", "substrate"), EnzymeRole("CYP2C9", "substrate"),
          EnzymeRole("CYP3A4", "substrate")]),
    ],
)  # fmt: skip
def test_roles_are_read_with_their_strength(text: str, expected: list[EnzymeRole]) -> None:
    """Each enzyme of a list has its own fact; "potent" is strong."""
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Testoprol is a strong CYP3A4 inhibitor.",
        "Avoid Exempla with strong inhibitors of CYP3A4.",
        "Exemplamine is not a substrate of CYP3A4.",
        "Exemplamine may inhibit CYP2D6.",
        "In vitro, exemplamine inhibits CYP2D6.",
        "Do not take exemplamine with testoprol, which is a CYP3A4 inhibitor.",
    ],
)
def test_roles_of_others_and_denied_ones_are_left_out(text: str) -> None:
    """Other medicines, negations and test tubes give no fact."""
    assert roles(text) == []


@pytest.mark.realdata
def test_a_complete_label_says_how_its_medicine_is_broken_down(shared_data: Path) -> None:
    """On a real label, what is known to stand there is found."""
    (found,) = open_documents(shared_data / "labels" / "us-spl-xml" / "mateo__apixaban.xml")
    assert isinstance(found, Document)
    assert EnzymeRole("CYP3A4", "substrate", "main") in {fact.value for fact in extract(found)}
