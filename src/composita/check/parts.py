"""Of which people a source speaks, and whether the person is one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from composita.check.tables import data
from composita.extract.text import any_of, fold, lexicon_file
from composita.extract.vocabulary import term_for
from composita.facts import Patient, Population
from composita.store.reactions import everyday

_CHILD, _OLDER = 18, 65  # years: the limits that labels use for "pediatric" and "geriatric"
ANY_INGREDIENT = "any ingredient"  # as extract/contraindications.py calls those of the medicine
_A_YEAR = {"year": 1, "month": 12, "week": 52, "day": 365}
_BY_AGE = ("children", "older people")


def populations(patient: Patient) -> Iterator[Population]:
    """The populations that the person is told to be of, by a number, a mark or a condition."""
    named = {who for typed in patient.conditions if (who := population_of(typed))}
    marked = by_numbers(patient) | _by_marks(patient)
    yield from (who for who in _POPULATIONS if who in named | marked)


_POPULATIONS: tuple[Population, ...] = (
    "children", "older people", "pregnancy", "breastfeeding", "kidney impairment",
    "liver impairment",
)  # fmt: skip


def by_numbers(patient: Patient) -> set[Population]:
    """The populations that the age and the clearance put somebody in."""
    found: set[Population] = set()
    if patient.age is not None and patient.age < _CHILD:
        found.add("children")
    if patient.age is not None and patient.age >= _OLDER:
        found.add("older people")
    if _is_low(patient.creatinine_clearance):
        found.add("kidney impairment")
    return found


def _by_marks(patient: Patient) -> set[Population]:
    marks: dict[Population, bool] = {
        "pregnancy": patient.pregnant,
        "breastfeeding": patient.breastfeeding,
        "kidney impairment": patient.kidney_disease,
        "liver impairment": patient.liver_disease,
    }
    return {who for who, told in marks.items() if told}


def _is_low(measured: float | None) -> bool:
    return measured is not None and measured < clearance("impaired")


def population_of(condition: str) -> Population | None:
    """The population that a condition puts somebody in: "severe kidney disease", "pregnant"."""
    typed = data("person")["typed"]
    if found := next((who for who in _POPULATIONS if fold(condition) in typed.get(who, ())), None):
        return found
    return next((who for who in _POPULATIONS if told_part(condition, who) is not None), None)


def told_part(condition: str, population: Population) -> str | None:
    """Which part of a population a condition tells of; None where it is another's, as the high
    blood pressure of "pregnancy-induced …" is."""
    part = part_of(fold(condition), population)
    return None if part and part.startswith("-") else part


def is_told(case: str, patient: Patient) -> bool:
    """Whether a sub-case ("diabetes") is what is told of the person."""
    if any(is_called(case, condition) for condition in patient.conditions):
        return True
    parts = ((part_of(case, who), who) for who in populations(patient))
    return any(part is not None and holds(part, who, patient) for part, who in parts)


def is_called(term: str, condition: str) -> bool:
    """Whether what a document names is the condition, or a wider one: "asthma", of severe asthma.

    Where the document says how bad it is and the person does not, nothing tells.
    """
    more = degrees(term) - degrees(condition)
    return not more and (concept(term) == concept(condition) or _is_kind(condition, term))


def is_part(term: str, condition: str) -> bool:
    """Whether a document names a part of the condition: "angle-closure glaucoma", of glaucoma."""
    return concept(term) == concept(condition) or _words(condition) < _words(term)


@lru_cache(maxsize=1 << 14)
def concept(term: str) -> str:
    """What is the same for all words for one illness: its code, or else its everyday name."""
    meant = term_for(fold(term))
    return meant.code or everyday(meant.term)


@lru_cache(maxsize=1 << 14)
def degrees(term: str) -> frozenset[str]:
    """The words of a term that say only how bad it is."""
    return _words(term) & frozenset(lexicon_file("conditions")["degrees"])


def _is_kind(condition: str, term: str) -> bool:
    """Whether a term is the end of the condition, and what stands before it is part of a name."""
    before = fold(condition).removesuffix(f" {fold(term)}")
    return before != fold(condition) and _words(before).isdisjoint(_denials())


@lru_cache(maxsize=1 << 14)
def _words(term: str) -> frozenset[str]:
    return frozenset(fold(term).replace(",", " ").split())


@cache
def _denials() -> frozenset[str]:
    return frozenset(data("person")["denied"]["words"])


def allergen(condition: str) -> str:
    """What somebody is allergic to: "Penicillin", of "allergic to Penicillin"; else ""."""
    found = _ALLERGY.fullmatch(" ".join(condition.split()))
    return str(found["to"] or found["of"]) if found else ""


def singular(term: str) -> str:
    return fold(term).removesuffix("s")


_ALLERGY = re.compile(
    r"(?P<of>.+) (?:allergy|hypersensitivity)"
    r"|(?:an? )?(?:allergy|allergies|allergic(?: reactions?)?|hypersensitivity|hypersensitive)"
    r" to (?P<to>.+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def part_of(term: str, population: Population) -> str | None:
    """What a ban's term says besides the population, "" for all of it; None for other people."""
    named = _named("called", population).search(term)
    if named:
        return " ".join((term[: named.start()] + term[named.end() :]).strip(" ,").split())
    return term if _named("within", population).search(term) else None


def holds(part: str, population: Population, patient: Patient) -> bool | None:
    """Whether the person is in a part ("under 12 years", "severe"); None where nothing tells."""
    if not part or _is_told_part(part, population, patient):
        return True
    if population == "kidney impairment" and part == "severe":
        part = f"under {clearance('severe')} mL/min"
    limits = _LIMITS.fullmatch(part.casefold())
    value = _value(limits["unit"], population, patient) if limits else None
    return None if limits is None or value is None else _is_within(value, limits)


def _is_told_part(part: str, population: Population, patient: Patient) -> bool:
    """Whether a condition of the person names this part: "severe", of "severe kidney disease"."""
    return any(told_part(one, population) == fold(part) for one in patient.conditions)


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
