"""What a medicine is called by sources, because its own name says so or spells it otherwise."""

from __future__ import annotations

import pytest

from composita.check import by_name
from composita.check.membership import names
from composita.compose import Evidence, Subject
from composita.facts import Name, Substance

EXAMPLIN = Name("Examplin alfa", "inn", "E")
VITAMIN = Name("Vitamin Q3", "common", "Q")
LIKE = Name("Insulin-like exemplar", "common", "E")

MEANT = {
    "what its first word says": (Substance("E", "Examplin alfa", (EXAMPLIN,)), "examplins"),
    "a plural already": (Substance("G", "Exampligens, mixed"), "exampligens"),
    "a number of a vitamin": (Substance("Q", "X", (VITAMIN,)), "vitaminq"),
    "a plain salt": (Substance("K", "Potassium chloride"), "potassium supplements"),
    "a plain oxide": (Substance("M", "Magnesium oxide"), "magnesium-containing products"),
    "the element itself": (Substance("I", "Iron"), "iron supplements"),
    "a salt named in Latin": (Substance("F", "Ferrous sulfate"), "iron supplements"),
}  # fmt: skip

NOT_MEANT = {
    "only likened to it": (Substance("E", "Examplin alfa", (EXAMPLIN, LIKE)), "insulins"),
    "a salt that acts by its other part": (
        Substance("K", "Potassium iodide"), "potassium supplements",
    ),
    "a compound": (Substance("C", "Iron examplose"), "iron supplements"),
    "a medicine as its salt": (Substance("P", "Examplin potassium"), "potassium supplements"),
}  # fmt: skip


@pytest.mark.parametrize(("substance", "term"), MEANT.values(), ids=MEANT)
def test_what_a_name_says(substance: Substance, term: str) -> None:
    """A source that names the group means this substance."""
    assert term in by_name.groups(substance)


@pytest.mark.parametrize(("substance", "term"), NOT_MEANT.values(), ids=NOT_MEANT)
def test_what_a_name_does_not_say(substance: Substance, term: str) -> None:
    """Likeness, and a metal beside what acts, put nobody into a group."""
    assert term not in by_name.groups(substance)


def test_another_spelling_is_the_same_name() -> None:
    """A label that writes it as one word, or with another letter, names the same substance."""
    substance = Substance("E", "Exemplinylestradiol", (Name("Cefexample", "inn", "E"),))
    called = set(names(Subject((substance,), Evidence((), ()), {})))
    assert {"exemplinylestradiol", "exemplinilestradiol", "cefexample"} <= called
