"""Whom or what a statement about another medicine holds for, where that is less than everybody.

"With aliskiren in patients with diabetes" holds for "diabetes", "oral ketoconazole" for "oral use",
"simvastatin above 20 mg" for "doses above 20 mg". What cannot be named is "some people".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from composita.extract.conditions import conditions
from composita.extract.partners import Mention
from composita.extract.people import population
from composita.extract.text import lexicon_file

SOME = "some people"


def case(text: str, mention: Mention, *spans: tuple[int, int]) -> str:
    """The case that words between some characters give for a partner that is named there."""
    found = [*_of_partner(text, mention), *_of_time(text, spans), *_of_people(text, spans, mention)]
    named = dict.fromkeys(each for each in found if each != SOME)
    return ", ".join(named) or next(iter(found), "")


def names_some(words: str) -> bool:
    """Whether words speak of some people only: "in patients with renal impairment"."""
    return bool(_pattern("people").search(words))


def _of_partner(text: str, mention: Mention) -> Iterator[str]:
    """The dose, amount or route in which the partner is meant."""
    near = text[max(0, mention.start - _CLOSE) : mention.start]
    if before := _pattern("before").search(near):
        yield _meant(before)
    if dose := _pattern("dose_after").match(text, mention.end):
        yield _dose(dose)


def _meant(found: re.Match[str]) -> str:
    """The last group of the pattern says which it is."""
    if found.lastgroup == "route":
        return f"{found['route'].lower()}use"
    if found.lastgroup == "dose":
        return _dose(found)
    return {"kinds": "some kinds", "much": "large amounts"}.get(found.lastgroup or "", "high doses")


def _dose(found: re.Match[str]) -> str:
    return f"doses {'above' if found['above'] else 'of'} {found['number']} {found['unit'].lower()}"


def _of_time(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[str]:
    for span in spans:
        yield from _times(text, *span)


@lru_cache(maxsize=64)  # the partners in a sentence share its words
def _times(text: str, start: int, end: int) -> tuple[str, ...]:
    raising = ["while the dose is raised"] if _pattern("raising").search(text, start, end) else []
    during = _pattern("during").finditer(text, start, end)
    return (*raising, *(f"during {time['time'].lower()}" for time in during))


def _of_people(text: str, spans: tuple[tuple[int, int], ...], mention: Mention) -> Iterator[str]:
    """Conditions and populations after "in patients with", where the partner is not one of them."""
    for span in spans:
        for start, end in _people(text, *span):
            stop = _STOP.search(text, end, span[1])
            until = min(end + _FAR, stop.start() if stop else span[1])
            if _holds_for(text, start, end, mention) and text[end:until].strip():
                yield from _named(text, start, end, until)


@lru_cache(maxsize=64)
def _people(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    found = _pattern("people").finditer(text, start, end)
    return tuple(who.span() for who in found if "treat" not in who.group())


def _holds_for(text: str, start: int, end: int, mention: Mention) -> bool:
    """Whether the partner stands with these people, not beside them in a list.

    "Avoid X in patients with gout", "in gout and you take X"; not "patients with gout or on X".
    """
    if mention.end <= start:
        beside = _BESIDE.search(text, max(mention.end, start - _CLOSE), start)
        return not beside and ":" not in text[mention.end : start]
    between = text[end : mention.start]
    return bool(_WITH_IT.match(between)) and not _OR_OTHERS.search(between)


def _named(text: str, start: int, since: int, until: int) -> Iterator[str]:
    """What they have, but for allergies, which have nothing to do with the other medicine."""
    names = [found.name for found in conditions(text, since, until)]
    group = population(text[start:until])
    named = names or ([group] if group else [SOME])
    yield from (name for name in named if not _ALLERGY.search(name))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of `lexicons/interactions.toml`."""
    return re.compile("|".join(lexicon_file("interactions")["patterns"][name]), re.IGNORECASE)


_CLOSE, _FAR = 30, 90
_ALLERGY = re.compile("allerg|hypersensitiv")
_BESIDE = re.compile(r"(?:\bor|\band|,|and/or)\s*$")
_OR_OTHERS = re.compile(r"\b(?:and/)?or (?:(?:to|in|for|are|is) )?(?:patients|people|those|who)\b")
_WITH_IT = re.compile(
    r"[^;:|]*?(?:,[^,;:|]*\b(?:avoid|do not|not|should|must|may|is|are)\b[^;:|]*"
    r"|(?:(?<!or)(?<!,) (?:receiving|taking|treated with|on)|\band (?:you )?(?:are |is |you )?"
    r"(?:also |currently )?(?:taking|take|treated|receiving|using|being)"
    r"|\bwho (?:are |is )?(?:also |currently )?(?:taking|take|treated|receiving))\b[^;:|]*)$",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[.;:|\n]|\band/or (?:patients|people)"
    r"|\b(?:because|due to|should|must|may|receiving|taking|treated|suggests?)\b"
)
