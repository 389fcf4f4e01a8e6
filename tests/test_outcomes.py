"""What `read` says of each document: its facts, or why it is on no page."""

from __future__ import annotations

from composita.facts import Document, Ingredient, Product
from composita.own import outcome
from composita.store import Filed


def test_why_a_document_is_on_no_page() -> None:
    """Another language is named; an unknown substance is told; what is on a page has no reason."""
    product = Product("p", (Ingredient("Nonsensol"),))
    nothing = Filed(0, ())
    assert outcome(Document("s", "1", "A", language="es"), nothing).why == "on no page: Spanish"
    assert outcome(Document("s", "1", "A", language="xx"), nothing).why.endswith("language (xx)")
    assert outcome(Document("s", "1", "A", (product,)), nothing).why == "no substance known"
    found = outcome(Document("s", "1", "A", (product,)), Filed(12, ("Exemplamine", "Testoprol")))
    assert (found.facts, found.medicines, found.why) == (12, ("Exemplamine", "Testoprol"), "")
