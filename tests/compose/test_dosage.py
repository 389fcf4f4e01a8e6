"""Doses: grouped by way of taking and by person, in words, never averaged."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from composita.compose.amounts import amount
from composita.compose.words import words
from composita.facts import Dose, Fact, View
from invented import document, facts, part, small_page

LABEL = document("us", "label", "A label", "dosage")
OTHER = document("us", "other", "Another label", "dosage")


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        (Dose(25, 25, "mg"), "25 mg"),
        (Dose(25, 50, "mg", "dose"), "25 to 50 mg each time"),
        (Dose(150, 150, "mg", "day"), "150 mg a day"),
        (Dose(150, 150, "mg", "day", times_a_day=(2, 3)), "150 mg a day in 2 or 3 doses"),
        (Dose(5, 5, "mg", "dose", times_a_day=(1, 1)), "5 mg once a day"),
        (Dose(5, 5, "mg", every_hours=(6, 8)), "5 mg every 6 to 8 hours"),
        (Dose(5, 5, "mg", every_hours=(48, 48)), "5 mg every 2 days"),
        (Dose(70, 70, "mg", every_hours=(168, 168)), "70 mg every week"),
        (Dose(1, 2, "{tbl}", timing="at bedtime"), "1 to 2 tablets at bedtime"),
        (Dose(1, 1, "{capsule}"), "1 capsule"),
        (Dose(0.1, 0.1, "ug/kg"), "0.1 micrograms for each kg of body weight"),
        (Dose(5000, 5000, "[iU]"), "5,000 units"),
    ],
)
def test_an_amount_in_words(dose: Dose, expected: str) -> None:
    """Units are spelled out; how often follows the amount."""
    assert amount(dose, words("patient")) == expected


def test_an_amount_for_professionals() -> None:
    """Shorter, with the units that they write."""
    dose = Dose(2, 2, "mg/kg", "day", every_hours=(12, 12))
    assert amount(dose, words("professional")) == "2 mg/kg a day every 12 hours"
    assert amount(Dose(5, 5, "[iU]"), words("professional")) == "5 international units"


def test_doses_are_grouped_by_way_and_person() -> None:
    """Each group of people has its own line, from the first dose to the highest."""
    said = facts(
        LABEL,
        "dosage",
        Dose(300, 300, "mg", "day", "oral", population="adults", phase="maximum"),
        Dose(75, 75, "mg", "day", "oral", population="adults", phase="start"),
        Dose(30, 30, "mg", "day", "oral", population="kidney impairment", renal="under 30 mL/min"),
        Dose(10, 10, "mg", "dose", "intravenous", population="children", age="6 to 12 years"),
    )
    dosage = part(small_page(*said, documents=(LABEL,)), "exemplamine", "dosage")
    found = {
        (way.title, people.title): [sentence.text for sentence in people.sentences]
        for way in dosage.parts
        for people in way.parts
    }
    assert found == {
        ("By mouth", "Adults"): ["start with 75 mg a day", "at most 300 mg a day"],
        ("By mouth", "People with kidney problems, kidney function under 30 mL/min"): [
            "30 mg a day"
        ],
        ("Into a vein", "Children, 6 to 12 years"): ["10 mg each time"],
    }


def test_documents_that_differ_are_shown_to_differ() -> None:
    """Two labels with two highest doses: both stand there, each with its own note."""
    said = (
        *facts(LABEL, "dosage", Dose(150, 150, "mg", "day", "oral", phase="maximum")),
        *facts(OTHER, "dosage", Dose(300, 300, "mg", "day", "oral", phase="maximum")),
    )
    dosage = part(small_page(*said, documents=(LABEL, OTHER)), "exemplamine", "dosage")
    (people,) = dosage.parts[0].parts
    assert [(s.text, len(s.notes)) for s in people.sentences] == [
        ("at most 150 mg a day (sources differ)", 1),
        ("at most 300 mg a day (sources differ)", 1),
    ]


PARTLY = tuple(replace(fact, partly=True) for fact in facts(LABEL, "dosage", Dose(875, 875, "mg")))
WHOLE = facts(LABEL, "dosage", Dose(10, 10, "mg", "day", "oral"))


def amounts(*said: Fact, view: View = "patient") -> list[str]:
    """The amounts on a page from these facts."""
    dosage = part(small_page(*said, documents=(LABEL, OTHER), view=view), "exemplamine", "dosage")
    return [s.text for way in dosage.parts for people in way.parts for s in people.sentences]


def test_patients_see_no_dose_that_was_understood_in_part() -> None:
    """They are told where to read it; professionals see it, marked as such."""
    assert amounts(*WHOLE, *PARTLY) == ["10 mg a day"]
    page = small_page(*WHOLE, *PARTLY, documents=(LABEL,))
    elsewhere = part(page, "exemplamine", "dosage", "elsewhere")
    assert elsewhere.silence == "speaks of it"
    assert [sentence.text for sentence in elsewhere.sentences] == [
        "There is more, which we understood only in part. Read it in: US label, “2 Dosage”."
    ]
    assert amounts(*WHOLE, *PARTLY, view="professional") == [
        "10 mg a day (1 of 2 documents)",
        "875 mg (1 of 2 documents) (understood in part)",
    ]


def test_where_no_dose_is_whole_the_page_says_where_they_stand() -> None:
    """No number of ours, and no silence either."""
    dosage = part(small_page(*PARTLY, documents=(LABEL,)), "exemplamine", "dosage")
    assert (dosage.silence, dosage.parts) == ("speaks of it", ())
    assert "875" not in dosage.sentences[0].text


def test_one_whole_fact_is_enough() -> None:
    """A statement is told where one document says it wholly, and rests on that one alone."""
    elsewhere = facts(OTHER, "dosage", Dose(875, 875, "mg"))
    assert amounts(*PARTLY, *elsewhere) == ["875 mg"]
    (statement,) = small_page(*PARTLY, *elsewhere, documents=(LABEL, OTHER)).statements
    assert (statement.documents, statement.partly) == ((OTHER.id,), False)
