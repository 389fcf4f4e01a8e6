"""The words of pages: there are some for every value that a fact may have, and they are plain."""

from __future__ import annotations

import re
from typing import get_args, get_type_hints

import pytest

from composita.compose.outline import Heading, outline
from composita.compose.sections import RULES, TOGETHER
from composita.compose.words import counted, listed, number, span, words
from composita.extract.text import lexicon_file
from composita.facts import (
    Action,
    Advice,
    Contraindication,
    Dose,
    Frequency,
    Indication,
    Population,
    Special,
    Value,
    View,
    kind_of,
)
from composita.store.statements import could_say

VALUES = {
    "action": get_args(Action),
    "advised": get_args(Action),
    "action_short": [action for action in get_args(Action) if action],
    "often": [frequency for frequency in get_args(Frequency) if frequency],
    "population": [population for population in get_args(Population) if population],
    "phase": get_args(get_type_hints(Dose)["phase"]),
    "role": get_args(get_type_hints(Indication)["role"]),
    "contraindication": get_args(get_type_hints(Contraindication)["what"]),
}


@pytest.mark.parametrize("view", get_args(View))
@pytest.mark.parametrize("table", VALUES)
def test_each_value_has_words(table: str, view: View) -> None:
    """A value that is added to the facts needs words in both views before it can be shown."""
    assert set(words(view)[table]) == set(VALUES[table])


def headings(among: tuple[Heading, ...]) -> list[Heading]:
    """The headings and those below them."""
    return [h for one in among for h in (one, *headings(one.parts))]


def test_each_heading_names_a_rule() -> None:
    """The outline can be reordered by anyone: a rule's name that does not exist is an error."""
    made = outline()
    assert {h.rule for h in headings(made.substance)} <= {"", *RULES}
    assert {h.rule for h in made.combination} == set(TOGETHER)
    assert {q.key for q in made.question} <= {h.key for h in headings(made.substance)}


def test_each_kind_of_fact_has_its_sections() -> None:
    """The store knows for each kind, population and topic which sections could speak of it."""
    kinds = {kind_of(kind) for kind in get_args(Value) if kind not in (Special, Advice)}
    topics = {name for name, table in lexicon_file("advice").items() if "codes" in table}
    populations = {population for population in get_args(Population) if population}
    assert set(could_say()) == kinds | topics | populations


def test_the_words_for_patients_are_plain() -> None:
    """Flesch–Kincaid grade 8 at most, over all sentences that we may say to patients."""
    ours = [text for table in words("patient").values() for text in table.values()]
    codes = [
        str(code["patient"])
        for lexicon in ("advice", "special")
        for table in lexicon_file(lexicon).values()
        if "codes" in table
        for code in table["codes"].values()
    ]
    assert grade(ours) <= 8
    assert grade(codes) <= 8


def grade(sentences: list[str]) -> float:
    """The Flesch–Kincaid grade; "this" stands for a source's term, vowels for syllables."""
    text = ". ".join(re.sub(r"{\w+}", "this", sentence).rstrip(".") for sentence in sentences)
    found = re.findall(r"[^\W\d_]+", text.lower())
    stops = re.findall(r"[.:](?:\s|$)", text)
    vowels = [re.findall(r"[aeiouy]+", word.removesuffix("e")) for word in found]
    syllables = sum(len(runs) or 1 for runs in vowels)
    return 0.39 * len(found) / len(stops) + 11.8 * syllables / len(found) - 15.59


def test_small_pieces_of_english() -> None:
    """Lists, counts and numbers as people write them."""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert [counted(n, "document") for n in (1, 1200)] == ["1 document", "1,200 documents"]
    assert [number(n) for n in (0.5, 25.0, 1_200_000)] == ["0.5", "25", "1,200,000"]
    assert [span(5, 5), span(5, 7.5)] == ["5", "5 to 7.5"]
