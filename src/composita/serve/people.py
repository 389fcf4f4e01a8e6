"""Prefetched Patient and Condition resources → the person, as far as they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from composita.facts import Patient


def patient_of(prefetch: object, today: date | None = None) -> Patient:
    """Age from the birth date, and the active conditions by their names."""
    if not isinstance(prefetch, dict):
        return Patient()
    resources = list(_resources(prefetch))
    births = (r.get("birthDate") for r in resources if r.get("resourceType") == "Patient")
    names = (name for r in resources if r.get("resourceType") == "Condition" for name in _names(r))
    age = next((_age(birth, today or date.today()) for birth in births), None)
    return Patient(age=age, conditions=tuple(dict.fromkeys(names)))


def _resources(prefetch: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for value in prefetch.values():
        if not isinstance(value, dict):
            continue
        entries = value.get("entry")
        yield value
        for entry in entries if isinstance(entries, list) else ():
            resource = entry.get("resource") if isinstance(entry, dict) else None
            if isinstance(resource, dict):
                yield resource


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
