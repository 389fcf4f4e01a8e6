"""Side effects that labels and leaflets state, from invented documents."""

from __future__ import annotations

from composita.extract.reactions import extract
from composita.facts import (
    AdverseReaction,
    Cell,
    Document,
    Fact,
    Ingredient,
    Product,
    Section,
    Table,
)

REACTIONS = "adverse_reactions"


def label(*sections: Section, source: str = "us-spl") -> Document:
    product = Product("Testoprol", (Ingredient("EXEMPLOL HYDROCHLORIDE"),))
    return Document(source, "1", "Testoprol tablets", (product,), sections)


def told(document: Document) -> list[AdverseReaction]:
    return [fact.value for fact in extract(document)]  # type: ignore[misc]


def said(text: str, kind: str = REACTIONS, title: str = "Adverse reactions") -> list[str]:
    return [value.term for value in told(label(Section("1", kind, title, text)))]


def shares(text: str) -> list[tuple[str, object, object]]:
    found = told(label(Section("1", REACTIONS, "6.1 Clinical Trials Experience", text)))
    return [(each.term, each.percent, each.comparator) for each in found]


def table(caption: str, *rows: str, lead: str = "") -> Section:
    """A section with one table; cells are parted by "|", the first row is the head."""
    text, printed = f"{lead}\n", []
    for row in rows:
        cells = []
        for words in row.split("|"):
            cells.append(Cell(len(text), len(text) + len(words), header=not printed))
            text += f"{words}\t"
        printed.append(tuple(cells))
        text += "\n"
    return Section("1", REACTIONS, "6.1", text, tables=(Table(tuple(printed), caption),))


def rows(caption: str, *printed: str, lead: str = "") -> dict[str, tuple[object, object]]:
    found = told(label(table(caption, *printed, lead=lead)))
    return {each.term: (each.percent, each.comparator) for each in found if each.percent}


def test_the_passage_is_the_words_that_name_it() -> None:
    """Each fact points at exactly the words of the label, in its own group."""
    text = "The most common adverse reactions are nausea, headache and dry mouth."
    section = Section("1", REACTIONS, "6.1 Clinical Trials Experience", text)
    facts: list[Fact] = list(extract(label(section)))
    words = [text[fact.passage.start : fact.passage.end] for fact in facts]
    assert words == ["nausea", "headache", "dry mouth"]
    assert {fact.value.group for fact in facts} == {"trials"}  # type: ignore[union-attr]


def test_what_is_denied_is_left_out() -> None:
    """What did not occur is no side effect, and neither is what patients had before."""
    assert said("There were no cases of jaundice.") == []
    assert "hypertension" not in said("Patients with a history of hypertension may faint.")


def test_what_is_treated_is_not_a_side_effect() -> None:
    """A term that the label's own indications name is left out."""
    uses = Section("1", "indications", "Indications", "Testoprol is indicated for hypertension.")
    effects = Section("2", REACTIONS, "Adverse reactions", "Hypertension, rash and cough occurred.")
    assert [value.term for value in told(label(uses, effects))] == ["rash", "cough"]


def test_words_that_stand_apart_are_put_together() -> None:
    """ "Swelling of the lips and tongue" names two side effects."""
    found = said("Angioedema with swelling of the lips, tongue or throat has been reported.")
    assert {"swelling of the tongue", "throat swelling"} & set(found)


def test_a_short_form_stands_for_what_it_was_explained_as() -> None:
    """The label says what its letters mean; later places of them mean the same."""
    text = "Testoprol can cause cytokine release syndrome (CRS). Severe CRS was reported."
    assert said(text, "warnings", "5.1 Warnings") == ["cytokine release syndrome"] * 3


def test_where_it_stands_is_its_group() -> None:
    """The box, a warning and what came after approval are told apart."""
    box = Section("1", "boxed_warning", "Warning", "Serious infections have occurred.")
    later = Section("2", REACTIONS, "6.2 Postmarketing Experience", "Seizures have been reported.")
    groups = {value.group for value in told(label(box, later))}
    assert groups == {"boxed", "postmarketing"}


def test_a_leaflet_says_how_often_in_words() -> None:
    """A heading of a leaflet holds for the list under it."""
    text = "Common (may affect up to 1 in 10 people)\n• headache\n• feeling sick"
    section = Section("1", REACTIONS, "Possible side effects", text)
    found = told(label(section, source="eu-leaflets"))
    assert [(value.term, value.frequency) for value in found] == [
        ("headache", "common"),
        ("nausea", "common"),
    ]


def test_the_more_frequent_of_two_holds() -> None:
    """A list that names a side effect again as rarer means a severe form of it."""
    often = "Common (may affect up to 1 in 10 people)\n• rash"
    rare = "Rare (may affect up to 1 in 1,000 people)\n• severe rash\n• hives"
    text = f"{often}\n{rare}"
    section = Section("1", REACTIONS, "Possible side effects", text)
    found = told(label(section, source="eu-leaflets"))
    assert [(value.term, value.frequency) for value in found] == [
        ("rash", "common"),
        ("urticaria", "rare"),
    ]


def test_a_remark_in_brackets_is_no_heading() -> None:
    """How often something else comes is not how often the list below does."""
    text = "• bleeding (you may have less haemoglobin, which is very common)\n• headache"
    section = Section("1", REACTIONS, "Possible side effects", text)
    found = told(label(section, source="eu-leaflets"))
    assert {value.frequency for value in found if value.term == "headache"} == {""}


def test_short_forms_are_written_in_capitals() -> None:
    """ "Ten" in a leaflet is a number, "TEN" an illness."""
    section = Section("1", REACTIONS, "Possible side effects", "• headache in ten people\n• TEN")
    terms = [value.term for value in told(label(section, source="sg-leaflets"))]
    assert terms == ["headache", "toxic epidermal necrolysis"]


def test_a_table_gives_the_medicine_and_what_it_is_compared_with() -> None:
    """Columns are told apart by their heads, wherever they stand."""
    found = rows(
        "Adverse Reactions in at Least 2% of Patients",
        "Adverse Reaction|Placebo (N=120) %|Testoprol (N=118) %",
        "Headache|4|11",
        "Dry mouth|<1|3",
    )
    assert found == {"headache": ((11, 11), (4, 4)), "dry mouth": ((3, 3), (0, 1))}


def test_a_row_counts_where_only_the_lexicon_knows_its_name() -> None:
    """In such a table a known name is a side effect, whatever the tagger makes of it."""
    found = rows("Adverse events (%)", "|Testoprol|Placebo", "Incoordination|2|0", "Widgets|3|1")
    assert found == {"ataxia": ((2, 2), (0, 0))}


def test_several_doses_are_a_range() -> None:
    """Columns of doses and their total are all the medicine's; a dash says nothing."""
    found = rows(
        "Adverse Reactions (%)",
        "|25 mg|50 mg|Any dose|Placebo",
        "Nausea|3|9|6|2",
        "Rash|–|1.5|1.5|–",
    )
    assert found == {"nausea": ((3, 9), (2, 2)), "rash": ((1.5, 1.5), None)}


def test_the_percentage_of_count_and_percentage_is_taken() -> None:
    """ "39 (36.4)" under "n (%)" is 36.4 percent."""
    found = rows("", "|Exemplol n (%)|Otherol control n (%)", "Vomiting|39 (36.4)|24 (22.4)")
    assert found == {"vomiting": ((36.4, 36.4), (22.4, 22.4))}


def test_lines_of_a_row_are_side_effects_of_their_own() -> None:
    """Some labels print a body system and its side effects in one row."""
    found = rows(
        "Adverse events (%)",
        "|Testoprol|Placebo",
        "Nervous system\nDizziness\nTremor|\n8\n2|\n3\n1",
    )
    assert found == {"dizziness": ((8, 8), (3, 3)), "tremor": ((2, 2), (1, 1))}


def test_grades_that_are_not_all_grades_are_passed_over() -> None:
    """Only the column of all grades says how many people had it."""
    head = "|Testoprol All Grades (%)|Testoprol Grades 3-4 (%)"
    assert rows("Adverse Reactions", head, "Fatigue|28|3") == {"fatigue": ((28, 28), None)}


def test_numbers_that_may_be_something_else_are_not_taken() -> None:
    """Counts, rates per year, people who stopped and columns not understood give nothing."""
    assert rows("Adverse Reactions", "|Testoprol|Placebo", "Rash|11|4") == {}
    rate = "|Testoprol n (%/year)|Placebo n (%/year)"
    assert rows("", rate, "Rash|11 (4)|9 (3)") == {}
    stopped = "Adverse reactions leading to discontinuation (%)"
    assert rows(stopped, "|Testoprol|Placebo", "Rash|11|4") == {}
    assert rows("Reactions (%)", "|Testoprol|Placebo|Cohort B", "Rash|11|4|3") == {}


def test_a_share_in_brackets_is_that_of_the_words_before() -> None:
    """Alone, or with that of placebo before or behind it."""
    assert shares("Adverse reactions were nausea (12%) and rash (<1%).") == [
        ("nausea", (12, 12), None),
        ("rash", (0, 1), None),
    ]
    assert shares(
        "Reported were nausea (12% vs. 5% for placebo), rash (placebo 1%, Testoprol 4%)."
    ) == [
        ("nausea", (12, 12), (5, 5)),
        ("rash", (4, 4), (1, 1)),
    ]


def test_a_sentence_says_how_many_patients_had_it() -> None:
    """Before or behind the words; what patients on placebo had is no share of the medicine's."""
    text = "Dizziness was reported in 9% of patients on Testoprol compared to 3% on placebo."
    assert shares(text) == [("dizziness", (9, 9), (3, 3))]
    assert shares("In trials 9% of patients treated with Testoprol experienced nausea.") == [
        ("nausea", (9, 9), None)
    ]
    assert shares("Nausea occurred in 9% of patients on placebo.") == [("nausea", None, None)]


def test_a_share_of_some_is_not_told_of_all() -> None:
    """Serious ones, those that made people stop, and what two side effects share are left out."""
    for text in (
        "Adverse reactions leading to discontinuation were nausea (2%).",
        "Interruptions due to an adverse reaction occurred in 9%; the most common was nausea (2%).",
        "Serious adverse reactions included pneumonia (2%).",
        "The most common reactions were nausea or vomiting (6%).",
    ):
        assert shares(text)[-1][1] is None
