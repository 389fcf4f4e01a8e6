"""Patient, Condition and AllergyIntolerance resources → the person, as far as they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from composita.errors import CompositaError
from composita.facts import Patient
from composita.library import Library
from composita.serve.codings import resources

Json = Mapping[str, Any]


def patient_of(prefetch: object, library: Library, today: date | None = None) -> Patient:
    """Age from the birth date; the illnesses and allergies that are not over, by their names."""
    if not isinstance(prefetch, dict):
        return Patient()
    found = [one for value in prefetch.values() for one in _each(value)]
    births = (r["birthDate"] for r in found if _is_patient(r) and r.get("birthDate") is not None)
    conditions = (_name(r, library.knows_illness) for r in found if _is_present(r, "Condition"))
    allergies = (
        _name(r, library.knows_allergen) for r in found if _is_present(r, "AllergyIntolerance")
    )
    return Patient(
        age=next((_age(birth, today or date.today()) for birth in births), None),
        conditions=tuple(dict.fromkeys(filter(None, conditions)))[:_MOST],
        allergies=tuple(dict.fromkeys(filter(None, allergies)))[:_MOST],
    )


_MOST = 50  # illnesses, and as many allergies


def _each(value: object) -> Iterator[Json]:
    """A resource, those of a Bundle, or those of a list."""
    for one in value if isinstance(value, list) else [value]:
        yield from resources(one)


def _is_patient(resource: Json) -> bool:
    return resource.get("resourceType") == "Patient"


def _is_present(resource: Json, kind: str) -> bool:
    """Whether it is an illness or allergy that somebody still has, and nobody has refuted."""
    codes = {*_codes(resource, "clinicalStatus"), *_codes(resource, "verificationStatus")}
    return resource.get("resourceType") == kind and not codes & _OVER


_OVER = {"inactive", "remission", "resolved", "refuted", "entered-in-error"}


def _codes(resource: Json, status: str) -> Iterator[str]:
    return (str(coding.get("code")) for coding in _codings(resource.get(status)))


def _name(resource: Json, knows: Any) -> str:
    """Its first name that is known, or else its first; "" where it says that there is none."""
    code = resource.get("code")
    shown = (coding.get("display") for coding in _codings(code))
    text = code.get("text") if isinstance(code, dict) else None
    names = [_TAG.sub("", one).strip()[:_LONGEST] for one in (text, *shown) if isinstance(one, str)]
    named = [name for name in names if name and not _NONE.match(name)]
    return next(filter(knows, named), named[0] if named else "")


_TAG = re.compile(r"\s*\((?:disorder|finding|situation|substance|product|event)\)$")
_NONE = re.compile(r"no known\b|no current problems\b|no information about\b", re.IGNORECASE)
_LONGEST = 200  # characters of a name


def _codings(concept: object) -> Iterator[Json]:
    codings = concept.get("coding") if isinstance(concept, dict) else None
    for coding in codings if isinstance(codings, list) else ():
        if isinstance(coding, dict):
            yield coding


def _age(birth: object, today: date) -> float:
    """Years since a FHIR date, which may be a year or a month alone; an error where it is none."""
    if not _DATE.fullmatch(str(birth)):
        raise CompositaError(
            f"A birth date is written 1950-01-31, 1950-01 or 1950, not {birth!r:.40}"
        )
    try:
        born = date(*[*map(int, str(birth).split("-")), 1, 1][:3])
    except ValueError as error:
        raise CompositaError(f"There is no such birth date: {birth}") from error
    if born > today:
        raise CompositaError(f"The birth date is in the future: {birth}")
    had = (today.month, today.day) >= (born.month, born.day)
    return float(today.year - born.year - (not had))


_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
