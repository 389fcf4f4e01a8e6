"""What stands behind an amount: how often, by which route, when.

Reading stops at the first word that belongs to neither, so that another sentence's frequency is
never taken for this amount's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from composita.extract.numbers import NUMBER, Per, number
from composita.extract.text import lexicon_file

Times = tuple[int, int]
Hours = tuple[float, float]

_HOURS_IN = {"h": 1, "d": 24, "w": 168}


@dataclass(slots=True)
class Regimen:
    """How often and how; `end` is where the words end, `next_word` the word that ended them."""

    end: int
    per: Per = ""
    times: Times | None = None
    hours: Hours | None = None
    timing: str = ""
    route: str = ""
    next_word: str = ""

    @property
    def says_when(self) -> bool:
        return bool(self.per or self.times or self.hours or self.timing)


def regimen(text: str, start: int, own: Collection[str] = ()) -> Regimen:
    """The regimen in the words from `start` on. `own` are words of the medicine's own names."""
    found = Regimen(start)
    at = start
    while match := _STEP.match(text, at):
        kind = match.lastgroup or ""
        if kind == "word" and match["word"].lower() not in own:
            found.next_word = match["word"].lower()
            break
        if kind in _READ:
            _READ[kind](found, match)
            found.end = match.end()
        at = match.end()
    return _settled(found)


def frequencies(text: str) -> Iterator[Regimen]:
    """Each frequency anywhere in a text: for table cells that hold one without an amount."""
    for match in _FREQUENCY.finditer(text):
        found = Regimen(match.end())
        _READ[match.lastgroup or ""](found, match)
        yield _settled(found)


def route_in(words: str) -> str:
    """The route that words before an amount name last: "the oral dose is"."""
    return next(reversed(routes(words)), "")


def routes(words: str) -> list[str]:
    """The routes that words name, from left to right."""
    return [_WORDS["route"][_folded(match[0])] for match in _ROUTE.finditer(words)]


def _settled(found: Regimen) -> Regimen:
    if found.timing == "as a single dose" and found.per == "day":
        found.timing, found.times = "", found.times or (1, 1)
    if not found.per and (found.times or found.hours or found.timing == "as a single dose"):
        found.per = "dose"
    return found


def _times(found: Regimen, match: re.Match[str]) -> None:
    few = int(number(match["few"]))
    _often(found, (1 if match["upto"] else few, int(number(match["many"] or match["few"]))))


def _often(found: Regimen, times: Times) -> None:
    """Times a day; "twice or three times" is a range."""
    if found.hours:
        return
    ends = (*found.times, *times) if found.times else times
    found.times = (min(ends), max(ends))


def _divided(found: Regimen, match: re.Match[str]) -> None:
    if not found.times and not found.hours:
        found.per = "day"
        few = int(number(match["parts"]))
        found.times = (1 if match["single"] else few, int(number(match["most"] or match["parts"])))


def _every(found: Regimen, match: re.Match[str]) -> None:
    if found.times or found.hours:
        return
    first, last = number(match["least"]), number(match["longest"] or match["least"])
    if match["span"][0].lower() == "m":
        found.timing = f"every {_range(match)} months"
    else:
        step = _HOURS_IN[match["span"][0].lower()]
        found.hours = (float(first * step), float(last * step))


def _range(match: re.Match[str]) -> str:
    longest = match["longest"]
    return f"{number(match['least'])}" + (f" to {number(longest)}" if longest else "")


def _phrase(found: Regimen, match: re.Match[str]) -> None:
    for kind, value in _PHRASES[_folded(match["phrase"])]:
        if kind == "times":
            _often(found, (value[0], value[1]))
        elif kind == "hours" and not found.times and not found.hours:
            found.hours = (float(value[0]), float(value[1]))
        elif kind == "day" and not found.times and not found.hours:
            found.per = "day"
        elif kind == "timing" and value not in found.timing:
            found.timing = f"{found.timing}, {value}" if found.timing else value
        elif kind == "route" and not found.route:
            found.route = value


def _phrases() -> dict[str, list[tuple[str, Any]]]:
    words = lexicon_file("dose_words")
    table: dict[str, list[tuple[str, Any]]] = {}
    for kind in ("times", "hours", "day", "timing", "route"):
        for phrase, value in words[kind].items():
            table.setdefault(_folded(phrase), []).append((kind, value))
    return table


def _folded(words: str) -> str:
    return " ".join(words.lower().replace("-", " ").split())


def _alternation(phrases: Collection[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in longest_first)


_READ = {"times": _times, "divided": _divided, "every": _every, "phrase": _phrase}
_PHRASES = _phrases()
_FILLER = _alternation(lexicon_file("dose_words")["filler"]["words"])
_TO = r"\s?(?:to|or|-|–)\s?"
_TIMES = rf"""
    (?P<upto>up\sto\s)?(?P<few>{NUMBER})(?:{_TO}(?P<many>{NUMBER}))?
    [ ](?:times|doses)[ ]?(?:a|per|each|every|in\sa)?[ ](?:day|daily)(?!\w)"""
_DIVIDED = rf"""
    (?:(?:divided|given|administered)\s)?(?P<into>(?:in|as|into)\s)?
    (?P<single>(?:a\s)?single\s(?:daily\s)?(?:dose\s)?or\s(?:in\s|as\s)?)?
    (?P<parts>{NUMBER})(?:{_TO}(?P<most>{NUMBER}))?[ ]
    (?:(?:(?:equally|evenly|equal)[ -])?(?:divided|separate|equal|spaced|daily)[ ]doses
       |(?(into)doses|(?!)))
    (?:[ ](?:daily|per\sday|a\sday))?(?!\w)"""
_EVERY = rf"""
    (?:divided\s)?(?:every|each|q\.?)[ ]?
    (?P<least>{NUMBER})(?:{_TO}(?P<longest>{NUMBER}))?
    [ -]?(?P<span>hours?|hrs?|h|days?|weeks?|wks?|w|months?)(?!\w)"""
_LENGTH = rf"{NUMBER}(?:{_TO}{NUMBER})?"
_OVER = rf"""
    (?:over|during)\s(?:a\speriod\sof\s|at\sleast\s|approximately\s|about\s|a\s)*
    {_LENGTH}[ -]?(?:minutes?|hours?|seconds?)(?:[ ]period)?
    |{_LENGTH}[ -](?:minute|hour)
    |(?:for|on)\s(?:up\sto\s|at\sleast\s|days?\s)?{_LENGTH}(?:\s(?:days?|weeks?|months?))?"""
_KINDS = rf"""(?P<times>{_TIMES})|(?P<divided>{_DIVIDED})|(?P<every>{_EVERY})
    |(?P<phrase>(?:{_alternation(_PHRASES)})(?!\w))"""
_WORDS = lexicon_file("dose_words")
_OR_MORE = rf"or(?=\s(?:{_alternation([*_WORDS['route'], *_WORDS['times']])})(?!\w))"
_ROUTE = re.compile(rf"(?<!\w)(?:{_alternation(_WORDS['route'])})(?!\w)", re.IGNORECASE)
_FREQUENCY = re.compile(rf"(?<!\w)(?:{_KINDS})", re.VERBOSE | re.IGNORECASE)
_STEP = re.compile(
    rf"""[\s,]*(?:{_KINDS}|(?P<skip>(?:{_OVER}|{_FILLER}|{_OR_MORE})(?!\w)|\([^()]*\)|[\s,]+)
    |(?P<word>[\w][\w-]*))""",
    re.VERBOSE | re.IGNORECASE,
)
