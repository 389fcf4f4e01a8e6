"""Whom words are for: population, age, weight (or body surface) and kidney function, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from composita.extract.numbers import NUMBER, number
from composita.extract.text import any_of, fold, lexicon_file
from composita.facts import Population


class People(NamedTuple):
    """Some people; `said` tells words that name everybody from words that name nobody."""

    population: Population = ""
    age: str = ""
    weight: str = ""
    renal: str = ""
    said: bool = False

    def among(self, others: People) -> People:
        """These people where the words stand under a title that names others.

        Those "weighing less than 40 kg" under "Children" are children; "adults and children"
        under it are everybody.
        """
        if not self.said:
            return others
        if self == EVERYBODY._replace(said=True) or (self.population and others.population):
            return self
        if self.age and others.age:
            return self
        return People(
            self.population or others.population,
            self.age or others.age,
            self.weight or others.weight,
            self.renal or others.renal,
            said=True,
        )

    def both(self, others: People) -> People:
        """These people where they are of some age, and those around them have a weak organ; or
        those around them once more, with what only those are said to be."""
        if self.population == others.population:
            return self.among(others._replace(population=""))
        if others.population not in _ORGANS or self.population not in _BY_AGE:
            return self
        return self._replace(population=others.population, renal=self.renal or others.renal)


EVERYBODY = People()


@lru_cache(maxsize=1024)
def people(words: str) -> People:
    """The people whom the words name last."""
    words = words.translate(_HYPHENS)
    named, low = _populations(words), words.lower()
    age = _last(_ages(words)) if any(span in low for span in _SPANS) else ""
    weight = _last(_weights(words)) if any(unit in low for unit in _UNITS) else ""
    renal = _last(_clearances(words)) if "min" in low else ""
    population, age = _fitting(named, age)
    who = People(population, age, weight, renal, bool(named or age or weight or renal))
    return who._replace(population=population or _by_kidneys(renal))


def population(words: str) -> Population:
    """The population that the words name last, whatever their age."""
    named = _populations(words)
    return named[-1] if named else ""


def _populations(words: str) -> list[Population]:
    return [_POPULATIONS[fold(match.group())] for match in _POPULATION.finditer(words.lower())]


def _fitting(named: list[Population], age: str) -> tuple[Population, str]:
    """Population and age together, where neither contradicts the other."""
    by_age = _by_age(age)
    if not named:
        return by_age, age
    if {"adults", "children"} <= set(named[-2:]):
        return "", "" if by_age else age
    if named[-1] in ("adults", "older people") and by_age == "children":
        return "", ""
    return named[-1], age


def _by_age(age: str) -> Population:
    """Children up to 18, older people from 60; "" where an age reaches across."""
    years = [_in_years(each) for each in _YEARS.finditer(age)]
    if not years:
        return ""
    if _UPWARD.search(age):
        return "older people" if years[0] >= 60 else "adults" if years[0] >= 18 else ""
    return "children" if years[-1] <= 18 else ""


def _in_years(match: re.Match[str]) -> float:
    years = float(number(match["number"]))
    return 0 if (match["span"] or "y").lower().startswith(("m", "w", "d")) else years


def _by_kidneys(renal: str) -> Population:
    return "kidney impairment" if renal and not _UPWARD.search(renal) else ""


def _ages(words: str) -> Iterator[str]:
    """Printed ages. What says neither "old" nor "age" may be how long a treatment lasts, but for
    a range of years or months without "for"."""
    for match in _AGE.finditer(words):
        near = words[max(0, match.start() - 25) : match.start()]
        is_range = match["to"] and not _LASTING.search(near)
        if _OF_AGE.search(match.group()) or _AGED.search(near) or is_range:
            yield fold(match.group())


def _weights(words: str) -> Iterator[str]:
    return (
        fold(m["weight"])
        for m in _WEIGHT.finditer(words)
        if m["sign"] or m["verb"] or m["to"] or m["on"]
    )


def _clearances(words: str) -> Iterator[str]:
    return (fold(match["clearance"]) for match in _CLEARANCE.finditer(words))


def _last(found: Iterator[str]) -> str:
    return next(reversed(list(found)), "")


_POPULATIONS: dict[str, Population] = {
    fold(words): population for words, population in lexicon_file("people")["population"].items()
}
_POPULATION = re.compile(any_of(_POPULATIONS).pattern)  # for words in lower case: much faster
_ORGANS = ("kidney impairment", "liver impairment")
_BY_AGE = ("adults", "children", "older people")
_SPANS = ("year", "month", "week", "day", "yr")
_UNITS = ("kg", "lb", "pound", "m²", "m 2", "m2")
_HYPHENS = str.maketrans("‐‑", "--")
_TO = r"\s?(?:to|through|-|–|and)\s?(?:less\sthan\s|under\s|<\s?)?"
_LESS = r"(?:less|younger|lower|fewer)\sthan(?:\sor\sequal\sto)?|under|below|up\sto|[<≤]"
_MORE = r"(?:greater|more|older|higher)\sthan(?:\sor\sequal\sto)?|over|above|at\sleast|[>≥]"
_SIGN = rf"(?:(?:{_LESS}|{_MORE}|between)\s?(?:the\sage\sof\s)?)"
_ON = (
    r"(?:,?\s(?:of\sage\s)?(?:and|or)\s"
    r"(?:older|over|above|up|greater|more|younger|under|below|less|heavier|higher))"
)
_SPAN = r"(?:years?|yrs?|months?|weeks?|days?)"
_AGE = re.compile(
    rf"""(?<![\w.-])(?:ages?d?\s)?{_SIGN}?(?:ages?d?\s)?{NUMBER}(?:[ -]?{_SPAN})?(?:\sof\sage)?
    (?P<to>{_TO}{NUMBER}(?=[ -]?(?:year|yr|month)))?(?:{_TO}{NUMBER})?
    [ -]?{_SPAN}(?!\w)(?:[ -](?:of\sage|old))?{_ON}?(?:\s(?:of\sage|old))?""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_AGE = re.compile(
    r"\b(?:aged?|ages|old|older|younger|under|over(?=.*ye?a?rs?))\b|years?\s(?:to|through|-|–)",
    re.IGNORECASE,
)
_AGED = re.compile(r"(?:child|pediatric|infant|adolescent|patients|aged?)[^.;]*$", re.IGNORECASE)
_LASTING = re.compile(
    r"\b(?:for|every|over|within|after|about|next|of|least|in)\s*$", re.IGNORECASE
)
_YEARS = re.compile(rf"(?P<number>{NUMBER})[ -]?(?P<span>{_SPAN})?", re.IGNORECASE)
_UPWARD = re.compile(rf"{_MORE}|(?:and|or)\s(?:older|over|above|up|greater|more)", re.IGNORECASE)
_MASS = r"(?:kg|lbs?|pounds|m²|m\s?2)"
_WEIGHT = re.compile(
    rf"""(?P<verb>(?:weigh(?:ing|s)?|body\s?weight(?:\sof)?|weight:?|BSA|surface\sarea)\s)?
    (?P<weight>(?P<sign>{_SIGN})?(?<![\w.])(?<!/)(?<!/\s){NUMBER}(?:\s?{_MASS}(?:\s\([^)]*\))?)?(?P<to>{_TO}{NUMBER})?
    \s?{_MASS}(?![\w/])(?P<on>(?:\s?\([^()]*\))?{_ON})?)""",
    re.VERBOSE | re.IGNORECASE,
)
_CLEARANCE = re.compile(
    rf"""(?:creatinine\sclearances?|cr\s?cl|cl\s?cr|c\s?cr|e?gfr|glomerular\sfiltration\srate)
    [^.;\d]{{0,40}}?(?P<clearance>{_SIGN}?{NUMBER}(?:\s?m[lL]\s?/\s?min(?:ute)?(?:\s?/\s?1\.73\s?m\s?[2²])?)?
    (?:{_TO}{NUMBER})?\s?m[lL]\s?/\s?min(?:ute)?{_ON}?)""",
    re.VERBOSE | re.IGNORECASE,
)
