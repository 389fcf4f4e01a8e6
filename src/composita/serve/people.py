"""Prefetched Patient and Condition resources → the person, as far as they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from composita.facts import Patient
from composita.serve.codings import resources


def patient_of(prefetch: object, today: date | None = None) -> Patient:
    """Age from the birth date, and the conditions that are not over by their names."""
    if not isinstance(prefetch, dict):
        return Patient()
    resources = [one for value in prefetch.values() for one in _each(value)]
    births = (r.get("birthDate") for r in resources if r.get("resourceType") == "Patient")
    names = (name for r in resources if _is_present(r) for name in _names(r))
    age = next((_age(birth, today or date.today()) for birth in births), None)
    return Patient(age=age, conditions=tuple(dict.fromkeys(names))[:_MOST])


def _each(value: object) -> Iterator[Mapping[str, Any]]:
    """A resource, those of a Bundle, or those of a list."""
    if isinstance(value, list):
        yield from (one for each in value for one in resources(each))
    else:
        yield from resources(value)


def _is_present(resource: Mapping[str, Any]) -> bool:
    """Whether it is a condition that somebody still has."""
    status = resource.get("clinicalStatus")
    codings = status.get("coding") if isinstance(status, dict) else None
    codes = [c.get("code") for c in codings if isinstance(c, dict)] if isinstance(codings, list) else []  # fmt: skip  # noqa: E501
    return resource.get("resourceType") == "Condition" and not {*map(str, codes)} & _OVER


_OVER = {"inactive", "remission", "resolved"}
_MOST = 100  # conditions


def _names(condition: Mapping[str, Any]) -> Iterator[str]:
    code = condition.get("code")
    if not isinstance(code, dict):
        return
    codings = code.get("coding")
    shown = (
        [c.get("display") for c in codings if isinstance(c, dict)]
        if isinstance(codings, list)
        else []
    )
    yield from (text for text in (code.get("text"), *shown) if isinstance(text, str) and text)


def _age(birth: object, today: date) -> float | None:
    """Years since a FHIR date, which may be a year or a month alone."""
    try:
        year, month, day = [*map(int, str(birth).split("-")), 1, 1][:3]
        born = date(year, month, day)
    except (TypeError, ValueError):
        return None
    return max(0.0, (today - born).days // 365.25)
