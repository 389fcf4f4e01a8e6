"""Doses from invented labels, each trap with its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.extract.doses import extract
from composita.facts import Cell, Document, Dose, Fact, Ingredient, Product, Section, Table
from composita.read import open_documents
from composita.score import doses as scorer

EXEMPLA = Product("Exempla", (Ingredient("exemplamine hydrochloride"),))
BOTH = Product("Duo", (Ingredient("exemplamine"), Ingredient("testoprol")))


def label(text: str, product: Product = EXEMPLA, title: str = "") -> Document:
    """A label with one dosage section."""
    return Document("us-spl", "1", "A label", (product,), (Section("2", "dosage", title, text),))


def facts(document: Document) -> list[tuple[Dose, str]]:
    """The doses with the words that state them."""
    return [(_dose(fact), _words(document, fact)) for fact in extract(document)]


def _dose(fact: Fact) -> Dose:
    assert isinstance(fact.value, Dose)
    return fact.value


def _words(document: Document, fact: Fact) -> str:
    section = document.section(fact.passage.section)
    assert section
    return section.text[fact.passage.start : fact.passage.end]


def doses(text: str, **kind: str) -> list[Dose]:
    return [dose for dose, _ in facts(label(text, title=kind.get("title", "")))]


def how_much(text: str) -> list[str]:
    """Amounts and units alone, for instance "5-10 mg"."""
    return [f"{d.low:g}-{d.high:g} {d.unit}" if d.low != d.high else f"{d.low:g} {d.unit}"
            for d in doses(text)]  # fmt: skip


def test_several_doses_in_a_sentence() -> None:
    """Alternatives and a daily total are doses of their own, each with its words."""
    text = (
        "The usual dose of Exempla is 75 to 150 mg two times a day, "
        "or 50 to 100 mg three times a day (150 to 300 mg/day)."
    )
    assert facts(label(text)) == [
        (Dose(75, 150, "mg", "dose", phase="usual", times_a_day=(2, 2)),
         "75 to 150 mg two times a day"),
        (Dose(50, 100, "mg", "dose", phase="usual", times_a_day=(3, 3)),
         "50 to 100 mg three times a day"),
        (Dose(150, 300, "mg", "day"), "150 to 300 mg/day"),
    ]  # fmt: skip


def test_a_dose_for_people_in_hospital_says_so() -> None:
    """Others must not take it for theirs."""
    (fact,) = facts(label("Hospitalized patients may require 100 mg a day initially."))
    assert fact[0] == Dose(100, 100, "mg", "day", phase="start", case="in hospital")


@pytest.mark.parametrize(
    ("words", "dose"),
    [
        ("10 mg once daily with food", Dose(10, 10, "mg", "dose", times_a_day=(1, 1),
                                            timing="with food")),
        ("10 mg every 4 to 6 hours as needed", Dose(10, 10, "mg", "dose", every_hours=(4, 6),
                                                    timing="as needed")),
        ("30 mg daily in three divided doses", Dose(30, 30, "mg", "day", times_a_day=(3, 3))),
        ("2 g in two to four doses", Dose(2, 2, "g", "day", times_a_day=(2, 4))),
        ("10 mg b.i.d. or t.i.d.", Dose(10, 10, "mg", "dose", times_a_day=(2, 3))),
        ("100 mg subcutaneously every 2 weeks", Dose(100, 100, "mg", "dose", every_hours=(336, 336),
                                                     route="subcutaneous")),
        ("10 mg at bedtime", Dose(10, 10, "mg", timing="at bedtime")),
        ("12 mg (two 6 mg capsules) orally once daily", Dose(12, 12, "mg", "dose", route="oral",
                                                             times_a_day=(1, 1))),
        ("25 mg/m² over 30 to 60 minutes once a week", Dose(25, 25, "mg/m2", "dose",
                                                            every_hours=(168, 168))),
        ("120 mg every 3 months", Dose(120, 120, "mg", timing="every 3 months")),
    ],
)  # fmt: skip
def test_how_often(words: str, dose: Dose) -> None:
    """How often, by which way and when, in the words right behind the amount."""
    assert doses(f"Take {words}.") == [dose]


def test_only_its_own_frequency() -> None:
    """How often a dose is raised is not how often it is taken."""
    assert doses("Start with 5 mg, with dose increases every 2 weeks.") == [
        Dose(5, 5, "mg", phase="start")
    ]
    assert doses("The dose may be increased by 5 mg every 2 weeks.") == [
        Dose(5, 5, "mg", phase="step")
    ]


@pytest.mark.parametrize(
    ("words", "phase"),
    [
        ("The recommended starting dose is 5 mg daily.", "start"),
        ("The maximum recommended dose is 5 mg daily.", "maximum"),
        ("Do not exceed 5 mg daily.", "maximum"),
        ("Doses above 5 mg daily are not recommended.", "maximum"),
        ("Give a loading dose of 5 mg daily.", "loading"),
        ("The usual maintenance dose is 5 mg daily.", "maintenance"),
        ("The dose may be increased to 5 mg daily.", ""),
    ],
)
def test_phase(words: str, phase: str) -> None:
    """What the dose is for in the course of treatment."""
    assert [(d.low, d.phase) for d in doses(words)] == [(5, phase)]


def test_for_whom() -> None:
    """People, age, weight and kidney function go with the amount that they stand beside."""
    text = (
        "In adults, 50 mg q.i.d.; children 6 to 12 years of age weighing less than 40 kg, "
        "25 mg q.i.d.; in patients with creatinine clearance of 30 to 60 mL/min, 10 mg q.i.d."
    )
    assert [(d.low, d.population, d.age, d.weight, d.renal) for d in doses(text)] == [
        (50, "adults", "", "", ""),
        (25, "children", "6 to 12 years of age", "less than 40 kg", ""),
        (10, "kidney impairment", "", "", "30 to 60 ml/min"),
    ]


def test_people_behind_the_amount() -> None:
    """ "10 mg in adults and 5 mg in children": each keeps its own."""
    text = "Give 10 mg daily in adults and 5 mg daily in children."
    assert [(d.low, d.population) for d in doses(text)] == [(10, "adults"), (5, "children")]


def test_people_in_brackets_behind_the_amount() -> None:
    """ "5 mg (body weight <50 kg)": the next amount is not for them."""
    text = "The dose is 5 mg daily (body weight <50 kg) or 10 mg daily (body weight 50 to 100 kg)."
    assert [(d.low, d.weight) for d in doses(text)] == [(5, "<50 kg"), (10, "50 to 100 kg")]


def test_phase_behind_the_amount() -> None:
    """A loading dose named behind its amount says nothing of the next."""
    text = "Start with a 300 mg loading dose and then continue with 75 mg once daily."
    assert [(d.low, d.phase) for d in doses(text)] == [(300, "loading"), (75, "")]


def test_both_are_everybody() -> None:
    """A dose for adults and children is for nobody in particular."""
    dose = doses("Adults and children 12 years and over: take 2 caplets every 6 hours.")[0]
    assert (dose.population, dose.age, dose.unit) == ("", "12 years and over", "{caplet}")


def test_titles_hold_below() -> None:
    """People and condition of a title hold for the text under it, until the next."""
    text = (
        "2.1 Pediatric Patients with Epilepsy The starting dose is 5 mg daily.\n"
        "2.2 Hypertension The starting dose is 10 mg daily."
    )
    assert [(d.low, d.population, d.condition) for d in doses(text)] == [
        (5, "children", "epilepsy"),
        (10, "", "hypertension"),
    ]


def test_other_people_end_a_title() -> None:
    """After a sentence about others nobody knows who is meant; a title run in holds on."""
    text = (
        "2.1 Dosage in Adults The starting dose is 5 mg daily. "
        "For children the starting dose is 2 mg daily. The dose may be raised to 4 mg daily."
    )
    assert [d.population for d in doses(text)] == ["adults", "children", ""]
    text = (
        "Pediatric Patients The starting dose is 2 mg daily. The dose may be raised to 4 mg daily."
    )
    assert [d.population for d in doses(text)] == ["children", "children"]


def test_the_title_of_a_phase_ends_whom_the_text_was_about() -> None:
    """After "Maintenance" in running text nobody knows that older people are still meant."""
    text = (
        "Elderly Patients Lower doses are recommended. Give Exempla 10 mg once a day. "
        "Maintenance The usual dose of Exempla is 50 mg a day."
    )
    assert [dose.population for dose in doses(text)] == ["older people", ""]


def test_what_for() -> None:
    """The condition of the title, unless the words name another that is treated."""
    title = "Hypertension\n"
    assert [d.condition for d in doses(f"{title}Start with 5 mg daily.")] == ["hypertension"]
    text = "For the treatment of heart failure, start with 5 mg daily."
    assert [d.condition for d in doses(title + text)] == ["heart failure"]
    text = "In patients at risk of hypoglycemia, start with 5 mg daily."
    assert [d.condition for d in doses(title + text)] == [""]


CASES = [
    ("If a strong CYP3A inhibitor is needed, reduce the dose to 10 mg daily.",
     "with strong CYP3A inhibitor"),
    ("The dose may be decreased to 5 mg daily based on response and tolerability.",
     "based on response and tolerability"),
    ("Day 1: take 12.5 mg twice daily.", "day 1"),
    ("Give 100 mg/m² on Days 1 and 8 of each 21-day cycle.", "days 1 and 8 of each 21-day cycle"),
    ("A dose of 5 mg daily may be given to those who cannot tolerate 10 mg.",
     "if not tolerated otherwise"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "case"), CASES)
def test_case(text: str, case: str) -> None:
    """What else must hold for a dose goes with it."""
    assert {dose.case for dose in doses(text)} == {case}


def test_half_a_doubt_leaves_what_is_plainly_advised() -> None:
    """Beside "patients receiving 40 mg", a dose that is recommended is still one."""
    text = "In patients previously treated, the recommended dose is 20 mg once daily."
    assert how_much(text) == ["20 mg"]


def test_names_and_numbers_in_words() -> None:
    """The name inside "mcg of exemplamine per kg" is no part of the unit; "Ten" is ten."""
    assert how_much("The dose is 200 mcg of exemplamine per kg of body weight.") == ["200 ug/kg"]
    assert how_much("Ten mg 3 times a day is given.") == ["10 mg"]
    assert [(d.high, d.phase) for d in doses("Three grams a day must not be exceeded.")] == [
        (3, "maximum")
    ]
    dose = doses("Outpatients: 100 mg a day initially.")[0]
    assert (dose.per, dose.phase) == ("day", "start")


NONE = [
    # a needle's gauge, and a step that runs into the dose it leads to
    "Inject it with a 31 G needle.",
    "Increase weekly by 500 mg to 2000 mg per day.",
    # another medicine beside it
    "Take Exempla with ritonavir 100 mg once daily.",
    "Give dexamethasone at a dose of 20 mg once daily.",
    "Start with 20 mg of fluoxetine once daily.",
    # studies and animals
    "In clinical trials, a dose of 20 mg twice daily was no better.",
    "Rats were given 5 mg/kg/day.",
    "Doses greater than 20 mg daily yield no additional clinical benefit.",
    "The efficacy of 20 mg daily has not been established.",
    # strengths, concentrations, dilution, rates
    "Exempla is available as 10 mg, 20 mg and 40 mg tablets.",
    "Dilute 20 mg in 100 mL of 0.9% sodium chloride.",
    "Infuse at a rate of 5 mg/min.",
    "The solution contains 2 mg/mL.",
    "Withdraw 5 mL (300 mg) of the solution.",
    # limits of people, not of doses
    "Use with care if serum creatinine exceeds 2 mg/dL or clearance is 30-60 mL/min.",
    "For patients weighing more than 40 kg see Table 1.",
    # doses that people take already
    "Patients receiving 40 mg daily should be watched.",
    "Patients unable to tolerate 40 mg daily should stop.",
    "The dose may be changed from 40 mg to 20 mg.",
    # parts, choices cut short, too short a time
    "Give the dose as two injections of 75 mg.",
    "Do not use more than 5 lozenges in 6 hours.",
    # a table that has lost its columns
    "Starting Dose Maximum Dose 20 mg 50 mg 20 mg 60 mg",
    # lowered for a reason that is not said
    "Reduce the dose to 10 mg daily.",
    "If toxicity resolves, resume at 10 mg daily.",
]


@pytest.mark.parametrize("text", NONE)
def test_silent(text: str) -> None:
    """Amounts that are no dose of this medicine for anybody are not told."""
    assert how_much(text) == []


def test_own_dose_beside_another() -> None:
    """Of two medicines in a sentence, only the label's own dose is told."""
    text = "The recommended dose is Exempla 25 mg once daily with ritonavir 100 mg once daily."
    assert how_much(text) == ["25 mg"]


def test_each_amount_of_a_choice_needs_its_unit() -> None:
    """In "5 mg, 10 mg or 15 mg per kilogram" the first two are not whole."""
    assert how_much("The dose is 5 mg, 10 mg or 15 mg per kilogram of body weight.") == ["15 mg/kg"]


def test_combination_only_as_a_whole() -> None:
    """Of a product with two substances, tablets are a dose, milligrams are not."""
    text = "Take 2 tablets every 6 hours. The maximum dose is 4000 mg per day."
    assert [(d.low, d.unit) for d, _ in facts(label(text, BOTH))] == [(2, "{tbl}")]


def test_sole_route_of_the_products() -> None:
    """Where the words name no route, that of the products is meant if they have only one."""
    product = Product("Exempla", EXEMPLA.ingredients, routes=("ORAL",))
    assert [d.route for d, _ in facts(label("Take 5 mg daily.", product))] == ["oral"]


def with_table(*rows: tuple[str, ...], caption: str = "", title: str = "") -> Document:
    """A label whose dosage section is a table, laid down as readers do."""
    lines, cells, at = [caption] if caption else [], [], len(caption) + bool(caption)
    for row in rows:
        lines.append(" | ".join(row))
        starts = [at + sum(len(words) + 3 for words in row[:n]) for n in range(len(row))]
        cells.append(tuple(Cell(s, s + len(w)) for s, w in zip(starts, row, strict=True)))
        at += len(lines[-1]) + 1
    table = Table(tuple(cells), caption)
    section = Section("2", "dosage", title, "\n".join(lines), tables=(table,))
    return Document("us-spl", "1", "A label", (EXEMPLA,), (section,))


def test_table_by_rows_and_columns() -> None:
    """Who stands in the row, the phase in the column's head, the words in the cell."""
    document = with_table(
        ("Body Weight (kg)", "Starting Dose", "Maximum Dose"),
        ("20 to less than 40", "5 mg twice daily", "20 mg twice daily"),
        ("40 or more", "10 mg twice daily", "40 mg twice daily"),
        caption="Table 1: Dosage in Children",
    )
    assert [(d.low, d.phase, d.population, d.weight, words) for d, words in facts(document)] == [
        (5, "start", "children", "20 to less than 40 kg", "5 mg twice daily"),
        (20, "maximum", "children", "20 to less than 40 kg", "20 mg twice daily"),
        (10, "start", "children", "40 kg or more", "10 mg twice daily"),
        (40, "maximum", "children", "40 kg or more", "40 mg twice daily"),
    ]


def test_table_with_units_and_frequency_in_its_head() -> None:
    """A bare number under "Dose (mg)" has that unit; how often may stand in another column."""
    document = with_table(
        ("Creatinine Clearance (mL/min)", "Dose (mg)", "Frequency"),
        ("30 to 60", "500", "every 12 hours"),
    )
    assert facts(document) == [
        (Dose(500, 500, "mg", "dose", population="kidney impairment", every_hours=(12, 12),
              renal="30 to 60 ml/min"), "500"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        (("Dose Reduction for Rash", "Dose"), ("Mild rash", "20 mg daily")),
        (("Severity of Reaction", "Dose"), ("Grade 3", "20 mg daily")),
        (("Indication", "Ritonavir Dose"), ("Epilepsy", "100 mg daily")),
        (("Current Dose", "New Dose"), ("10 mg", "20 mg daily")),
        (("Strength", "Volume of Diluent", "Dose"), ("500 mg", "10 mL", "20 mL")),
        (("Colour of the Moon", "Dose"), ("Blue", "20 mg daily")),
    ],
)
def test_table_not_understood(rows: tuple[tuple[str, ...], ...]) -> None:
    """A dose without its "for whom", or of something else, is not told."""
    assert facts(with_table(*rows)) == []


def test_table_by_weeks() -> None:
    """A titration table's weeks are the case that each dose holds for, in rows and in heads."""
    document = with_table(("Week", "Dose"), ("1 and 2", "5 mg once daily"), ("3", "10 mg daily"))
    assert [(d.low, d.case) for d, _ in facts(document)] == [(5, "week 1 and 2"), (10, "week 3")]
    document = with_table(
        ("Weight (kg)", "Dosage Weeks 1 and 2", "Dosage Weeks 3 to 8"),
        ("20 to 40", "5 mg once daily", "10 mg once daily"),
    )
    assert [(d.weight, d.case) for d, _ in facts(document)] == [
        ("20 to 40 kg", "weeks 1 and 2"), ("20 to 40 kg", "weeks 3 to 8"),
    ]  # fmt: skip


def test_table_of_reductions() -> None:
    """A lowered dose says which reduction it is, and from what, and is no first dose."""
    document = with_table(
        ("Starting Dose", "First Dose Reduction"),
        ("400 mg once daily", "300 mg once daily"),
        caption="Recommended Dose Reductions for Adverse Reactions",
    )
    assert [(d.low, d.phase, d.case) for d, _ in facts(document)] == [
        (300, "", "first dose reduction from 400 mg once daily"),
    ]


def test_table_of_other_medicines() -> None:
    """A dose beside other medicines says with which; the head of the column tells that they are."""
    document = with_table(
        ("Concomitant Medications", "Dosage of Exempla"),
        ("Strong CYP3A inhibitors", "50 mg twice daily"),
        ("Ritonavir", "25 mg twice daily"),
    )
    assert [(d.low, d.case) for d, _ in facts(document)] == [
        (50, "with strong CYP3A inhibitors"), (25, "with ritonavir"),
    ]  # fmt: skip


def test_title_inside_a_table() -> None:
    """A row with one cell is a title for the rows below it, until the next."""
    document = with_table(
        ("Weight", "Dose"),
        ("Children", ""),
        ("Less than 40 kg", "5 mg daily"),
        ("Adults", ""),
        ("Less than 40 kg", "10 mg daily"),
    )
    assert [(d.low, d.population) for d, _ in facts(document)] == [(5, "children"), (10, "adults")]


def test_children_in_a_table_about_the_liver() -> None:
    """Whom the caption names is still meant where a row gives an age."""
    document = with_table(
        ("Age", "Maximum Daily Dose"), ("2 to 10 years", "5 mg"), caption="Hepatic Impairment"
    )
    assert [(d.population, d.age) for d, _ in facts(document)] == [
        ("liver impairment", "aged 2 to 10 years")
    ]


def test_flattened_table_is_read_from_the_table() -> None:
    """Where a record gives a table once more as running words, those are passed over."""
    table = with_table(
        ("Population", "Starting Dose", "Maximum Dose"),
        ("Adults with epilepsy", "5 mg daily", "20 mg daily"),
    ).sections[0]
    flat = Section("1", "dosage", "", "Population Starting Dose Maximum Dose "
                   "Adults with epilepsy 5 mg daily 20 mg daily Take it with water.")  # fmt: skip
    beside = Section("2", "dosage", "", table.text, parent="1", tables=table.tables)
    document = Document("us-openfda", "1", "A label", (EXEMPLA,), (flat, beside))
    assert [f.passage.section for f in extract(document)] == ["2", "2"]


def test_hostile_text_takes_no_time() -> None:
    """A section of half a million numbers in one line is passed over, not worked through."""
    assert facts(label("Take 1, 2, 3, " * 50_000 + "4 mg daily")) == []


@pytest.mark.realdata
def test_complete_labels(shared_data: Path) -> None:
    """Complete labels have doses, in UCUM units and with the words that state them."""
    for document in open_documents(shared_data / "labels" / "us-spl-xml"):
        for dose, words in facts(document) if isinstance(document, Document) else []:
            assert dose.low <= dose.high
            assert any(char.isdigit() for char in words) or words.split()[0].isalpha()


@pytest.mark.realdata
def test_gold_is_reached(shared_data: Path) -> None:
    """On the passages marked by hand, first and fresh, more than 19 of 20 told are right."""
    first, *_, fresh, _, _, _ = scorer.score(shared_data / "gold")
    for row in (first, fresh):
        assert row.precision >= 0.95
        assert row.recall >= 0.5
