"""Contraindications, interactions, warnings and advice."""

from __future__ import annotations

from msgspec.structs import replace

from composita.facts import Advice, Contraindication, Interaction, Section, Special, Warning
from invented import document, facts, part, small_page, texts

LABEL = document(
    "us", "label", "A label", "contraindications", "interactions", "warnings", "boxed_warning",
    "pregnancy", "driving",
)  # fmt: skip
LEAFLET = document("eu", "leaflet", "A leaflet", "contraindications", "interactions")
BOTH = (LABEL, LEAFLET)
WHERE = ("exemplamine", "precautions")


def test_contraindications_are_never_cut() -> None:
    """Forty are forty, in the view for patients too."""
    said = [Contraindication("condition", f"illness {n}") for n in range(40)]
    page = small_page(*facts(LABEL, "contraindications", *said), documents=BOTH)
    assert len(texts(page, *WHERE, "contraindications")) == 40


def test_a_label_without_contraindications_is_named() -> None:
    """One document's "none" stands beside what another names."""
    said = (
        *facts(LABEL, "contraindications", Contraindication("none", "none")),
        *facts(LEAFLET, "contraindications", Contraindication("allergy", "exemplamine")),
    )
    assert texts(small_page(*said, documents=BOTH), *WHERE, "contraindications") == [
        "Do not use it if you are allergic to exemplamine.",
        "US label names nobody who must not use it.",
    ]


def test_sources_that_advise_differently() -> None:
    """One line under the more forceful advice, and it says who advises what."""
    said = (
        *facts(LABEL, "interactions", Interaction("opioids", "class", "caution")),
        *facts(
            LEAFLET, "interactions", Interaction("Opioids", "class", "avoid", ("itching toes",))
        ),
        *facts(LEAFLET, "interactions", Interaction("lithium", "substance", "monitor")),
    )
    interactions = part(small_page(*said, documents=BOTH), *WHERE, "interactions")
    assert {p.title: [s.text for s in p.sentences] for p in interactions.parts} == {
        "Avoid together with": [
            "opioids – itching toes – avoid (EU leaflet), take care (US label)"
        ],
        "Checks may be needed with": ["lithium"],
    }


def test_forbidden_combinations_are_never_cut() -> None:
    """The limit for patients takes from the others."""
    forbidden = [Interaction(f"thing {n}", "substance", "contraindicated") for n in range(20)]
    others = [Interaction(f"other {n}", "substance", "monitor") for n in range(9)]
    page = small_page(*facts(LABEL, "interactions", *others, *forbidden), documents=BOTH)
    interactions = part(page, *WHERE, "interactions")
    assert [len(p.sentences) for p in interactions.parts] == [20]
    assert interactions.remark == "9 more: see the professional view."


def test_a_topic_in_the_box_is_told_there_only() -> None:
    """Boxed warnings have a place of their own."""
    said = (
        *facts(LABEL, "boxed_warning", Warning("liver failure", boxed=True)),
        *facts(LABEL, "warnings", Warning("liver failure"), Warning("falls")),
    )
    page = small_page(*said, documents=BOTH)
    assert texts(page, *WHERE, "boxed_warnings")[0] == "liver failure"
    assert texts(page, *WHERE, "warnings") == ["falls"]


def test_advice_stands_in_the_order_of_its_lexicon() -> None:
    """What to avoid comes before what may be done, however many say the latter."""
    said = facts(LABEL, "pregnancy", Special("pregnancy", "may use"), Special("pregnancy", "avoid"))
    assert texts(small_page(*said, documents=BOTH), *WHERE, "pregnancy") == [
        "Do not use this in pregnancy.",
        "This may be used in pregnancy.",
    ]


def test_advice_for_a_part_of_a_population() -> None:
    """It names the part, and stays apart from advice for the whole."""
    said = facts(LABEL, "pregnancy", Special("pregnancy", "avoid", "third trimester"))
    assert texts(small_page(*said, documents=BOTH), *WHERE, "pregnancy") == [
        "Third trimester: Do not use this in pregnancy."
    ]


def test_silence_says_who_was_asked() -> None:
    """No document with such a section is another answer than documents that say nothing."""
    asked = replace(LEAFLET, sections=(Section("food", "food", "With food"),))
    page = small_page(*facts(asked, "food", Advice("food", "with food")), documents=(asked,))
    usage = part(page, "exemplamine", "usage")
    assert (usage.silence, usage.silent) == (
        "not covered",
        "No source read so far covers what it is for.",
    )
    interactions = next(p for p in part(page, *WHERE).parts if "interactions" in p.key)
    assert interactions.silence == "says nothing"
    assert interactions.silent.endswith("Asked: EU leaflet.")


def test_a_section_that_was_not_read_is_no_silence() -> None:
    """A document with a section on it is not silent: the page says where, with a numbered note."""
    said = facts(LABEL, "driving", Advice("driving", "take care"))
    interactions = part(small_page(*said, documents=BOTH), *WHERE, "interactions")
    (where,) = interactions.sentences
    assert interactions.silence == "speaks of it"
    assert where.text.startswith("We could not read an answer in: US label, “7 Interactions”")
    assert where.notes
    assert not where.statements


def test_words_outside_their_own_section_are_no_silence() -> None:
    """A warning that names the kidneys speaks of them, though no section is about them."""
    section = Section("5", "warnings", "5 Warnings", speaks=("kidney impairment",))
    label = replace(LABEL, sections=(section,))
    kidney = part(small_page(documents=(label,)), *WHERE, "kidney")
    assert kidney.silence == "speaks of it"
    assert kidney.sentences[0].text == "We could not read an answer in: US label, “5 Warnings”."


def test_a_question_is_answered_with_the_place_where_nothing_was_understood() -> None:
    """ "Can I drive?" is not among the questions that no source answers."""
    section = Section("5", "warnings", "5 Warnings", speaks=("driving",))
    page = small_page(documents=(replace(LABEL, sections=(section,)),))
    driving = part(page, "questions", "driving")
    assert (driving.silence, bool(driving.sentences[0].notes)) == ("speaks of it", True)
    assert "Can I drive" not in part(page, "questions").remark


def test_a_box_is_pointed_to_whatever_was_understood_of_it() -> None:
    """A sign in it is no warning of its own: the page says that there is a box, and where."""
    (sign,) = facts(LABEL, "boxed_warning", Warning("sleepiness", boxed=True))
    page = small_page(replace(sign, partly=True), documents=BOTH)
    assert texts(page, *WHERE, "boxed_warnings") == [
        "There is a boxed warning: read it in US label, “Boxed warning”"
    ]


def test_professionals_see_what_was_understood_in_part() -> None:
    """As such, with its place."""
    (sign,) = facts(LABEL, "boxed_warning", Warning("sleepiness", boxed=True))
    page = small_page(replace(sign, partly=True), documents=BOTH, view="professional")
    told = texts(page, *WHERE, "boxed_warnings")[0]
    assert told.endswith("(understood in part)")
