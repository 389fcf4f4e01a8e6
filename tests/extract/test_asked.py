"""What is asked about is no side effect, from invented leaflets and labels."""

from __future__ import annotations

import pytest

from composita.extract import reactions, warnings
from composita.extract.asked import is_asked, is_bare
from composita.facts import AdverseReaction, Document, Section, Warning


def section(text: str, title: str = "Warnings", kind: str = "warnings") -> Section:
    return Section("1", kind, title, text)


def terms(document: Document) -> list[str]:
    """The side effects of a document."""
    values = (fact.value for fact in reactions.extract(document))
    return [value.term for value in values if isinstance(value, AdverseReaction)]


def asked(text: str, term: str, title: str = "Warnings") -> bool:
    """Whether the last place that names a term only asks about it."""
    start = text.rindex(term)
    return is_asked(section(text, title), start, start + len(term))


@pytest.mark.parametrize(
    "text",
    [
        "Tell your doctor if you have:\n• glaucoma",
        "Inform your healthcare professional if:\n• You have ever had glaucoma",
        "Ask a doctor before use if you have diabetes or glaucoma",
        "Do not use if you have:\n• an ulcer\n• glaucoma",
        "Your risk is higher:\n• if you suffer from glaucoma",
        "You should know that risk factors include glaucoma.",
        "If you have porphyria (a condition that can cause glaucoma), do not take your tablets.",
        "Inform your doctor if:\n• Low sodium (symptoms may include glaucoma)",
        "Your doctor has chosen this medicine, which is used to treat glaucoma.",
    ],
)
def test_what_a_patient_may_have_is_asked(text: str) -> None:
    """The lead of a list, or the words before, ask for illnesses, risks and uses."""
    assert asked(text, "glaucoma")


@pytest.mark.parametrize(
    "text",
    [
        "Tell your doctor if you notice:\n• a rash",
        "Inform your healthcare professional if:\n• You develop a rash",
        "Stop use and ask a doctor if a rash occurs",
        "Tell your doctor immediately if you have a rash.",
        "Talk to your doctor before use if you have diabetes: Exemplol may cause a rash.",
        "While you are taking your tablets, a rash",
        "Cases of rash have been reported. Tell your doctor about cases of rash.",
        "You should know that a rash may occur.",
        "Talk to your doctor. A severe reaction has been reported (its symptoms: rash).",
    ],
)
def test_what_may_come_is_not_asked(text: str) -> None:
    """The last cue decides: what a patient may get or notice, or what the medicine may cause."""
    assert not asked(text, "rash")


def test_a_title_leads_a_text_without_a_lead() -> None:
    """Boxes of OTC labels put the question into the title."""
    assert asked("glaucoma or diabetes", "glaucoma", "Ask a doctor before use if you have")
    assert not asked("glaucoma or diabetes", "glaucoma", "5.3 Ocular effects")


def test_a_leaflet_needs_words_that_say_it_happens() -> None:
    """A term that nothing leads to counts in a label for professionals, not in a leaflet."""
    assert asked("Liver disease. Your doctor will decide.", "Liver disease")
    assert not asked("Hepatitis. Monitor patients and withdraw Exemplol.", "Hepatitis")


@pytest.mark.parametrize("words", ["disease", "Syndromes", "fatal", "overdose", "red blood cells"])
def test_a_head_alone_is_bare(words: str) -> None:
    """Heads of longer names, and how bad a thing was, are no side effects by themselves."""
    assert is_bare(words, 0, len(words))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Bleeding may lead to death.", True),
        ("Coma and death have occurred.", True),
        ("Sudden death has occurred.", False),
        ("Deaths have been reported.", False),
    ],
)
def test_death_may_be_a_remark(text: str, bare: bool) -> None:
    """Death as the end of another side effect is not one of its own."""
    start = text.lower().index("death")
    assert is_bare(text, start, start + len("death")) is bare


def test_a_list_of_illnesses_states_no_side_effect_and_no_warning() -> None:
    """What the medicine may cause stays, what the patient may have goes, in both kinds of fact."""
    text = (
        "Talk to your doctor before you take Exemplol if you have:\n"
        "• diabetes or a risk of bleeding\n• kidney disease.\n"
        "Exemplol can cause bleeding and vomiting."
    )
    leaflet = Document("eu-leaflets", "1", "Exemplol", sections=(section(text),))
    assert terms(leaflet) == ["bleeding", "vomiting"]
    assert [fact.value for fact in warnings.extract(leaflet)] == [Warning("bleeding")]


def test_side_effects_sections_are_not_questioned() -> None:
    """Where a leaflet lists its side effects, no words need to say that they happen."""
    listed = section("• vomiting\n• syndrome", "4 Possible side effects", "adverse_reactions")
    leaflet = Document("eu-leaflets", "1", "Exemplol", sections=(listed,))
    assert terms(leaflet) == ["vomiting"]
