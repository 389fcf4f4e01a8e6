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
     [("class", "NSAIDs")]),
    ("History of asthma, urticaria or other allergic-type reactions after taking aspirin",
     [("allergy", "aspirin")]),
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
    "Angioedema and hypersensitivity reactions have occurred in patients receiving Warfatest.",
    "If you are due to have surgery, and you:\nhave severe heart disease\nhave had a stroke",
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


TURNS = [
    "if you have glaucoma.\nWarnings and precautions\nTalk to your doctor if you have asthma.",
    "• if you have glaucoma\nTalk to your doctor before using Warfatest:\n• if you have asthma",
    "• if you have glaucoma\nTake special care with Warfatest if you have asthma",
    "• if you have glaucoma\nAlso tell your doctor if you have:\n• asthma\n• migraine",
]


@pytest.mark.parametrize("text", TURNS)
def test_what_to_tell_the_doctor_is_not_forbidden(text: str) -> None:
    """A list of what forbids ends where a leaflet turns to what the doctor should know."""
    assert forbids(text) == [("condition", "glaucoma")]


GOES_ON = [
    "• if you have glaucoma. If you are unsure, talk to your doctor.\n• if you have asthma",
    "• if you have glaucoma (see Warnings and precautions)\n• if you have asthma",
]


@pytest.mark.parametrize("text", GOES_ON)
def test_advice_inside_an_item_ends_no_list(text: str) -> None:
    """Being told to ask in case of doubt leaves the rest of the list forbidden."""
    assert forbids(text) == [("condition", "glaucoma"), ("condition", "asthma")]


def test_a_ban_among_what_to_tell_the_doctor_counts() -> None:
    """After the turn, a sentence forbids where it says so."""
    text = "Warnings and precautions\nDo not take Warfatest if you have asthma."
    assert forbids(text) == [("condition", "asthma")]


ONLY_TOGETHER = [
    "if you have diabetes and you are treated with a blood pressure lowering medicine "
    "containing aliskiren",
    "Do not use Warfatest with aliskiren in patients with diabetes.",
    "History of angioedema related to previous treatment with an ACE inhibitor",
    "if you have heart failure and previously had a stroke",
    "Patients with depression who are suicidal",
]


@pytest.mark.parametrize("text", ONLY_TOGETHER)
def test_neither_forbids_where_only_both_do(text: str) -> None:
    """A contraindication cannot hold a second condition, so it is silent."""
    assert forbids(text) == []


def test_two_reasons_in_one_sentence_are_two() -> None:
    """ "And in patients taking" begins another reason."""
    text = "It is contraindicated in patients with glaucoma, and in patients taking cisapride."
    assert forbids(text) == [("condition", "glaucoma"), ("substance", "cisapride")]


ONLY_SOME = [
    "if you are taking more than 40 mg of simvastatin",
    "simvastatin at doses above 20 mg",
    "midazolam (taken by mouth)",
    "sildenafil (when used to treat pulmonary hypertension)",
    "if you drink alcohol excessively",
    "Excessive amounts of caffeine",
    "• In patients with renal disorders:\ncolchicine",
    "cisapride while the dose is being raised",
    "if you could get pregnant because you are not using reliable contraceptives",
    "if you can't take anticoagulants",
    "Evidence of vitamin D toxicity",
    "• if you take any of the medicines listed below while your dose is raised:\ncisapride",
]


@pytest.mark.parametrize("text", ONLY_SOME)
def test_a_part_is_not_taken_for_the_whole(text: str) -> None:
    """A dose, a route, some people, or not using something: silent, for the value cannot say so."""
    assert [found for found in forbids(text) if found[0] != "population"] == []


MEMBERS = [
    "Herbal products: St. John's wort",
    "St. John's wort (a herbal remedy)",
    "a herbal remedy containing St. John's wort",
]


@pytest.mark.parametrize("text", MEMBERS)
def test_a_class_gives_way_to_its_named_member(text: str) -> None:
    """The class only says what the member is."""
    assert [what for what, _ in forbids(text)] == ["substance"]


EXPLAINED = [
    "if you have glaucoma (symptoms include headache and nausea)",
    "• if you have glaucoma, which leads to a risk of blindness",
    "if you have glaucoma (a state with headache)",
    "• if you have glaucoma. This is often seen with migraine.",
]


@pytest.mark.parametrize("text", EXPLAINED)
def test_what_explains_a_condition_does_not_forbid(text: str) -> None:
    """Symptoms, risks and descriptions are not reasons of their own."""
    assert forbids(text) == [("condition", "glaucoma")]


USES = [
    "cisapride, used to relieve heartburn",
    "cisapride (to control nausea)",
    "• cisapride. This medicine is used to treat heartburn.",
]


@pytest.mark.parametrize("text", USES)
def test_what_a_partner_is_for_does_not_forbid(text: str) -> None:
    """The use of the other medicine is no condition of the person."""
    assert forbids(text) == [("substance", "cisapride")]


PREGNANT = [
    ("if you are more than 3 months pregnant", "pregnancy, more than 3 months"),
    ("during the first trimester of pregnancy", "pregnancy, first trimester"),
    ("if you are pregnant", "pregnancy"),
]


@pytest.mark.parametrize(("text", "term"), PREGNANT)
def test_a_part_of_pregnancy_is_named(text: str, term: str) -> None:
    """Only the months that a label names."""
    assert forbids(text) == [("population", term)]


NOT_PREGNANT = [
    "You should not become pregnant for at least 3 months after stopping.",
    "Warfatest should not be used in pregnancy unless it is clearly needed.",
    "Children may use it (please read the section Pregnancy)",
]


@pytest.mark.parametrize("text", NOT_PREGNANT)
def test_advice_on_contraception_is_no_ban_in_pregnancy(text: str) -> None:
    """Neither advice to avoid pregnancy, nor a section's title, nor a ban with an exception."""
    assert "pregnancy" not in [term for _, term in forbids(text)]


def test_only_the_do_not_use_block_of_a_run_together_box_forbids() -> None:
    """The fixed headings of an over-the-counter box part it where no line breaks do."""
    text = (
        "Do not use if you have glaucoma Ask a doctor before use if you have asthma "
        "Stop use and ask a doctor if you get a rash If pregnant or breast-feeding, ask"
    )
    assert forbids(text, "warnings") == [("condition", "glaucoma")]


def test_what_a_medicine_treats_does_not_forbid_it() -> None:
    """A label for chronic heart failure that forbids it in some heart failure stays silent."""
    sections = (
        Section("1", "indications", "Uses", "It is indicated for chronic heart failure."),
        Section("2", "contraindications", "No", "Heart failure that has become worse. Hepatitis."),
    )
    document = Document("us-spl", "1", "Exempla", (), sections)
    assert [fact.value for fact in extract(document)] == [
        Contraindication("condition", "hepatitis")
    ]


EXCEPTIONS = [
    ("Sick sinus syndrome, unless a pacemaker is in place.", []),
    ("Glaucoma or sick sinus syndrome (except in patients with a pacemaker)", ["glaucoma"]),
    ("Diabetic ketoacidosis, with or without coma.", ["diabetic ketoacidosis", "coma"]),
]


@pytest.mark.parametrize(("text", "terms"), EXCEPTIONS)
def test_what_has_an_exception_is_left_out(text: str, terms: list[str]) -> None:
    """A contraindication cannot hold "unless", so what it holds for is not forbidden here."""
    assert [term for _, term in forbids(text)] == terms


EXPLAINED = [
    "• if you have glaucoma. Your eye may hurt. Rash; difficulty breathing; vomiting may follow.",
    "• if you have glaucoma\nThese may be signs of it:\n• headache\n• vomiting",
    "• if you have glaucoma (unusual swelling of the eye)",
    "• if you have glaucoma. If you have asthma, tell your doctor.",
]


@pytest.mark.parametrize("text", EXPLAINED)
def test_a_leaflet_forbids_in_the_first_sentence_of_an_item(text: str) -> None:
    """What follows tells more, and what is listed as a sign is no reason against it."""
    assert forbids(f"You must not take it:\n{text}") == [("condition", "glaucoma")]


NARROWER = [
    "• certain types of heart failure",
    "• colchicine (used to treat gout) if you have kidney problems",
    "• yellow fever vaccine",
    "• medicines to treat infections: antibiotics (e.g. rifampicin)",
]


@pytest.mark.parametrize("text", NARROWER)
def test_only_some_of_a_kind_is_not_all_of_it(text: str) -> None:
    """Some kinds of a condition, a medicine in some people, a class that heads its examples."""
    terms = [term for _, term in forbids(f"You must not take it with your medicine if:\n{text}")]
    assert terms in ([], ["rifampicin"])


def test_each_allergy_of_a_clause_counts() -> None:
    """A heading "Hypersensitivity" does not hide what the hypersensitivity is to."""
    text = "4.1 Hypersensitivity It is contraindicated in patients with allergy to sulfonamides."
    assert forbids(text) == [("allergy", "sulfonamides")]


def test_a_word_of_an_illness_is_no_medicine() -> None:
    """ "Neuroleptic malignant syndrome" names no neuroleptic."""
    assert [what for what, _ in forbids("Neuroleptic malignant syndrome.")] == ["condition"]
