"""What holds of every check, whatever is taken by whom and in whatever order."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

from examples import Example
from hypothesis import given, settings
from hypothesis import strategies as st
from world import World

from composita.check.severity import place
from composita.facts import Check, Finding, Ground, Patient

_CLASS = {"class": "Monoamine Oxidase Inhibitor"}
_BOXED = {"warning": "respiratory depression", "boxed": True}
_COVERED = {"section": "interactions"}
_SEVERE = {"contraindication": "severe renal impairment", "what": "condition"}
_INHIBITOR = {"enzyme": "CYP2D6", "role": "inhibitor", "strength": "strong"}
_LISTED = {"interaction": "Alfamine", "level": "critical", "from": "va-ndfrt", "section": ""}
_NSAID = {"class": "Nonsteroidal Anti-inflammatory Drug"}
_SAYS: dict[str, tuple[dict[str, Any], ...]] = {
    "Alfamine": (
        {"interaction": "MAO inhibitors", "what": "class", "action": "contraindicated"},
        {"interaction": "Betaprol", "action": "monitor", "effects": ["bleeding"]},
        {"warning": "bleeding"},
        {"enzyme": "CYP2D6", "role": "substrate", "strength": "sensitive"},
        {"special": "pregnancy", "advice": "avoid", "part": "third trimester"},
    ),
    "Betaprol": (_CLASS, _BOXED, _SEVERE),
    "Gammacin": (_BOXED, {"interaction": "CNS depressants", "what": "class", "action": "avoid"}),
    "Deltazole": ({"warning": "bleeding"}, {"warning": "somnolence"}, _NSAID),
    "Epsilor": (
        _NSAID,
        {"warning": "bleeding"},
        {"interaction": "NSAIDs", "what": "class", "action": "avoid", "effects": ["bleeding"]},
        {"interaction": "Gammacin", "action": "avoid", "case": "diabetes"},
    ),
    "Zetamab": (_INHIBITOR, _COVERED),
    "Etavir": ({"side_effect": "somnolence", "frequency": "common"}, _COVERED),
    "Thetalol": (_LISTED,),
    "Iotaphen": ({"maximum": 1000}, {"special": "older people", "advice": "caution"}),
}

MEDICINES = [*_SAYS, "Duoplex", "Nosuchmycin"]

regimens = st.lists(st.sampled_from(MEDICINES), min_size=1, max_size=8, unique=True)
people = st.builds(
    Patient,
    age=st.none() | st.floats(0, 120),
    pregnant=st.booleans(),
    creatinine_clearance=st.none() | st.floats(1, 200),
    kidney_disease=st.booleans(),
    conditions=st.lists(st.sampled_from(["diabetes", "asthma", "renal impairment"])).map(tuple),
)


def check(taken: list[str], person: Patient = Patient()) -> Check:  # noqa: B008
    brands = {"Duoplex": "Alfamine + Etavir"}
    return World(Example("any", tuple(taken), (), _SAYS, person, brands)).check()


def told(check: Check) -> set[tuple[Any, ...]]:
    """The findings with names for places, in no order."""
    return {_told(finding, [item.typed for item in check.items]) for finding in check.findings}


def _told(finding: Finding, names: list[str]) -> tuple[Any, ...]:
    whom = frozenset(names[place] for place in finding.items)
    grounds = frozenset(_ground(ground, names) for ground in finding.grounds)
    return finding.kind, finding.topic, finding.level, finding.levels, whom, grounds


def _ground(ground: Ground, names: list[str]) -> tuple[Any, ...]:
    other = None if ground.other is None else names[ground.other]
    return names[ground.item], other, ground.statement.id, ground.level, ground.case


@given(regimens, people, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_items_does_not_matter(taken: list[str], person: Patient, random: Any) -> None:
    """However a list is shuffled, the same is found for the same medicines."""
    shuffled = random.sample(taken, len(taken))
    assert told(check(taken, person)) == told(check(shuffled, person))


@given(regimens, st.sampled_from(MEDICINES), people)
@settings(max_examples=60, deadline=None)
def test_one_more_medicine_takes_nothing_away(taken: list[str], more: str, person: Patient) -> None:
    """What was found is found with one more medicine too, for as many and with no less force."""
    before, after = check(taken, person), check([*taken, more], person)
    assert all(any(_holds(old, new) for new in after.findings) for old in before.findings)


@given(regimens, st.sampled_from(MEDICINES), people)
@settings(max_examples=60, deadline=None)
def test_one_more_medicine_changes_no_pair(taken: list[str], more: str, person: Patient) -> None:
    """The level of two medicines is their own: a third one neither lifts nor lowers it."""
    before, after = check(taken, person), check([*taken, more], person)
    levels = {pair.items: (pair.answer, pair.level) for pair in after.pairs}
    assert all(levels[pair.items] == (pair.answer, pair.level) for pair in before.pairs)


@given(regimens, people)
@settings(max_examples=60, deadline=None)
def test_a_finding_is_as_grave_as_the_pair_that_carries_it(
    taken: list[str], person: Patient
) -> None:
    """What several medicines share has the level of its gravest pair, and each item is in one."""
    for finding in check(taken, person).findings:
        if finding.between:
            assert finding.level == min((pair.level for pair in finding.between), key=place)
            assert set(finding.items) == {item for pair in finding.between for item in pair.items}
        else:
            assert finding.kind == "person" or len(finding.items) == 1


def _holds(old: Finding, new: Finding) -> bool:
    about = old.kind == new.kind and old.topic == new.topic
    return about and set(old.items) <= set(new.items) and place(new.level) <= place(old.level)


@given(regimens, people)
@settings(max_examples=60, deadline=None)
def test_every_finding_cites(taken: list[str], person: Patient) -> None:
    """Each ground's statement, and each by which a medicine is meant, stands in a passage."""
    for finding in check(taken, person).findings:
        for ground in finding.grounds:
            assert all(statement.passages for statement in (ground.statement, *ground.means))
            assert ground.item in finding.items


@given(regimens)
@settings(max_examples=60, deadline=None)
def test_every_pair_has_one_answer(taken: list[str]) -> None:
    """Every two items have an answer once; found is what has findings about both, and only that;
    its level is the gravest that these have between the two."""
    found = check(taken)
    assert [pair.items for pair in found.pairs] == list(combinations(range(len(taken)), 2))
    for pair in found.pairs:
        between = {
            number: one.level
            for number, finding in enumerate(found.findings)
            for one in finding.between
            if one.items == pair.items
        }
        assert list(pair.findings) == list(between)
        assert pair.level == min(between.values(), key=place, default=None)
        assert (pair.answer == "found") == bool(pair.findings)
        assert bool(pair.lacking) == (pair.answer == "unknown") or pair.answer == "found"


typed = st.text(max_size=60) | st.tuples(st.sampled_from(MEDICINES), st.text(max_size=30)).map(
    "".join
)


@given(st.lists(typed, min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_any_text_has_an_answer(taken: list[str]) -> None:
    """Whatever is typed, there is a check, and each letter and number of it is in an item."""
    found = check(taken)
    shown = "".join(item.typed for item in found.items)
    assert Counter(filter(str.isalnum, "".join(taken))) - Counter(shown) == Counter()
