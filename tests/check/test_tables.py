"""The tables a pharmacist reviews: every entry has a reason, and every word in them exists."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from composita.check import severity
from composita.check.effects import effects
from composita.check.parts import clearance, part_of
from composita.check.tables import data
from composita.extract.text import fold, lexicon_file
from composita.extract.vocabulary import term_for
from composita.facts import Action, EnzymeRole, Population

# Advice that nothing is needed, which is no finding.
NO_FINDING = {
    "may use", "little in milk", "no reason to stop breastfeeding", "harm not expected",
    "no special precautions", "no adjustment", "no effect known",
}  # fmt: skip


@pytest.mark.parametrize("table", data("severity"))
def test_every_table_of_levels_says_why(table: str) -> None:
    """Each table of severity.toml has a reason, and nothing in it but our four levels."""
    entries = dict(data("severity")[table])
    assert len(entries.pop("reason")) > 20
    assert set(entries.values()) <= set(severity.LEVELS)


def test_every_action_has_a_level() -> None:
    """Each action that a label can state is in the table, "" as "unsaid"."""
    assert set(severity.table("action")) == {action or "unsaid" for action in get_args(Action)}


def test_enzyme_strengths_exist() -> None:
    """Each key of [enzyme] is a strength of a substrate and one of what acts on the enzyme."""
    known = get_args(get_type_hints(EnzymeRole)["strength"])
    for key in severity.table("enzyme"):
        assert set(key.split("/")) <= set(known)


def test_words_for_strengths_are_of_strengths_that_exist() -> None:
    """enzymes.toml says why in each table, and knows no strength that a fact cannot have."""
    known = set(get_args(get_type_hints(EnzymeRole)["strength"]))
    tables = data("enzymes")
    assert all(len(table["reason"]) > 20 for table in tables.values())
    assert set(tables["strength"]) - {"reason"} <= known
    assert set(tables["feeble"]["strengths"]) <= known


def codes(lexicon: str, topics: set[str] | None = None) -> set[str]:
    return {
        code
        for topic, entry in lexicon_file(lexicon).items()
        if isinstance(entry, dict) and "codes" in entry and (topics is None or topic in topics)
        for code in entry["codes"]
    }


def test_every_advice_code_is_placed() -> None:
    """Each code for a population, for driving or alcohol has a level, or is no finding."""
    said = codes("special") | codes("advice", {"driving", "alcohol"})
    assert said == set(severity.table("person")) | NO_FINDING
    assert not set(severity.table("person")) & NO_FINDING


@pytest.mark.parametrize("key", effects())
def test_every_effect_says_why(key: str) -> None:
    """Each effect has a reason, and something by which a medicine can have it."""
    effect = effects()[key]
    assert len(effect.reason) > 20
    assert effect.classes or effect.terms


def class_names() -> set[str]:
    classes = lexicon_file("classes")["class"]
    return {fold(name) for name in classes}


def test_every_class_of_an_effect_exists() -> None:
    """Classes are those of classes.toml, or the grades of the burden scales."""
    scales = {"anticholinergic burden 2", "anticholinergic burden 3"}
    named = {fold(name) for e in effects().values() for name in (*e.classes, *e.named)}
    assert named - class_names() - scales == set()


def test_every_outcome_of_an_effect_exists() -> None:
    """Outcomes are those that the extractor of interactions can name."""
    known = set(lexicon_file("interactions")["cues"]["effect"])
    assert {word for e in effects().values() for word in e.outcomes} - known == set()


def test_every_term_of_an_effect_can_be_read() -> None:
    """Terms are topics of warnings, or the names of side effects in the extractors' lexicon."""
    topics = set(lexicon_file("warnings")["cues"]["topic"])
    terms = {word for effect in effects().values() for word in effect.terms}
    assert {word for word in terms - topics if term_for(word).term != word} == set()


def test_people_are_called_by_words_for_all_of_them() -> None:
    """Each word of person.toml names all of its population, and so no part of it."""
    people: dict[Population, list[str]] = data("person")["called"]
    assert set(people) <= set(get_args(Population))
    for population, words in people.items():
        assert {part_of(word, population) for word in words} == {""}


def test_clearances_are_in_order() -> None:
    """Severe impairment begins below where impairment does."""
    assert 0 < clearance("severe") < clearance("impaired")


def test_units_that_are_swallowed_exist() -> None:
    """What routes.toml takes for swallowed are units that doses can have."""
    known = set(lexicon_file("dose_units")["units"].values())
    assert set(data("routes")["swallowed"]) <= known


@pytest.mark.parametrize("word", ["eye drops", "cream", "topical"])
def test_no_word_says_two_things_of_a_form(word: str) -> None:
    """A form that acts where it is put is none by which a medicine reaches the body."""
    assert word in data("routes")["titles"]
    assert not set(data("routes")["titles"]) & set(data("routes")["reaching"])
