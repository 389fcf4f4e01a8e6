"""From a document to its facts."""

from __future__ import annotations

from composita.facts import Class, Document, Section
from composita.ingest import extracted

WORDS = (
    "Avoid strong CYP3A4 inhibitors (e.g., ketoconazole, ritonavir, clarithromycin). "
    "Do not take strong CYP3A4 inhibitors such as ketoconazole and itraconazole."
)


def test_equal_facts_about_several_substances_all_stay() -> None:
    """One list names several examples: the same is said of each, once of each."""
    section = Section("7", "interactions", "7 Interactions", WORDS)
    found = extracted(Document("us", "1", "A label", sections=(section,)))
    examples = [fact.about for fact in found.facts if fact.about]
    assert sorted(examples) == [
        ("clarithromycin",), ("itraconazole",), ("ketoconazole",), ("ritonavir",),
    ]  # fmt: skip
    assert not any(isinstance(fact.value, Class) and not fact.about for fact in found.facts)


def test_a_document_in_another_language_has_no_facts() -> None:
    """Its words are kept, and nothing is read from them."""
    section = Section("7", "interactions", "7", WORDS)
    assert extracted(Document("us", "1", "A", sections=(section,), language="es")).facts == ()
