"""Which topics a section speaks of: its words, outside pointers and longer words that hold them."""

from __future__ import annotations

import pytest

from composita.extract.text import lexicon_file
from composita.extract.topics import spoken
from composita.facts import Document, Section

TOPICS = lexicon_file("topics")["topic"]


def speaks(text: str, kind: str = "", title: str = "") -> tuple[str, ...]:
    """The topics of one section of an invented label."""
    label = Document("us", "1", "Exempla", sections=(Section("1", kind, title, text),))
    return spoken(label).sections[0].speaks


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_has_its_example(topic: str) -> None:
    """The example of a topic speaks of it, and the sentence that only looks like it does not."""
    assert topic in speaks(TOPICS[topic]["example"])
    assert topic not in speaks(TOPICS[topic]["other"])


@pytest.mark.parametrize(
    "text",
    [
        "Adjust the dose [see Use in Specific Populations (8.6), Renal Impairment].",
        "Less is needed (see section 4.2, Renal impairment).",
        "See PRECAUTIONS, Renal Impairment. It may cause a rash.",
        "For the dose refer to the table for renal impairment.",
    ],
)
def test_a_pointer_speaks_of_nothing(text: str) -> None:
    """The place that it points to is a section of its own."""
    assert "kidney impairment" not in speaks(text)


def test_seeing_a_doctor_is_no_pointer() -> None:
    """What a doctor is seen for is said here."""
    assert "pregnancy" in speaks("See your doctor if you are pregnant.")


def test_a_longer_word_hides_its_own_topic_only() -> None:
    """Breast-fed infants are nursed, not treated; an unborn child is no child that takes it."""
    assert speaks("It was found in breast-fed infants.") == ("breastfeeding",)
    assert speaks("It may harm your unborn child.") == ("pregnancy",)


def test_a_title_speaks_too() -> None:
    """A heading that we have no word for still says what stands below it."""
    assert "older people" in speaks("Start low.", title="Use in the elderly")


def test_what_repeats_other_sections_does_not_count() -> None:
    """The highlights of a label say again what its sections say."""
    assert speaks("It is contraindicated in pregnancy.", kind="highlights") == ()
