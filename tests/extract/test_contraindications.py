"""When a medicine must not be used, from invented labels and leaflets."""

from __future__ import annotations

import pytest

from composita.extract.contraindications import extract
from composita.facts import Contraindication, Document, Ingredient, Product, Section


def forbids(text: str, kind: str = "contraindications") -> list[tuple[str, str]]:
    """What a document with this one section forbids: which sort of thing, and its term."""
    product = Product("Warfatest", (Ingredient("warfarin sodium"),))
    section = Section("1", kind, "Contraindications", text)
    document = Document("us-spl", "1", "Warfatest", (product,), (section,))
    found: list[Contraindication] = [fact.value for fact in extract(document)]  # type: ignore[misc]
    return [(value.what, value.term) for value in found]


SAYS = [
    ("None.", [("none", "none")]),
    ("None ( 4 )", [("none", "none")]),
    ("Known hypersensitivity to warfarin or any of its components ( 4 )",
     [("allergy", "warfarin"), ("allergy", "any ingredient")]),
    ("It is contraindicated in patients with severe hepatic impairment.",
     [("condition", "severe hepatic impairment")]),
    ("Warfatest is contraindicated with:\n• Cisapride\n• MAO inhibitors or linezolid",
     [("substance", "cisapride"), ("class", "MAO inhibitors"), ("substance", "linezolid")]),
    ("Concomitant use of nonsteroidal anti-inflammatory drugs (NSAIDs)",
     [("class", "NSAIDs"), ("class", "NSAIDs")]),
    ("History of asthma, urticaria or other allergic-type reactions after taking aspirin",
     [("condition", "asthma"), ("condition", "urticaria"), ("allergy", "aspirin")]),
    ("Pregnancy. Nursing mothers.", [("population", "pregnancy"), ("population", "breastfeeding")]),
    ("Children under 2 years of age.", [("population", "children under 2 years of age")]),
    ("if you are allergic to warfarin - if you are taking clopidogrel (used to treat angina)",
     [("allergy", "warfarin"), ("substance", "clopidogrel")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAYS)
def test_what_must_not_be(text: str, expected: list[tuple[str, str]]) -> None:
    """Conditions, allergies, other medicines and people, each told from the others."""
    assert forbids(text) == expected


SILENT = [
    "Hyperpyretic crises and severe convulsions have occurred in patients receiving both drugs.",
    "Reactions have included angioedema and urticaria.",
    "Cases of anaphylaxis have been reported [see Adverse Reactions (6.2)].",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_happened_forbids_nothing(text: str) -> None:
    """A reaction that a label reports is not a reason against the medicine."""
    assert forbids(text) == []


def test_it_stops_where_reasons_begin() -> None:
    """What would happen otherwise is no contraindication."""
    text = "It is contraindicated in patients with glaucoma because it may cause blindness."
    assert forbids(text) == [("condition", "glaucoma")]


def test_only_what_forbids_counts_among_warnings() -> None:
    """In a label without such a section, a warning forbids where it says so."""
    text = "Do not use if you have:\n• glaucoma\nAsk a doctor if you have asthma."
    assert forbids(text, "warnings") == [("condition", "glaucoma")]
