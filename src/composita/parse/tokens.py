"""A line that somebody typed → its tokens: strengths, counts, signs, words, in their order.

What has a number is told here, by its pattern; what words mean is told by `pieces.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from composita.facts import Recognised
from composita.parse import grammar
from composita.parse.data import Often, Role, words


class Amount(NamedTuple):
    """From `low` to `high` of a UCUM `unit`, in each `size` of `of` ("10 mg/5 mL"), if said."""

    low: float
    high: float
    unit: str
    size: float = 1
    of: str = ""


class Token(NamedTuple):
    """Characters `start` to `end`, and what they are: a strength has its amounts, a count the
    fewest and the most at a time, a name what it came to.
    """

    start: int
    end: int
    role: Role
    amounts: tuple[Amount, ...] = ()
    each: tuple[float, float] | None = None
    often: Often | None = None
    names: tuple[Recognised, ...] = ()
    is_size: bool = False  # of a pen, a bottle, a pack: not what is taken


def tokens(text: str) -> list[Token]:
    """Every token of a text; only blanks lie between them."""
    return [_token(match) for match in grammar.token().finditer(text) if _kind(match) != "blank"]


def _kind(match: re.Match[str]) -> str:
    return str(match.lastgroup)


def _token(match: re.Match[str]) -> Token:
    kind, (start, end) = _kind(match), match.span()
    if maker := _MAKERS.get(kind):
        return maker(match)._replace(start=start, end=end)
    return Token(start, end, _ROLES.get(kind, "sign"))


_ROLES: dict[str, Role] = {
    "hard": "hard", "bullet": "hard", "plus": "plus", "slash": "slash", "dash": "dash",
    "comma": "comma", "open": "open", "close": "close", "number": "number", "word": "unread",
    "plain": "unread", "lasts": "aside",
}  # fmt: skip


def _strength(match: re.Match[str]) -> Token:
    is_clear = not _EITHER_WAY.match(match.group())
    return Token(0, 0, "strength", amounts=tuple(_amounts(match.group())) if is_clear else ())


def _amounts(text: str) -> Iterator[Amount]:
    """The amounts of "10 mg", "5-10 mg", "5/10 mg", "10 mg/5 ml"; "80 mg/12.5 mg" is two."""
    for found in grammar.amount().finditer(text):
        numbers = [_number(each) for each in found["numbers"].split("/")]
        unit, size = _unit(found["unit"]), _number(found["size"] or "1")
        of = _spread_over(found["of"]) if found["of"] else ""
        if of == unit and found["size"]:
            numbers, size, of = [*numbers, size], 1, ""
        low = [_number(found["low"])] if found["low"] else numbers
        yield from (Amount(a, b, unit, size, of) for a, b in zip(low, numbers, strict=False))


def _count(match: re.Match[str]) -> Token:
    low, high = _ends(match.group())
    if not 0 < low <= high <= _MOST_AT_A_TIME:
        return Token(0, 0, "number")
    return Token(0, 0, "count", each=(low, high))


_MOST_AT_A_TIME = 10  # tablets or puffs; "500 tablets" is a strength or a pack


def _ends(text: str) -> tuple[float, float]:
    numbers = [_few(number) for number in grammar.few().findall(text)]
    return (numbers[0], numbers[-1]) if numbers else (0, 0)


def _day(match: re.Match[str]) -> Token:
    counts = tuple(_few(part) for part in match.group().split(match["sign"]))
    return Token(0, 0, "often", often=Often(counts=tuple(filter(None, counts))))


def _each(match: re.Match[str]) -> Token:
    """ "every 8 hours", "q8h", "every 2 weeks"."""
    number = _few(re.findall(r"\d+", match.group())[0] if re.search(r"\d", match.group()) else
                  grammar.few().findall(match.group())[0])  # fmt: skip
    return Token(0, 0, "often", often=_spaced(number * _period(match.group())))


def _spaced(hours: float) -> Often:
    even = 0 < hours <= 24 and 24 % hours == 0
    return Often(times=int(24 / hours)) if even else Often(hours=hours)


def _rate(match: re.Match[str]) -> Token:
    """ "3 times a day", "twice a week"."""
    text = match.group()
    number, period = _ends(text)[0] or _few(text[:1]), _period(text.replace("/d", "/day"))
    is_daily = period == 24 and number == int(number)
    often = Often(times=int(number)) if is_daily else Often(hours=period / (number or 1))
    return Token(0, 0, "often", often=often)


def _some_days(match: re.Match[str]) -> Token:
    """ "5 days a week"."""
    days = _ends(match.group())[0]
    return Token(0, 0, "often", often=Often(hours=168 / days) if days else None)


def _period(text: str) -> float:
    return next(hours for word, hours in _PERIODS if word in text.casefold())


_PERIODS = (("week", 168), ("wk", 168), ("month", 720), ("day", 24), ("dai", 24), ("h", 1))


def _weekdays(match: re.Match[str]) -> Token:
    days = {day[:3].casefold() for day in grammar.day_of_week().findall(match.group())}
    return Token(0, 0, "often", often=Often(hours=168 / len(days)))


_MAKERS: dict[str, Callable[[re.Match[str]], Token]] = {
    "strength": _strength, "count": _count, "several": _count, "signed": _count,
    "portion": _count, "day": _day, "each": _each, "rate": _rate,
    "some_days": _some_days, "weekdays": _weekdays,
}  # fmt: skip


def _number(text: str) -> float:
    """A number with commas or a blank between thousands, or with a comma for the decimal point."""
    if _DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    return float(text.replace(",", "").replace(" ", ""))


_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_EITHER_WAY = re.compile(r"\d{1,3}\.000")  # a thousand of this, or one with three decimals


def _few(text: str) -> float:
    """ "1½", "1-1/2", "1 1/2", "two", "half", "2.5"."""
    folded = " ".join(text.casefold().split())
    if folded in words("numbers"):
        return float(words("numbers")[folded])
    part = _PART.search(folded)
    if not part:
        return float(folded)
    whole = folded[: part.start()].strip(" -")
    return float(whole or 0) + float(words("numbers")[part.group()])


_PART = re.compile(r"(?:1/2|1/4|3/4|[½¼¾⅓])$")


def _unit(text: str) -> str:
    return _units()[_folded(text)]


def _spread_over(text: str) -> str:
    table, folded = words("apart"), _folded(text)
    return str(table.get(folded) or table[folded.removesuffix("s")])


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


@cache
def _units() -> dict[str, str]:
    return {_folded(text): str(code) for text, code in words("units").items()}
