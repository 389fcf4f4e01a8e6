"""The patterns of what has a number in it: amounts, counts, how often, how long."""

from __future__ import annotations

import re
from functools import cache

from composita.parse.data import any_of, words

_DIGITS = r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,3} 000|\d{1,9})(?:[.,]\d{1,6})?|\.\d{1,6})"
_PARTS = r"(?:1/2|1/4|3/4|[½¼¾⅓])"
_ALONE = r"(?<![\w.,/])"
_TO = r"\s?(?:-|–|to|or)\s?"


@cache
def amount() -> re.Pattern[str]:
    """An amount: "5 mg", "5-10 mg", "5/10 mg", "10 mg/5 ml", "0.09 MG/ACTUAT"."""
    return re.compile(_amount(named=True), re.IGNORECASE)


@cache
def few() -> re.Pattern[str]:
    """A small number: "2", "1½", "1-1/2", "two", "half"."""
    return re.compile(_few(), re.IGNORECASE)


@cache
def day_of_week() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words('days')['words'])})\b", re.IGNORECASE)


@cache
def token() -> re.Pattern[str]:
    """A token of a line; the name of the group that matched says which sort it is."""
    return re.compile("|".join(f"(?P<{name}>{p})" for name, p in _tokens().items()), re.IGNORECASE)


def _tokens() -> dict[str, str]:
    """The first that matches at a place wins."""
    few, amount = _few(), _amount(named=False)
    word = rf"[^\W\d_]+(?:['’][^\W\d_]+)*(?:\d+(?![\d.,]*\s*(?:{_unit()}))(?:[^\W\d_]+)?)*"
    return {
        "blank": r"[^\S\n]+",
        "plain": rf"(?!{_beginnings()}){word}",  # most words can be nothing of what follows
        "hard": r"[\n;]",
        "bullet": r"(?:(?<=\n)|\A)\s*(?:[•*]|[-–](?=\s)|\d{1,2}[.)](?=\s))",
        **_times(few),
        "lasts": _lasts(few),
        "signed": rf"(?<![\w.])(?:{few})\s?[x×]\s?(?=\d)",
        "count": rf"{_ALONE}(?:{few})(?:{_TO}(?:{few}))?\s?(?:x\s|×\s)?(?:of\s)?(?:a\s)?"
        + rf"(?:{any_of(words('count')['words'])})(?!\w)",
        "strength": rf"(?<![\d.,]){amount}",
        "several": rf"{_ALONE}(?:{few}){_TO}(?:{few})(?![\w/.]|\s?[+–-])",
        "portion": rf"{_ALONE}(?:\d+[ -]?{_PARTS}|{_PARTS})(?![\w/])",
        "word": word,
        "number": rf"{_DIGITS}",
        "plus": r"\+", "slash": r"/", "dash": r"[-–—]", "comma": r",",
        "open": r"[(\[{]", "close": r"[)\]}]", "mark": r"\S",
    }  # fmt: skip


def _beginnings() -> str:
    """How a word begins that may be more than a word: by its first two letters, which is enough to
    leave nearly all names out."""
    others = ("half", "every", "each", "on", "in", "for", "up")
    seconds: dict[str, set[str]] = {}
    for first, second, *_ in (*_spelled(), *words("days")["words"], *others):
        seconds.setdefault(first, set()).add(second)
    pairs = (f"{first}[{''.join(sorted(some))}]" for first, some in sorted(seconds.items()))
    return rf"(?:[qx½¼¾⅓]|{'|'.join(pairs)})"


def _times(few: str) -> dict[str, str]:
    """How often: "1-0-1", "every 8 hours", "q8h", "8 hourly", "3 times a day", "on Mondays"."""
    of_day = rf"(?:\d|half|{_PARTS}|\d{_PARTS})"
    weekday = rf"(?:{any_of(words('days')['words'])})(?!\w)"
    between = r"(?:\s?,\s?|\s?/\s?|\s?&\s?|\s(?:and\s)?|,\sand\s)"
    period = r"(?:hours?|hrs?|h|days?|weeks?|wks?|months?)(?!\w)"
    hourly = (
        r"\bq\.?\s?\d+\s?(?:h|hr|hrs|hours?)(?!\w)"
        r"|(?<!\w)\d+(?:\s?(?:-|–|to)\s?\d+)?\s?(?:hourly|hrly|hly)(?!\w)"
    )
    return {
        "day": rf"(?<![\w.]){of_day}\s?(?P<sign>[-+–])\s?{of_day}"
        + rf"(?:\s?(?P=sign)\s?{of_day}){{1,2}}(?![\w/])",
        "each": rf"\b(?:every|each)\s(?:{few})(?:\s?(?:-|to)\s?\d+)?\s?{period}|{hourly}",
        "rate": rf"(?<![\w.,/])(?:\d\s?/\s?d(?:ay)?(?!\w)|(?:up\sto\s)?(?:{few})\s?"
        + r"(?:(?:times|x)\s?(?:a|per|each|every|/|in\sa)?|/)\s?"
        + r"(?:day|daily|week|weekly|month|monthly)(?!\w))",
        "some_days": rf"(?<![\w.,/])(?:{few})\s?days?\s?(?:a|per|each|every|in\sa|/)\s?"
        + r"(?:week|wk)(?!\w)",
        "weekdays": rf"\b(?:(?:every|each|on)\s)?{weekday}(?:{between}{weekday}){{0,6}}",
    }


def _lasts(few: str) -> str:
    """For how long: "for 5 days", "x 2 weeks", "5/7", "10 days"."""
    period = r"(?:days?|weeks?|wks?|months?|d)(?!\w)"
    shared = rf"in\s(?:{few})\s(?:divided\s|separate\s|equal\s)?doses(?!\w)"
    said = rf"(?:for|x|×)\s?(?:the\snext\s)?(?:{few})(?:{_TO}\d+)?\s?{period}"
    return (
        rf"(?<!\w)(?:{shared}|{said}|\d{{1,2}}/7(?!\w)|\d{{1,3}}\s(?:days?|weeks?|months?)(?!\w))"
    )


def _amount(named: bool) -> str:
    def group(name: str, pattern: str) -> str:
        return f"(?P<{name}>{pattern})" if named else f"(?:{pattern})"

    low = rf"(?:{group('low', _DIGITS)}\s?(?:{_unit()})?\s?(?:-|–|to)\s?)?"
    numbers = group("numbers", rf"{_DIGITS}(?:\s?/\s?{_DIGITS})*")
    apart = rf"(?:{any_of(words('apart'))})s?(?!\w)"
    size = group("size", _DIGITS)
    of = rf"(?:\s?(?:/|\bper\b)\s?(?:{size}\s?)?{group('of', apart)}(?:\s?/\s?(?:day|d)(?!\w))?)?"
    return rf"{low}{numbers}[ -]?{group('unit', _unit())}{of}"


def _unit() -> str:
    return rf"(?:{any_of(words('units'))})(?!\w)"


def _few() -> str:
    spelled = any_of(_spelled())
    return rf"(?:\d{{1,3}}[ -]?{_PARTS}|{_PARTS}|\b(?:{spelled})\b|\d{{1,3}}(?:\.\d+)?(?![\d/]))"


def _spelled() -> list[str]:
    return [text for text in words("numbers") if text.replace(" ", "").isalpha() and text != "a"]
