"""What a medicine is for, from invented labels and leaflets."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.extract.indications import extract, parts
from composita.facts import Document, Indication, Section
from composita.read import open_documents
from composita.score import indications as scorer

Use = tuple[str, str, str]  # condition, role, population


def facts(text: str) -> list[Indication]:
    section = Section("1", "indications", "Indications and usage", text)
    document = Document("us-spl", "1", "Exemplol", sections=(section,))
    return [fact.value for fact in extract(document)]  # type: ignore[misc]


def uses(text: str) -> list[Use]:
    found = dict.fromkeys(facts(text))
    return [(use.condition, use.role, use.population) for use in found if not use.limitation]


SAYS: list[tuple[str, list[Use]]] = [
    ("Exemplol is indicated for the treatment of hypertension.",
     [("hypertension", "treatment", "")]),
    ("Exemplol is indicated for the management of moderate to severe plaque psoriasis in adults.",
     [("moderate to severe plaque psoriasis", "treatment", "adults")]),
    ("Exemplol is indicated for:\n• Management of neuropathic pain associated with diabetic"
     " peripheral neuropathy (DPN)\n• Fibromyalgia ( 1 )",
     [("neuropathic pain associated with diabetic peripheral neuropathy", "treatment", ""),
      ("fibromyalgia", "treatment", "")]),
    ("To reduce the risk of stroke and systemic embolism in adults with atrial fibrillation.",
     [("stroke", "prevention", "adults"),
      ("systemic embolism in adults with atrial fibrillation", "prevention", "adults")]),
    ("Exemplol is adjunctive therapy in partial onset seizures.",
     [("partial onset seizures", "adjunct", "")]),
    ("Exemplol is used to treat edema associated with heart failure, cirrhosis of the liver and"
     " renal disease.",
     [("edema associated with heart failure", "treatment", ""),
      ("edema associated with cirrhosis of the liver", "treatment", ""),
      ("edema associated with renal disease", "treatment", "")]),
    ("Uses temporarily relieves:\n• headache\n• minor aches due to the common cold",
     [("headache", "relief", ""), ("common cold", "relief", "")]),
    ("Exemplol is used to treat anaemia and oedema.",
     [("anemia", "treatment", ""), ("edema", "treatment", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAYS)
def test_uses_with_role_and_people(text: str, expected: list[Use]) -> None:
    """A condition is named in one spelling, with its cause, its role and for whom it is meant."""
    assert uses(text) == expected


SILENT = [
    "It has not been established for:\n• Patients with genital herpes",
    "How Exemplol works In patients with kidney cancer, it blocks a protein.",
    "Untreated glaucoma can affect your eyesight.",
    "Symptoms of psoriatic arthritis include stiffness and pain.",
    "Penicillin is the usual drug of choice in the treatment of syphilis.",
    "The efficacy of Exemplol in schizophrenia was established in two controlled trials.",
    "Essential features of panic disorder include palpitations, sweating and chest pain.",
    "To reduce the development of drug-resistant bacteria, use Exemplol only for infections that"
    " are proven or strongly suspected to be caused by susceptible bacteria.",
    "Exemplol is indicated for the prevention of Xyz in patients with advanced HIV infection.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_use(text: str) -> None:
    """Trials, criteria, other rules and the illness of those protected are no uses."""
    assert uses(text) == []


def test_examples_after_such_as_are_left_out() -> None:
    """Symptoms given as examples are not what a medicine is for."""
    text = (
        "Exemplol is indicated for functional bowel disorder symptoms such as bloating and nausea."
    )
    assert "bloating" not in {condition for condition, _, _ in uses(text)}


def test_limits_of_use_are_marked() -> None:
    """What a label says it is not for becomes a limit, never a use."""
    text = "Limitations of Use: Exemplol is not recommended for type 1 diabetes mellitus."
    assert uses(text) == []
    assert [(use.condition, use.limitation) for use in facts(text)] == [
        ("type 1 diabetes mellitus", True)
    ]


def test_the_summary_and_the_full_text_are_one_use() -> None:
    """A place that says less about the same condition adds nothing."""
    text = "Exemplol is indicated for hypertension.\n1.1 Hypertension\nIn adults with hypertension."
    assert {use.condition for use in facts(text)} == {"hypertension"}


def test_terms_are_linked_where_they_are_exact() -> None:
    """A code stands for just this condition; a narrower one has none."""
    exact, narrower = facts("Exemplol is indicated for gout and for chronic tophaceous gout.")
    assert exact.term == "MESH:D006073"
    assert narrower.term == ""


def test_the_span_is_the_words() -> None:
    """A passage holds the words that name the condition."""
    section = Section("1", "indications", "", "Exemplol is indicated for acute migraine.")
    (fact,) = extract(Document("us-spl", "1", "Exemplol", sections=(section,)))
    assert section.text[fact.passage.start : fact.passage.end] == "acute migraine"


def test_a_joined_condition_comes_apart() -> None:
    """What a condition is associated with can be told from it again."""
    assert parts("edema associated with heart failure") == ["edema", "heart failure"]


@pytest.mark.realdata
def test_a_page_reads_well(shared_data: Path) -> None:
    """The uses that a real label lists are named as it names them."""
    part = shared_data / "labels" / "us-openfda-2026" / "drug-label-0006-of-0007.json"
    names = {
        product.name: document
        for document in open_documents(part)
        if isinstance(document, Document)
        for product in document.products
    }
    document = next(names[name] for name in names if name.lower() == "pregabalin")
    found = {fact.value.condition for fact in extract(document)}  # type: ignore[union-attr]
    assert found == {
        "neuropathic pain associated with diabetic peripheral neuropathy",
        "postherpetic neuralgia",
        "partial-onset seizures",
        "fibromyalgia",
        "neuropathic pain associated with spinal cord injury",
    }


@pytest.mark.realdata
def test_the_scorecard_reaches_its_aim(shared_data: Path) -> None:
    """Measured on marked labels, uses are found about as well as docs/made/scorecard.md says."""
    row, _ = scorer.score(shared_data / "gold")
    assert row.f1 > 0.84


def test_limits_begin_at_their_heading() -> None:
    """Where a heading runs on in the text, what stands before it is no limit."""
    text = "In adults with gout Limitations of Use: Not indicated for asthma."
    assert [(use.condition, use.limitation) for use in facts(text)] == [
        ("gout", False),
        ("asthma", True),
    ]


def test_half_of_a_name_is_no_use() -> None:
    """ "Enthesitis-related arthritis" and "non - small cell lung cancer" are one name each."""
    text = "It is used to treat enthesitis-related arthritis and non - small cell lung cancer."
    assert {"enthesitis", "small cell lung cancer"}.isdisjoint(use for use, _, _ in uses(text))


def test_what_another_cannot_do_is_no_limit_of_use() -> None:
    """ "For whom another medicine is not appropriate" narrows a use and does not forbid it."""
    text = "It is used to treat mucormycosis in patients for whom X is not appropriate."
    assert [value.limitation for value in facts(text)] == [False]


def test_brackets_that_include_name_uses_too() -> None:
    """ "(including …)" lists kinds of what is treated; other brackets do not."""
    text = "It is indicated for the treatment of pain (including migraine) (fever was seen)."
    assert [condition for condition, _, _ in uses(text)] == ["pain", "migraine"]
