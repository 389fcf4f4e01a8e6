"""Of which people a source speaks, and whether the person is one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from composita.check.tables import data
from composita.extract.text import any_of, fold
from composita.facts import Patient, Population
from composita.store.reactions import everyday

_CHILD, _OLDER = 18, 65  # years: the limits that labels use for "pediatric" and "geriatric"
ANY_INGREDIENT = "any ingredient"  # as extract/contraindications.py calls those of the medicine
_A_YEAR = {"year": 1, "month": 12, "week": 52, "day": 365}
_BY_AGE = ("children", "older people")


def populations(patient: Patient) -> Iterator[Population]:
    """The populations that the person is told to be of."""
    if patient.age is not None and patient.age < _CHILD:
        yield "children"
    if patient.age is not None and patient.age >= _OLDER:
        yield "older people"
    if patient.pregnant:
        yield "pregnancy"
    if patient.breastfeeding:
        yield "breastfeeding"
    if patient.kidney_disease or _is_low(patient.creatinine_clearance):
        yield "kidney impairment"
    if patient.liver_disease:
        yield "liver impairment"


def _is_low(measured: float | None) -> bool:
    return measured is not None and measured < clearance("impaired")


def is_told(case: str, patient: Patient) -> bool:
    """Whether a sub-case ("diabetes") is what is told of the person."""
    if any(is_called(case, condition) for condition in patient.conditions):
        return True
    parts = ((part_of(case, who), who) for who in populations(patient))
    return any(part is not None and holds(part, who, patient) for part, who in parts)


def is_called(term: str, condition: str) -> bool:
    """Whether both are one condition, in a document's words or in everyday ones."""
    return fold(term) == fold(condition) or everyday(term) == everyday(condition)


def allergen(condition: str) -> str:
    """What somebody is allergic to: "penicillin", of "allergic to penicillins"; else ""."""
    found = _ALLERGY.fullmatch(fold(condition))
    return singular(found["to"] or found["of"]) if found else ""


def singular(term: str) -> str:
    return fold(term).removesuffix("s")


_ALLERGY = re.compile(
    r"(?P<of>.+) (?:allergy|hypersensitivity)"
    r"|(?:allergy|allergic|hypersensitivity|hypersensitive) to (?P<to>.+)"
)


def part_of(term: str, population: Population) -> str | None:
    """What a ban's term says besides the population, "" for all of it; None for other people."""
    named = _named("called", population).search(term)
    if named:
        return " ".join((term[: named.start()] + term[named.end() :]).strip(" ,").split())
    return term if _named("within", population).search(term) else None


def holds(part: str, population: Population, patient: Patient) -> bool | None:
    """Whether the person is in a part ("under 12 years", "severe"); None where nothing tells."""
    if not part:
        return True
    if population == "kidney impairment" and part == "severe":
        part = f"under {clearance('severe')} mL/min"
    limits = _LIMITS.fullmatch(part.casefold())
    value = _value(limits["unit"], population, patient) if limits else None
    return None if limits is None or value is None else _is_within(value, limits)


def _value(unit: str | None, population: Population, patient: Patient) -> float | None:
    """The person's clearance, or the age in whole units, as people tell it."""
    if unit == "ml/min":
        return patient.creatinine_clearance
    if patient.age is None or population not in _BY_AGE:
        return None
    return int(patient.age * _A_YEAR[unit or "year"])


def _is_within(value: float, limits: re.Match[str]) -> bool:
    number = float(limits["number"])
    if limits["below"]:
        return value < number
    if limits["most"]:
        return value <= number
    return number <= value <= float(limits["to"] or "inf")


# As extractors print limits, and as labels print ages; without a word it is "from".
_LIMITS = re.compile(
    r"(?:(?P<below>(?:aged )?(?:under|below|less than|younger than))|(?P<most>up to)"
    r"|from|over|older than)?"
    r"(?: the age of)? ?(?P<number>\d+(?:\.\d+)?)(?: to (?P<to>\d+(?:\.\d+)?))?"
    r"(?: and over| (?P<unit>year|month|week|day|ml/min)s?)(?: of age| old)?"
)


def clearance(limit: str) -> float:
    """A limit of creatinine clearance in mL/min."""
    return float(data("person")["clearance"][limit])


@cache
def _named(table: str, population: Population) -> re.Pattern[str]:
    words = data("person")[table].get(population)
    return any_of(words) if words else re.compile(r"(?!)")
