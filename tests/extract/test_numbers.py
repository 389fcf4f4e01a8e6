"""Amounts in running text, and that their units are UCUM codes."""

from __future__ import annotations

import pytest
from ucumvert import PintUcumRegistry

from composita.extract.numbers import Amount, amounts, number
from composita.extract.text import lexicon_file


def found(text: str) -> list[tuple[str, float, float, str, str]]:
    """Words, range, unit and per of each amount in a text."""
    return [(text[a.start : a.end], a.low, a.high, a.unit, a.per) for a in amounts(text)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "per"),
    [
        ("75 to 150 mg", 75, 150, "mg", ""),
        ("75 mg-150 mg", 75, 150, "mg", ""),
        ("0.25 mg/kg/day", 0.25, 0.25, "mg/kg", "day"),
        ("10 mg per kg per day", 10, 10, "mg/kg", "day"),
        ("5 mg for every kilogram you weigh", 5, 5, "mg/kg", ""),
        ("1,250 mg/m 2", 1250, 1250, "mg/m2", ""),
        ("1,250 mg/m²", 1250, 1250, "mg/m2", ""),
        ("8 tablets in 24 hours", 8, 8, "{tbl}", "day"),
        ("500 mg to 1 g", 500, 1000, "mg", ""),
        ("2½ teaspoonfuls", 2.5, 2.5, "[tsp_us]", ""),
        ("one and one-half tablets", 1.5, 1.5, "{tbl}", ""),
        ("two to four drops", 2, 4, "[drp]", ""),
        ("1.5 million units", 1.5, 1.5, "10*6.{unit}", ""),
    ],
)
def test_amount(text: str, low: float, high: float, unit: str, per: str) -> None:
    """Numbers, ranges and units as labels print them become one amount."""
    assert found(text) == [(text, low, high, unit, per)]


def test_range_of_rates_stays_a_range() -> None:
    """ "30-60 mL/min" is from 30 to 60, and a rate."""
    assert found("a clearance of 30-60 mL/min") == [("30-60 mL/min", 30, 60, "mL/min", "")]


def test_choice_is_several_amounts() -> None:
    """ "10, 20 or 40 mg" is three amounts of the same unit, each with its own words."""
    assert found("10, 20 or 40 mg") == [
        ("10", 10, 10, "mg", ""),
        ("20", 20, 20, "mg", ""),
        ("40 mg", 40, 40, "mg", ""),
    ]


def test_days_are_not_counted_with_the_dose() -> None:
    """Numbers of days and weeks before an amount are no part of it."""
    assert [a[1:3] for a in found("Day 8 to 2 mg; Week 8 or 400 mg")] == [(2, 2), (400, 400)]


@pytest.mark.parametrize(
    "text",
    ["400 mg to 300 mg", "40 mg/0.8 mL", "10 mg per 5 mL", "2 tablets to 5 mL", "2 500 mg tablets"],
)
def test_no_amount(text: str) -> None:
    """Changes, concentrations, mixed units and doubtful spaces are no amounts."""
    assert found(text) == []


def test_number_words_and_fractions() -> None:
    """Words, digits with commas and fractions are exact numbers."""
    assert [str(number(w)) for w in ("two", "1,000", "1 1/2", "0.1", "¼")] == [
        "2", "1000", "1.5", "0.1", "0.25",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def ucum() -> PintUcumRegistry:
    return PintUcumRegistry()


def test_every_unit_is_ucum(ucum: PintUcumRegistry) -> None:
    """Each code that an amount can have is one that a UCUM parser reads."""
    words = lexicon_file("dose_units")
    bodies = ["", "/kg", "/m2", "/[lb_av]"]
    codes = {unit + body for unit in words["units"].values() for body in bodies}
    unread = [code for code in sorted(codes) if ucum.from_ucum(code) is None]
    assert unread == []


def test_scale_is_that_of_ucum(ucum: PintUcumRegistry) -> None:
    """The masses in the data file are what UCUM says they are, in milligrams."""
    for unit, milligrams in lexicon_file("dose_units")["scale"].items():
        assert ucum.from_ucum(unit).to("mg").magnitude == pytest.approx(float(milligrams))


def test_amounts_are_plain_values() -> None:
    """An amount can be compared and printed."""
    assert next(amounts("5 mg")) == Amount(0, 4, 5.0, 5.0, "mg", "")
