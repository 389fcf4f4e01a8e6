"""How hard a page is to read, and the syllables that this rests on."""

from __future__ import annotations

import pytest

from composita.facts import Monograph, Part, Sentence
from composita.publish.reading import Count, count, grade, grade_of
from composita.publish.syllables import syllables
from invented import page


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "dose take eyes reach use tongue school used stopped the"),
        (
            2,
            "liver muscle kidney spasm being rhythm increased layer headaches fatigue people",
        ),
        (3, "medicine suicide nausea reaction usual period sodium depression cardiac"),
        (4, "ingredient influenza information potassium interaction anxiety"),
        (5, "antibiotic amitriptyline hypersensitive"),
    ],
)
def test_syllables_by_spelling(number: int, words: str) -> None:
    """Counts as an English dictionary has them."""
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), number)


@pytest.mark.parametrize(("word", "number"), [("25", 2), ("mg", 2), ("MAO", 3), ("SSRIs", 4)])
def test_abbreviations_and_numbers_are_spelled_out(word: str, number: int) -> None:
    """One syllable for each sign: near enough, and never none."""
    assert syllables(word) == number


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Take it at once. Then ask.", Count(2, 6, 6)),
        ("at most 150 mg a day", Count(1, 6, 9)),
        ("You asked for “Exempla”. It is a brand.", Count(2, 8, 10)),
        ("with 2.5 mL, e.g. of water", Count(1, 6, 12)),
        ("", Count(1, 0, 0)),
    ],
)
def test_what_is_counted(text: str, counted: Count) -> None:
    """A sentence ends at its stop, or where its text ends; a number is one word."""
    assert count(text) == counted


def test_the_grade_is_kincaids() -> None:
    """Four words of one syllable each in a sentence: 0.39 × 4 + 11.8 × 1 − 15.59."""
    assert grade_of(["Take it at night."]) == pytest.approx(-2.23)


def test_answers_are_not_counted_twice() -> None:
    """Questions repeat what sections say; silences and remarks are read like all else."""
    said = Part("a", "A", (Sentence("Take it.", (), ()),), silent="Not said.", remark="One more.")
    again = Part("questions", "Q", parts=(said,), style="questions")
    assert (
        grade(_page(said))
        == grade(_page(said, again))
        == grade_of(["Take it.", "Not said.", "One more."])
    )


def test_a_page_that_says_nothing_has_no_grade() -> None:
    """No words, no number."""
    assert grade(_page()) is None


def test_patients_read_easier_words() -> None:
    """The same facts are harder in the sources' own terms."""
    patient, professional = (
        grade(page("two-medicines")),
        grade(page("two-medicines", "professional")),
    )
    assert patient is not None
    assert professional is not None
    assert patient < professional


def _page(*parts: Part) -> Monograph:
    return Monograph("A", "a", "patient", parts, (), (), "2026-07", "Ask your doctor.")
