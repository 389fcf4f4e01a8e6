"""What labels warn of, from invented labels."""

from __future__ import annotations

from composita.extract.warnings import extract
from composita.facts import Document, Section, Warning


def warned(*sections: Section) -> list[tuple[str, bool]]:
    document = Document("us-spl", "1", "Exemplol", sections=sections)
    found: list[Warning] = [fact.value for fact in extract(document)]  # type: ignore[misc]
    return [(value.topic, value.boxed) for value in found]


def test_the_box_names_its_topics() -> None:
    """The title of a box and what it says below it are boxed warnings."""
    text = "WARNING: SUICIDAL THOUGHTS AND BEHAVIORS and FETAL TOXICITY"
    section = Section("1", "boxed_warning", "Boxed warning", text)
    assert warned(section) == [
        ("suicidal thoughts and behaviors", True),
        ("fetal harm", True),
    ]


def test_numbered_headings_are_topics() -> None:
    """In a text with numbered headings, each heading is one topic and its text none."""
    text = (
        "5.1 Angioedema There have been reports of rash.\n5.2 Hepatotoxicity Liver failure occurs."
    )
    section = Section("1", "warnings", "Warnings and precautions", text)
    assert warned(section) == [("angioedema", False), ("hepatotoxicity", False)]


def test_the_title_of_a_subsection_is_its_topic() -> None:
    """The passage is where the text first names it."""
    text = "Nausea is common. Serious bleeding has occurred with hypotension."
    section = Section("1", "warnings", "5.3 Risk of Bleeding", text)
    document = Document("us-spl", "1", "Exemplol", sections=(section,))
    (fact,) = extract(document)
    assert fact.value == Warning("bleeding")
    assert text[fact.passage.start : fact.passage.end] == "Serious bleeding"


def test_old_labels_warn_in_clauses() -> None:
    """Without headings, a clause that warns names the topic; one about treatment does not."""
    text = "Exemplol may cause hypoglycemia. It is used in the treatment of seizures."
    assert warned(Section("1", "warnings", "Warnings", text)) == [("hypoglycemia", False)]


def test_what_is_treated_is_no_topic() -> None:
    """The label's own use is a topic only where it is said to be new or to get worse."""
    uses = Section(
        "1", "indications", "Uses", "Exemplol is indicated for the treatment of seizures."
    )
    text = "Seizures need care. Exemplol may cause hypoglycemia, serious or not."
    box = Section("2", "boxed_warning", "Boxed warning", text)
    assert warned(uses, box) == [("hypoglycemia", True)]
    worse = Section("2", "boxed_warning", "Boxed warning", "Worsening of seizures can occur.")
    assert warned(uses, worse) == [("seizures", True)]


def test_whom_a_sentence_speaks_of_is_no_topic() -> None:
    """An illness that patients have already is not what the label warns of."""
    text = "Serious bleeding can occur in patients with hypertension."
    assert warned(Section("1", "warnings", "Warnings", text)) == [("bleeding", False)]
