"""Each side effect is told once, with how often every source says it comes."""

from __future__ import annotations

from composita.facts import AdverseReaction, Fact, Value
from invented import document, facts, part, small_page, texts

LABEL = document("us", "label", "A label", "adverse_reactions", "boxed_warning", "warnings")
LEAFLET = document("eu", "leaflet", "A leaflet", "adverse_reactions")
BOTH = (LABEL, LEAFLET)
EFFECTS = ("exemplamine", "side_effects")


def on_label(*values: Value, section: str = "adverse_reactions") -> tuple[Fact, ...]:
    """Facts of the label."""
    return facts(LABEL, section, *values)


def on_leaflet(*values: Value) -> tuple[Fact, ...]:
    """Facts of the leaflet."""
    return facts(LEAFLET, "adverse_reactions", *values)


def test_one_line_for_each_side_effect() -> None:
    """The same reaction in trials and among the common ones is one line with both statements."""
    said = on_label(AdverseReaction("toe itch", "trials"), AdverseReaction("toe itch", "common"))
    (sentence,) = part(small_page(*said, documents=BOTH), *EFFECTS, "common").sentences
    assert (sentence.text, len(sentence.statements)) == ("toe itch: common", 2)


def test_disagreement_is_shown() -> None:
    """Two sources, two frequencies: patients see the range, professionals each source's word."""
    said = (
        *on_label(AdverseReaction("toe itch", percent=(3, 3), comparator=(1, 2))),
        *on_leaflet(AdverseReaction("toe itch", frequency="very common")),
    )
    sentence = part(small_page(*said, documents=BOTH), *EFFECTS, "common").sentences[0]
    assert sentence.text == "toe itch: common to very common (sources differ)"
    assert sentence.often == ("common", "very common")
    professional = small_page(*said, documents=BOTH, view="professional")
    assert texts(professional, *EFFECTS, "common") == [
        "toe itch: 3%, comparator 1 to 2% (US label); very common (EU leaflet) (2 of 2 documents)"
    ]


def test_everyday_words_stand_before_the_term() -> None:
    """Patients read the everyday word first; professionals the source's term alone."""
    said = on_label(AdverseReaction("somnolence", frequency="common"))
    assert texts(small_page(*said, documents=BOTH), *EFFECTS, "common") == [
        "sleepiness (somnolence): common"
    ]


def test_boxed_reactions_are_never_cut() -> None:
    """Patients see all that stands in the box, however many; the rest is counted."""
    boxed = [AdverseReaction(f"boxed effect {n}", "boxed") for n in range(30)]
    plain = [AdverseReaction(f"serious effect {n}", "serious") for n in range(5)]
    page = small_page(*on_label(*plain, *boxed), documents=BOTH)
    serious = part(page, *EFFECTS, "serious")
    assert len(serious.sentences) == 30
    assert all("in the boxed warning" in sentence.text for sentence in serious.sentences)
    assert serious.remark == "5 more: see the professional view."


def test_a_common_effect_that_is_also_listed_as_serious() -> None:
    """It stands among the common ones and says so, not in two places."""
    said = (
        *on_label(AdverseReaction("toe itch", "serious")),
        *on_leaflet(AdverseReaction("toe itch", frequency="common")),
    )
    page = small_page(*said, documents=BOTH)
    assert texts(page, *EFFECTS, "common") == ["toe itch: common, listed as serious too"]
    serious = part(page, *EFFECTS, "serious")
    assert (serious.silence, serious.remark) == (
        "",
        "What is listed as serious stands among the common ones.",
    )


def test_fewer_than_one_in_a_hundred_is_uncommon() -> None:
    """What a source prints as "<1%" is not common, which begins at 1."""
    said = on_label(AdverseReaction("toe itch", percent=(0, 1)))
    page = small_page(*said, documents=BOTH, view="professional")
    (sentence,) = part(page, *EFFECTS, "other").sentences
    assert sentence.text == "toe itch: ≤1% (1 of 2 documents)"
    assert sentence.often == ("uncommon", "uncommon")
