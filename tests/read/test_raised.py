"""Raised characters: the marks of notes are no part of words and numbers, powers are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composita.read.raised import RAISED, RAISED_END, rows, settled


def printed(html: str) -> str:
    """The words of a text element, laid out: what is raised there is marked as blocks.xsl does."""
    marked = html.replace("<sup>", RAISED).replace("</sup>", RAISED_END)
    return settled(re.sub(r"</?sub>", "", marked))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.reason[:50])
def test_each_row_of_the_table_has_an_example_that_holds(row: object) -> None:
    """The example of a row is read as it says."""
    assert printed(row.example) == row.right  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("50<sup>1</sup> mg once daily", "50 mg once daily"),
        ("100<sup>a</sup> mg per day", "100 mg per day"),
        ("12<sup>2</sup>", "12"),
        ("12<sup>(2)</sup> | 3<sup>[1]</sup>", "12 | 3"),
        ("12<sup>1,2</sup>%", "12%"),
        ("3.5<sup>a</sup><sup>,</sup><sup>b</sup>", "3.5"),
        ("10<sup>2</sup> | 4", "10 | 4"),
        ("10<sup>1</sup> mg", "10 mg"),
        ("100<sup>9</sup>", "100"),
        ("Dizziness<sup>1</sup>", "Dizziness"),
        ("Dizziness <sup>1</sup> and", "Dizziness and"),
        ("Dizziness¹ and sleep²", "Dizziness and sleep"),
        ("12² %", "12 %"),
        ("Dizziness*", "Dizziness"),
        ("Dizziness<sup>*</sup>", "Dizziness"),
        ("Dizziness†, sleep‡; 12*", "Dizziness, sleep; 12"),
        ("40 mg<sup>2</sup> daily", "40 mg daily"),
        ("(3%)<sup>b</sup>", "(3%)"),
    ],
)
def test_marks_of_notes_go(html: str, words: str) -> None:
    """Raised by markup or by the character itself, in figures, letters or signs."""
    assert printed(html) == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("kg/m<sup>2</sup>", "kg/m²"),
        ("75 mg/m²/day", "75 mg/m²/day"),
        ("1.73m<sup>2</sup>", "1.73m²"),
        ("cells/mm<sup>3</sup>", "cells/mm³"),
        ("< 50 × 10<sup>9</sup>/L", "< 50 × 10⁹/L"),
        ("1 x 10<sup>3</sup> in all", "1 x 10³ in all"),
        ("10<sup>5</sup> to 10<sup>6</sup> CFU", "10⁵ to 10⁶ CFU"),
        ("10⁹/L", "10⁹/L"),
        ("0.7 mg/m ²once per week", "0.7 mg/m ²once per week"),
        ("5 x 10 ⁹ /L", "5 x 10 ⁹ /L"),
        ("10<sup>3</sup> copies", "10³ copies"),
        ("Ca<sup>2+</sup>", "Ca²⁺"),
        ("s<sup>-1</sup>", "s⁻¹"),
        ("<sup>131</sup>I", "¹³¹I"),
        ("the 2<sup>nd</sup> week", "the 2nd week"),
        ("2 * 3 and § 5", "2 * 3 and § 5"),
        ("25<sup>0</sup> C", "25° C"),
        ("2<sup>1</sup>⁄<sub>2</sub> tablets", "2 1⁄2 tablets"),
        ("<sup>1</sup>Includes sleep", "¹ Includes sleep"),
        ("Advice<sup>see the next page</sup>", "Advice see the next page"),
    ],
)
def test_powers_and_other_raised_words_stay(html: str, words: str) -> None:
    """Areas, powers of ten, charges, isotopes, ordinals, degrees, fractions, the note itself."""
    assert printed(html) == words


plain = st.text(alphabet="BZ %|)", max_size=5)
high = st.text(alphabet="12ac*,( ", max_size=4).map(lambda words: f"<sup>{words}</sup>")


@given(st.lists(plain | high, max_size=8))
def test_words_that_are_not_raised_stay(pieces: list[str]) -> None:
    """Whatever is raised around them, the other words stay in their order, without marks."""
    before, after = "".join(piece for piece in pieces if "<" not in piece), printed("".join(pieces))
    assert re.sub(r"[^BZ|%]", "", after) == re.sub(r"[^BZ|%]", "", before)
    assert RAISED not in after
