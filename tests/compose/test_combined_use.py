"""Medicines taken together: what the sources of each say about the other, and what they do not."""

from __future__ import annotations

import pytest

from composita.compose import Evidence
from composita.facts import (
    Class,
    Contraindication,
    EnzymeRole,
    Fact,
    Interaction,
    Monograph,
    Part,
    Value,
    Warning,
)
from invented import (
    EXEMPLAMINE,
    NOTHING,
    TESTOPROL,
    asked,
    composed,
    document,
    facts,
    page,
    part,
    texts,
)

LABEL = document("us", "label", "A label", "interactions", "contraindications")
OTHER = document("us", "other", "Another label", "interactions", "adverse_reactions")
LIST = document("classes", "all", "Substances and classes")
MUTE = document("eu", "mute", "A leaflet", "indications")


def pair(first: tuple[Fact, ...], second: tuple[Fact, ...], other: object = OTHER) -> Monograph:
    """A page about Exemplamine, of which the label says `first`, and Testoprol (`second`)."""
    evidence = {
        (EXEMPLAMINE.unii,): Evidence((LABEL,), first),
        (TESTOPROL.unii,): Evidence((other, LIST), second),
        (EXEMPLAMINE.unii, TESTOPROL.unii): NOTHING,
    }
    return composed(asked(EXEMPLAMINE, TESTOPROL), evidence)


def told(monograph: Monograph) -> list[str]:
    """What is said about the pair."""
    return texts(monograph, "combined", "matters")


@pytest.mark.parametrize(
    "value",
    [
        Interaction("testoprol", "substance", "contraindicated"),
        Contraindication("substance", "Testoprol"),
    ],
)
def test_a_source_that_names_the_other(value: Value) -> None:
    """By name, whether under interactions or under contraindications."""
    assert told(pair(facts(LABEL, "interactions", value), ())) == [
        "Sources of Exemplamine: do not combine it with "
        f"{'testoprol' if isinstance(value, Interaction) else 'Testoprol'}."
    ]


def test_a_source_that_names_a_class_of_the_other() -> None:
    """The label's word for the class, and the list that counts the other one among it."""
    first = facts(
        LABEL, "interactions", Interaction("opioids", "class", "avoid", ("itching toes",))
    )
    second = facts(LIST, "list", Class("Opioid Agonist", "EPC"))
    monograph = pair(first, second)
    assert told(monograph) == [
        "Sources of Exemplamine: avoid it together with opioids – itching toes. "
        "Testoprol is listed as “Opioid Agonist”."
    ]
    (sentence,) = part(monograph, "combined", "matters").parts[0].sentences
    assert len(sentence.statements) == 2


def test_a_class_that_is_named_after_an_effect() -> None:
    """Both statements stand side by side; nobody is put into a class."""
    first = facts(LABEL, "interactions", Interaction("CNS depressants", "class", "caution"))
    second = facts(OTHER, "adverse_reactions", Warning("respiratory depression"))
    assert told(pair(first, second)) == [
        "Sources of Exemplamine: take care with CNS depressants. "
        "Sources of Testoprol warn of slow, shallow breathing (respiratory depression)."
    ]


def test_a_class_that_is_named_after_an_enzyme() -> None:
    """A strong inhibitor is one of the inhibitors; others are not called strong."""
    first = facts(
        LABEL,
        "interactions",
        Interaction("CYP3A4 inhibitors", "enzyme", "adjust"),
        Interaction("strong CYP2D6 inhibitors", "enzyme", "avoid"),
    )
    second = facts(
        OTHER,
        "interactions",
        EnzymeRole("CYP3A4", "inhibitor", "strong"),
        EnzymeRole("CYP2D6", "inhibitor"),
    )
    assert told(pair(first, second)) == [
        "Sources of Exemplamine: the dose may have to change with CYP3A4 inhibitors. "
        "Sources of Testoprol: strong inhibitor of CYP3A4."
    ]


def silence(monograph: Monograph) -> Part:
    """The last part about the pair."""
    return part(monograph, "combined", "unsaid").parts[-1]


def test_sources_on_both_sides_that_say_nothing() -> None:
    """They are named as read, and silence is not taken for an answer."""
    found = silence(pair((), facts(OTHER, "interactions", Interaction("lithium", "substance"))))
    assert found.silence == "says nothing"
    assert "2 US labels" in found.silent
    assert found.silent.endswith("Silence does not mean that they go well together.")


def test_a_side_without_sources() -> None:
    """Another answer: for one of them, nobody has been asked."""
    found = silence(pair((), facts(MUTE, "indications"), other=MUTE))
    assert found.silence == "not covered"
    assert "covers the interactions of Testoprol" in found.silent


def test_registers_that_list_one_product_and_those_that_do_not() -> None:
    """Each register that was asked is named."""
    sold = part(page("two-medicines"), "combined", "one_product")
    assert [sentence.text for sentence in sold.sentences] == [
        "Register of Examplia (2020): 2 products with exactly these, for instance Exempla Plus"
    ]
    assert sold.remark == "Asked too, without such a product: Register of Sampleland (2021)."
    unsold = part(page("five-medicines"), "combined", "one_product")
    assert unsold.silence == "says nothing"


def test_shared_side_effects_say_how_often_for_each() -> None:
    """The same effect, with each one's own measure."""
    assert texts(page("two-medicines"), "combined", "shared") == [
        "sleepiness (somnolence): Exemplamine common to very common (sources differ); "
        "Testoprol 23 in 100 people, 9 in 100 in the group compared"
    ]
