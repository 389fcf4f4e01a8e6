"""What stands in a typed line beside the name: strengths, how many at a time, how often."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from composita.check.tables import data
from composita.extract.numbers import Amount, amounts, number
from composita.facts import Dose

_STRENGTHS = ("mg", "g", "ug", "[iU]", "meq", "mL")
_WHOLE_DAY = re.compile(r"(?<!\d)[0-3]-[0-3]-[0-3](?:-[0-3])?(?!\d)")  # morning, noon, night
_TIMES_SIGN = re.compile(r"(?<!\w)(\d)\s?[x×]\s?(?=\d)", re.IGNORECASE)  # "2 x 500 mg"


class Sig(NamedTuple):
    """How a line says that its medicine is taken: where that begins, and where how often does."""

    strengths: tuple[Amount, ...]
    at_a_time: tuple[float, float]
    times: int | None
    start: int | None
    often: int | None


def sig(words: str) -> Sig:
    """What a line says beside its name."""
    found = list(amounts(_TIMES_SIGN.sub(_spaced, words)))
    strengths = tuple(a for a in found if a.unit in _STRENGTHS)
    counted = [a for a in found if a.unit in data("sig")["count"]["units"]]
    often = [m.start() for m in _matches(words, times(), _WHOLE_DAY, needed())]
    amount = [m.start() for m in _matches(words, _TIMES_SIGN)]
    amount += [a.start for a in (*strengths, *counted)]
    return Sig(
        strengths,
        _at_a_time(words, counted, min(often, default=0)),
        _how_many(words, strengths),
        start=min([*amount, *often], default=None),
        often=min(often, default=None),
    )


def _at_a_time(words: str, counted: Sequence[Amount], often: int) -> tuple[float, float]:
    """Fewest and most: "1 or 2 tablets", "2 x 500 mg", "one or two four times a day"."""
    if counted:
        return counted[0].low, counted[0].high
    if sign := _TIMES_SIGN.search(words):
        return float(sign[1]), float(sign[1])
    few = _FEW.search(words[:often])
    if few is None or few.start() == 0:
        return 1, 1
    return float(number(few[1])), float(number(few[2] or few[1]))


_SOME = r"[1-9]|one|two|three|four"
_FEW = re.compile(
    rf"(?<![\w.,/-])({_SOME})(?:\s?(?:or|to|-)\s?({_SOME}))?(?:\s+up to)?\s*$", re.IGNORECASE
)


def _spaced(sign: re.Match[str]) -> str:
    """As many blanks, so that "2x500 mg" holds an amount and nothing moves."""
    return " " * len(sign.group())


def _matches(words: str, *patterns: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return (found for pattern in patterns if (found := pattern.search(words)))


def dose(sig: Sig) -> Dose | None:
    """How much at a time and how often; None where several strengths stand."""
    if len(sig.strengths) != 1:
        return None
    (strength,) = sig.strengths
    often = (sig.times, sig.times) if sig.times else None
    low, high = strength.low * sig.at_a_time[0], strength.high * sig.at_a_time[1]
    return Dose(low, high, strength.unit, per="dose", times_a_day=often)


def _how_many(words: str, strengths: Iterable[Amount]) -> int | None:
    """Times a day, where it is not taken as needed; "1-0-1" is twice, "20 mg/day" once."""
    if needed().search(words):
        return None
    if marks := _WHOLE_DAY.search(words):
        return sum(mark != "0" for mark in marks.group().split("-"))
    if how_often := times().search(words):
        said = how_often.group().casefold()
        return next(n for n, phrases in _phrases().items() if said in phrases)
    return 1 if any(strength.per == "day" for strength in strengths) else None


@cache
def times() -> re.Pattern[str]:
    """Words for how often."""
    return whole(phrase for phrases in _phrases().values() for phrase in phrases)


@cache
def needed() -> re.Pattern[str]:
    """Words for "as needed"."""
    return whole(data("sig")["needed"]["words"])


@cache
def before() -> re.Pattern[str]:
    """What stands before a name: "T.", "take"."""
    return re.compile(
        rf"^(?:(?:{whole(data('sig')['before']['words']).pattern})\s*)+", re.IGNORECASE
    )


def whole(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of these as whole words, the longest first."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


@cache
def _phrases() -> dict[int, list[str]]:
    return {int(number): phrases for number, phrases in data("sig")["times"].items()}
