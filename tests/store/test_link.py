"""Whom a document is about: its codes and names → substances."""

from __future__ import annotations

import pytest

from composita.facts import Document, Ingredient, Moiety, Name, Product, Substance
from composita.store.link import Linker, linker_of

EXEMPLAMINE = (Name("Exemplamine", "inn", "E"), Name("Exemplamine sulfate", "salt", "ES"))
SUBSTANCES = (
    Substance("E", "Exemplamine", EXEMPLAMINE),
    Substance("KC", "Potassium citrate", (Name("Potassium citrate", "official", "KC"),)),
)
IONS = (Moiety("Potassium cation", "K"), Moiety("Citrate ion", "C"))


@pytest.fixture(scope="module")
def linker() -> Linker:
    return linker_of(SUBSTANCES)


CASES = {
    "a code": ((Ingredient("whatever", "ES"),), "E"),
    "a name": ((Ingredient("Exemplamine Sulphate"),), "E"),
    "a moiety that the label names": ((Ingredient("New salt", "N", (Moiety("x", "E"),)),), "E"),
    "a mineral salt, not its ions": ((Ingredient("Potassium citrate", "KC", IONS),), "KC"),
    "a combination": ((Ingredient("Potassium citrate"), Ingredient("Exemplamine")), "E+KC"),
    "an unknown part": ((Ingredient("Exemplamine"), Ingredient("Nonsensol")), ""),
}


@pytest.mark.parametrize(("ingredients", "about"), CASES.values(), ids=CASES)
def test_whom_a_document_is_about(
    linker: Linker, ingredients: tuple[Ingredient, ...], about: str
) -> None:
    """By code, by name or by what the label says; nobody where one part is not known."""
    document = Document("us", "1", "A label", (Product("A product", ingredients),))
    assert linker.document(document) == about
