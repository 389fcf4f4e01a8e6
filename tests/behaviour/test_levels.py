"""Levels belong to pairs: on the page, in the table, when ordering, and as FHIR."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from examples import Example
from world import World

from composita.check import concerning, in_levels
from composita.compose import told
from composita.facts import Check, Finding, Part, Patient

_COVERED = {"section": "interactions"}
_WARNED = {"warning": "hypotension"}
_BAN = {
    "interaction": "Betaprol",
    "action": "contraindicated",
    "effects": ["hypotension"],
}
_LISTED = {
    "interaction": "Betaprol",
    "level": "CI",
    "from": "ansm",
    "section": "",
    "effects": ["hypotension"],
}
_BY_CLASS = {
    "interaction": "nitrates",
    "what": "class",
    "action": "contraindicated",
    "effects": ["hypotension"],
}
_NITRATE = {"class": "Nitrate Vasodilator"}

FOUR = ("Alfamine", "Betaprol", "Gammacin", "Deltazole")


def world(*bans: dict[str, Any]) -> World:
    """Four medicines with one effect; what Alfamine's sources say of Betaprol besides."""
    says = dict.fromkeys(FOUR, (_WARNED, _COVERED))
    says["Alfamine"] = (_WARNED, *bans)
    says["Betaprol"] = (_WARNED, _NITRATE, _COVERED)
    return World(Example("any", FOUR, (), says))


@pytest.fixture(params=[_BAN, _LISTED, _BY_CLASS], ids=["by name", "in a list", "by class"])
def four(request: pytest.FixtureRequest) -> World:
    return world(request.param)


def sharing(check: Check) -> Finding:
    """The finding about the effect that all four have."""
    (found,) = (one for one in check.findings if one.kind == "adds up")
    return found


def part(world: World, check: Check) -> Part:
    """The part of the patient's page about that finding."""
    page = world.page(check, "patient")
    return told(check, page)[check.findings.index(sharing(check))]


def test_a_pair_keeps_its_own_level(four: World) -> None:
    """Two are forbidden together; the others share an effect with them and stay a caution."""
    check = four.check()
    levels = {pair.items: pair.level for pair in check.pairs}
    assert levels.pop((0, 1)) == "contraindicated"
    assert set(levels.values()) == {"caution"}


def test_the_headline_names_the_pair_that_carries_it(four: World) -> None:
    """And what the effect counts for the others stands below."""
    shown = part(four, four.check())
    assert shown.title.endswith("– Alfamine and Betaprol")
    assert "Take care: Alfamine, Gammacin and Deltazole; Betaprol, Gammacin" in shown.remark


def test_the_table_shows_what_the_pairs_say(four: World) -> None:
    """The table of pairs has the same level for two as the data."""
    check = four.check()
    (shown,) = (one for one in four.page(check, "patient").parts if one.key == "matrix")
    assert shown.matrix
    for pair in check.pairs:
        assert shown.matrix.marks[pair.items[0]][pair.items[1]] == pair.level


@pytest.mark.parametrize(("ordered", "level"), [(0, "contraindicated"), (2, "caution")])
def test_what_is_ordered_has_the_level_of_its_own_pairs(
    four: World, ordered: int, level: str
) -> None:
    """Ordering one of the two that are forbidden is grave; ordering a third is not."""
    found = concerning(four.check(), [ordered])
    assert sharing(found).level == level
    assert all(ordered in pair.items for pair in found.pairs)
    assert all(ordered in pair.items for pair in sharing(found).between)
    assert all(ordered in (g.item, g.other) for g in sharing(found).grounds if g.other is not None)
    for pair in found.pairs:
        assert {found.findings[place].kind for place in pair.findings} >= {"adds up"}


def test_in_levels_each_finding_holds_of_all_its_items(four: World) -> None:
    """What a finding says of its level is true of each two of its items; no pair is lost."""
    check, apart = four.check(), in_levels(four.check())
    for finding in apart.findings:
        assert {pair.level for pair in finding.between} == {finding.level}
        size = len(finding.items)
        assert len(finding.between) == size * (size - 1) / 2
    assert {pair.items: pair.level for pair in apart.pairs} == {
        pair.items: pair.level for pair in check.pairs
    }


def test_what_is_said_of_each_has_a_level_for_each() -> None:
    """A ban in pregnancy for one of two is not a ban for the other, of which a source is unsure."""
    says = {
        "Alfamine": ({"contraindication": "pregnancy", "what": "condition"}, _COVERED),
        "Betaprol": ({"special": "pregnancy", "advice": "no data"}, _COVERED),
    }
    example = Example("any", ("Alfamine", "Betaprol"), (), says)
    made = World(msgspec.structs.replace(example, person=Patient(pregnant=True)))
    check = made.check()
    said = [(one.level, one.items) for one in check.findings if one.kind == "person"]
    assert said == [("contraindicated", (0,)), ("note", (1,))]


def test_one_advice_is_one_sentence_however_many_labels_word_it() -> None:
    """Labels call a medicine by its name, by a brand, in capitals: one sentence with all."""
    words = [
        {"interaction": name, "action": "avoid", "label": f"Alfamine of maker {place}"}
        for place, name in enumerate(("Betaprol", "BETAPROL", "Betabrand", "betaprol"))
    ]
    says = {"Alfamine": tuple(words), "Betaprol": (_COVERED,)}
    brands = {"Betabrand": "Betaprol"}
    made = World(Example("any", ("Alfamine", "Betaprol"), (), says, brands=brands))
    check = made.check()
    (sentence,) = told(check, made.page(check, "professional"))[0].sentences
    assert len(sentence.notes) == 4


def test_danger_first_then_how_directly_a_source_speaks() -> None:
    """Of one level: by name, by class, by what it is to an enzyme, by an effect."""
    says = {
        "Alfamine": (
            {"interaction": "Betaprol", "action": "monitor"},
            {"interaction": "NSAIDs", "what": "class", "action": "monitor"},
            {"interaction": "CYP2D6 inhibitors", "what": "enzyme", "action": "monitor"},
            {"warning": "falls"},
        ),
        "Betaprol": (_COVERED,),
        "Gammacin": ({"class": "Nonsteroidal Anti-inflammatory Drug"}, _COVERED),
        "Deltazole": ({"enzyme": "CYP2D6", "role": "inhibitor", "strength": "strong"}, _COVERED),
        "Epsilor": ({"warning": "falls"}, _COVERED),
    }
    taken = ("Epsilor", "Deltazole", "Gammacin", "Betaprol", "Alfamine")
    found = World(Example("any", taken, (), says)).check().findings
    assert {one.level for one in found} == {"caution"}
    assert [taken[one.items[0]] for one in found] == [
        "Betaprol",
        "Gammacin",
        "Deltazole",
        "Epsilor",
    ]


def test_a_pair_that_is_sold_as_one_product_says_so_beside_its_finding() -> None:
    """Whatever a list says of the two, the page tells that registers list them together."""
    says = {
        "Alfamine": ({**_LISTED, "effects": []},),
        "Betaprol": (_COVERED,),
        "Gammacin": (_COVERED,),
        "Alfamine + Betaprol": ({"listed": ["TABLET"], "example": "Duoplex"},),
    }
    made = World(Example("any", ("Alfamine", "Betaprol", "Gammacin"), (), says))
    check = made.check()
    (found,) = told(check, made.page(check, "patient"))
    assert "Alfamine and Betaprol are sold as one product too" in found.sentences[-1].text
    assert "Duoplex" in found.sentences[-1].text
    assert found.sentences[-1].notes


def test_what_a_combination_says_is_told_of_the_combination() -> None:
    """Typed as A + B, the label of both is not taken for that of the one."""
    says = {
        "Alfamine": (_COVERED,),
        "Betaprol": (_COVERED,),
        "Gammacin": (_COVERED,),
        "Alfamine + Betaprol": ({"interaction": "Gammacin", "action": "avoid"},),
    }
    taken = ("Alfamine", "Betaprol", "Gammacin")
    made = World(Example("any", taken, (), says, together=(0, 1)))
    check = made.check()
    sentences = told(check, made.page(check, "patient"))[0].sentences
    assert sentences[0].text.startswith("Sources of Alfamine + Betaprol")
