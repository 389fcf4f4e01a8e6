"""What was understood only in part: doses that lost a piece of their clause, signs in a box."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from composita.extract.doses import extract
from composita.extract.partly import is_partly_boxed
from composita.extract.reactions import extract as extract_reactions
from composita.extract.text import lexicon_file
from composita.extract.warnings import extract as extract_warnings
from composita.facts import AdverseReaction, Cell, Document, Ingredient, Product, Section, Table

EXEMPLA = Product("Exempla", (Ingredient("exemplamine hydrochloride"),))
ROWS: Mapping[str, Mapping[str, Any]] = lexicon_file("partly")


def marked(text: str, *tables: Table) -> list[bool]:
    """Of each dose in a text whether it was understood only in part."""
    section = Section("2", "dosage", "", text, tables=tables)
    label = Document("us-spl", "1", "A label", (EXEMPLA,), (section,))
    return [fact.partly for fact in extract(label)]


OF_DOSES = [ROWS["counts"], ROWS["lead"], *ROWS["dose"].values()]


@pytest.mark.parametrize("row", OF_DOSES, ids=lambda row: row["example"])
def test_each_row_about_doses_has_its_example(row: Mapping[str, Any]) -> None:
    """The example of a row is marked, and the sentence beside it is whole."""
    assert set(marked(row["example"])) == {True}
    assert set(marked(row["whole"])) == {False}


@pytest.mark.parametrize("row", [*ROWS["box"].values()], ids=lambda row: row["example"])
def test_each_row_about_boxes_has_its_example(row: Mapping[str, Any]) -> None:
    """The last words of an example are no warning of their own, those beside it are."""
    for key, partly in (("example", True), ("whole", False)):
        words = row[key].rstrip(".)").split()
        assert is_partly_boxed(row[key], row[key].index(words[-2])) is partly


@pytest.mark.parametrize(
    "text",
    [
        "Patients with a clearance below 30 mL/min should not receive 875 mg twice daily.",
        "Never take 40 mg daily.",
        "The 20 mg daily dose is contraindicated in asthma.",
        "Initially not more than 1.5 mg daily should be taken.",
        "If needed, the dose is 20 mg daily.",
        "Take 2 tablets every 4 hours, at most 10 tablets in 24 hours.",
        "The dose is 10 mg daily, on Mondays.",
    ],
)
def test_half_understood_doses_are_marked(text: str) -> None:
    """A prohibition, a start's ceiling, a condition, a count, a week."""
    doses = marked(text)
    assert all(doses)


@pytest.mark.parametrize(
    "text",
    [
        "The recommended dose is 10 mg, 20 mg or 30 mg daily.",
        "The dose is 100, 200 mg daily.",
        "The dose lies between 5 mg and 10 mg daily.",
        "The usual dose is either 5 mg daily.",
    ],
)
def test_half_a_range_or_choice_is_marked(text: str) -> None:
    """One amount of several is not the dose."""
    doses = marked(text)
    assert doses
    assert all(doses)


@pytest.mark.parametrize(
    "text",
    [
        "The recommended dose is 10 to 20 mg once daily.",
        "The recommended starting dose is 10 mg twice daily.",
        "The dose should not exceed 40 mg daily.",
        "The maximum dose is 40 mg daily.",
        "Adults: 10 mg every 8 hours.",
        "Recommended dosage for adults: 10 mg orally twice a day with food.",
        "The usual dose is 10 mg every week.",
    ],
)
def test_a_dose_that_says_all_is_whole(text: str) -> None:
    """Ranges, phases, ceilings and intervals that the dose has in a field."""
    assert marked(text) == [False]


def test_the_line_that_leads_a_list_counts() -> None:
    """What is forbidden above a list is forbidden in each item."""
    assert marked("These are not recommended:\n• 10 mg twice daily") in ([True], [])
    assert marked("If you have a fever:\n• the dose is 10 mg twice daily") == [True]


def test_a_title_that_we_have_no_word_for_is_not_lost() -> None:
    """ "Zzyxitis" is what the dose is for, whether we know it or not."""
    assert marked("2.3 Dosage in Zzyxitis\nThe recommended dose is 10 mg once daily.") == [True]
    assert marked("2.3 Recommended Dosage\nThe recommended dose is 10 mg once daily.") == [False]


def test_a_row_of_a_table_is_read_with_its_first_cell() -> None:
    """A row for something that we have no word for is understood in part."""
    text = "Group | Dose\nAdults, Zzyx | 10 mg once daily\nAdults | 20 mg once daily"
    ends = [(0, 5), (8, 12), (13, 25), (28, 44), (45, 51), (54, 70)]
    cells = [Cell(start, end) for start, end in ends]
    table = Table((tuple(cells[:2]), tuple(cells[2:4]), tuple(cells[4:])))
    assert marked(text, table) == [True, False]


def boxed(text: str) -> dict[str, bool]:
    """Of each topic of a box whether it was understood only in part at each place."""
    label = Document(
        "us-spl",
        "1",
        "Exempla",
        (EXEMPLA,),
        (Section("1", "boxed_warning", "Boxed warning", text),),
    )
    found: dict[str, bool] = {}
    for fact in extract_warnings(label):
        topic = fact.value.topic  # type: ignore[union-attr]
        found[topic] = found.get(topic, True) and fact.partly
    return found


@pytest.mark.parametrize(
    "text",
    [
        "WARNING: LACTIC ACIDOSIS\nSymptoms include somnolence and hypotension.",
        "WARNING: LACTIC ACIDOSIS\nRisk factors include heart failure and renal impairment.",
        "WARNING: LACTIC ACIDOSIS\nIt was seen in patients with heart failure.",
        "WARNING: LACTIC ACIDOSIS\nDiscontinue it (see WARNINGS, Hypotension).",
        "WARNING: LACTIC ACIDOSIS\nMonitor patients for signs of bleeding or infections.",
    ],
)
def test_signs_and_causes_in_a_box_are_no_topics_of_it(text: str) -> None:
    """What the box warns of is whole; its signs, its causes and titles elsewhere are marked."""
    topics = boxed(text)
    assert topics.pop("lactic acidosis") is False
    assert all(topics.values())


def test_a_side_effect_that_is_a_sign_in_a_box_is_marked_too() -> None:
    """ "In the boxed warning" would be said of a symptom otherwise."""
    text = "WARNING: LACTIC ACIDOSIS\nSymptoms include nausea. It may cause vomiting."
    section = Section("1", "boxed_warning", "Boxed warning", text)
    label = Document("us-spl", "1", "Exempla", (EXEMPLA,), (section,))
    marks = {}
    for fact in extract_reactions(label):
        assert isinstance(fact.value, AdverseReaction)
        marks[fact.value.term] = fact.partly
    assert (marks["nausea"], marks["vomiting"]) == (True, False)


BOXED = [
    ("Risk factors are some drugs (e.g. diuretics) and hypoxic states (e.g. heart failure).", True),
    ("Cases of exemplosis have resulted in death and heart failure.", True),
    ("It can cause (e.g. in the old) heart failure.", False),
]


@pytest.mark.parametrize(("text", "partly"), BOXED)
def test_a_short_form_does_not_end_a_clause(text: str, partly: bool) -> None:
    """ "e.g." ends no sentence: what stands before it still makes a term a risk or a sign."""
    assert is_partly_boxed(text, text.index("heart failure")) is partly
