"""Amounts in running text: numbers, ranges and units, with exact offsets and UCUM codes.

It says what is printed and no more: whether an amount is a dose is for others to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from composita.extract.text import lexicon_file

Per = Literal["dose", "day", ""]

_WORDS = lexicon_file("dose_units")
_UNITS: dict[str, str] = _WORDS["units"]
_EACH: dict[str, str] = _WORDS["each"]
_SCALE: dict[str, str] = _WORDS["scale"]
_NUMBERS: dict[str, str] = _WORDS["numbers"]


class Amount(NamedTuple):
    """From `low` to `high` of `unit` (UCUM, "mg/kg" or "mL/min"), at characters start to end.

    `per` is what the unit says of time: "mg/kg/day" is unit "mg/kg" per "day".
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    per: Per = ""


def amounts(text: str) -> Iterator[Amount]:
    """The amounts in a text from left to right; "10 or 20 mg" is two."""
    return iter(_amounts(text))


@lru_cache(maxsize=2048)  # a line is often one sentence, and a cell is looked at from all sides
def _amounts(text: str) -> tuple[Amount, ...]:
    return tuple(_found(text))


def _found(text: str) -> Iterator[Amount]:
    low = text.lower()
    for match in _AMOUNT.finditer(low if len(low) == len(text) else text):
        if match["low_unit"] is None or _is_range(match):
            if match["others"]:
                yield from _alternatives(match)
            yield _amount(match)


def number(words: str) -> Decimal:
    """The number that digits, a fraction or a word stand for: "1,000", "2½", "1 1/2", "two"."""
    folded = words.lower()
    if folded in _NUMBERS:
        return Decimal(_NUMBERS[folded])
    fraction = _FRACTION_AT_END.search(folded)
    whole = folded[: fraction.start()] if fraction else folded
    part = Decimal(_NUMBERS[fraction[1]]) if fraction else Decimal(0)
    return Decimal(whole.replace(",", "")) + part


def _is_range(match: re.Match[str]) -> bool:
    """Not "400 mg to 300 mg", which is a change, nor "2 tablets to 5 mL"."""
    low, high = _code(match["low_unit"]), _code(match["unit"])
    if low != high:
        return low in _SCALE and high in _SCALE
    return number(match["low"]) <= number(match["high"])


def _amount(match: re.Match[str]) -> Amount:
    unit = _code(match["unit"])
    low, high = number(match["low"]), number(match["high"] or match["low"])
    if match["low_unit"] and (other := _code(match["low_unit"])) != unit:
        low, high, unit = _same_scale(low, other, high, unit)
    code, per = _divided(unit, match["each"] or match["low_each"] or "")
    if low > high:  # "on Day 8 to 2 mg"
        return Amount(match.start("high"), match.end(), float(high), float(high), code, per)
    return Amount(match.start("low"), match.end(), float(low), float(high), code, per)


def _alternatives(match: re.Match[str]) -> Iterator[Amount]:
    """The "10, 20" of "10, 20 or 40 mg", each with the unit of the last; not of "Week 8 or"."""
    start = match.start()
    if _COUNTS_TIME.search(match.string, max(0, start - 8), start):
        return
    unit, per = _divided(_code(match["unit"]), match["each"])
    for each in _A_NUMBER.finditer(match.string, *match.span("others")):
        value = float(number(each.group()))
        yield Amount(each.start(), each.end(), value, value, unit, per)


def _same_scale(
    low: Decimal, low_unit: str, high: Decimal, high_unit: str
) -> tuple[Decimal, Decimal, str]:
    """ "500 mg to 1 g" in the smaller unit."""
    smaller = min(low_unit, high_unit, key=lambda unit: Decimal(_SCALE[unit]))
    step = Decimal(_SCALE[smaller])
    scaled = (low * Decimal(_SCALE[low_unit]) / step, high * Decimal(_SCALE[high_unit]) / step)
    return *scaled, smaller


def _divided(unit: str, each: str) -> tuple[str, Per]:
    per: Per = ""
    for part in _DIVISOR.findall(each):
        code = _EACH[_folded(part)]
        if code == "d":
            per = "day"
        elif code == "dose":
            per = "dose"
        else:
            unit = f"{unit}/{code}"
    return unit, per


def _code(unit: str) -> str:
    return _UNITS[_folded(unit)]


def _folded(words: str) -> str:
    return " ".join(words.lower().split())


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest_first)


_FRACTION = r"1/2|1/4|3/4|[½¼¾]"
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:\.\d{1,6})?|\.\d{1,6}"
NUMBER = rf"(?:(?:{_DIGITS})(?:[ -]?(?:{_FRACTION}))?(?![\d/])|\b(?:{_any(_NUMBERS)})(?!\w))"
UNIT = rf"(?:{_any(_UNITS)})"
_EACH_WORDS = rf"(?:{_any(_EACH)})(?!\w)"
_PER = r"(?:/|\bper\b|\bfor\s(?:every|each)\b|\ba(?=\s+day)|\bin(?=\s+24))"
_DIVISORS = rf"(?:\s*{_PER}\s?(?:1\s)?{_EACH_WORDS})*"
_A_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_FRACTION_AT_END = re.compile(rf"[ -]?({_FRACTION})$")
_DIVISOR = re.compile(_EACH_WORDS, re.IGNORECASE)
_COUNTS_TIME = re.compile(r"\b(?:days?|weeks?|months?|cycles?|steps?)\s$", re.IGNORECASE)
_INITIALS = "".join(sorted({words[0] for words in _NUMBERS if words[0].isalpha()}))
_AMOUNT = re.compile(  # for words in lower case: much faster
    rf"""(?=[\d.½¼¾{_INITIALS}])(?<![\w.,/×])(?<!\d[ ])(?<!\bper[ ])
    (?P<others>(?:{_DIGITS})(?:,\s(?:{_DIGITS})){{0,8}},?\s(?:or|and)\s)?
    (?P<low>{NUMBER})
    (?:(?:[ -]?(?P<low_unit>{UNIT})(?!\w)(?P<low_each>{_DIVISORS}))?
       \s?(?:-|–|—|to|through|up\sto)\s?(?P<high>{NUMBER}))?
    [ -]?(?P<unit>{UNIT})(?!\w)(?P<each>{_DIVISORS})
    (?!\s?(?:/|per\b)\s?\d)(?!/)""",
    re.VERBOSE,
)
