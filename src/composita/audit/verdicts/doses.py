"""Doses: supported by the same numbers; contradicted above a label's maximum or below its start.

A contradiction needs a label that states the limit for everybody, and no source that goes so far.
"""

from __future__ import annotations

from typing import NamedTuple

from composita.audit.verdicts.ruling import Medicines, Ruling, contradicted, supported, unsupported
from composita.audit.verdicts.uses import is_same
from composita.extract.conditions import code
from composita.facts import Dose, Indication
from composita.store.said import Said

_DAY = 24.0  # hours
_BEYOND = 1.5  # times: products that release it at once or slowly differ by less
_SCALE = {"g": 1000.0, "mg": 1.0, "ug": 0.001}
_ADULTS = ("", "adults", "women", "men")


class Daily(NamedTuple):
    """An amount a day in one unit; None where the dose does not say how often."""

    unit: str
    low: float
    high: float


def judge(value: Dose, medicines: Medicines) -> Ruling:
    whole = medicines.whole.said(Dose) if medicines.whole else []
    doses = [said for said in whole if _comparable(value, said.value) and medicines.counts(said)]
    if not doses:
        return unsupported("no dose")
    if value.condition and not _is_used_for(value.condition, medicines):
        return unsupported("another use", doses)
    same = [said for said in doses if _is_same(value, said.value)]
    if same:
        return supported(same)
    if ends := _ends(value, doses):
        return supported(ends, exact=False)
    return _beyond(value, doses, medicines) or unsupported("differs", doses)


def _is_used_for(condition: str, medicines: Medicines) -> bool:
    use = Indication(condition, code(condition))
    return any(is_same(use, said.value) for said in medicines.said(Indication))


def _comparable(one: Dose, other: Dose) -> bool:
    """Of the same unit, for the same sort of people, by a route that may be the same."""
    children = {one.population == "children", other.population == "children"}
    routes = {one.route, other.route} - {""}
    return len(children) == 1 and len(routes) < 2 and _unit(one) == _unit(other)


def _is_same(one: Dose, other: Dose) -> bool:
    if not _same_phase(one, other):
        return False
    day, others = daily(one), daily(other)
    if day and others:
        return day == others
    return _amount(one) == _amount(other) and (_often(one) == _often(other))


def _ends(value: Dose, doses: list[Said[Dose]]) -> list[Said[Dose]]:
    """The doses at both ends of a page's range, where sources state each of them a day."""
    day = daily(value)
    if not day or day.low == day.high:
        return []
    told = [(said, daily(said.value)) for said in doses if said.value.phase != "step"]
    low = [said for said, amount in told if amount and amount.low == day.low]
    high = [said for said, amount in told if amount and amount.high == day.high]
    return [*low, *(said for said in high if said not in low)] if low and high else []


def _beyond(value: Dose, doses: list[Said[Dose]], medicines: Medicines) -> Ruling | None:
    """Well above every dose of every source that states a maximum, or below every start."""
    day = daily(value) or _at_once(value)
    if value.population not in _ADULTS or value.renal or value.weight or value.age:
        return None
    told = [(said, daily(said.value) or _at_once(said.value)) for said in doses]
    told = [(said, amount) for said, amount in told if said.value.phase != "step"]
    like = [(said, amount) for said, amount in told if medicines.is_alike(said)]
    most = [said for said, _ in like if _is_maximum(said.value, told)]
    if most and day.high > _BEYOND * max(amount.high for _, amount in told):
        return contradicted("above maximum", most)
    least = [said for said, _ in like if is_limit(said.value, "start")]
    starts = value.phase == "start" and daily(value) and least
    if starts and day.high * _BEYOND < min(amount.low for _, amount in told):
        return contradicted("below start", least)
    return None


def _is_maximum(dose: Dose, told: list[tuple[Said[Dose], Daily]]) -> bool:
    """Whether it is a maximum that leaves room above what is usual: the others lower a dose for
    a reason that the fact does not hold."""
    day = daily(dose)
    return bool(
        day
        and is_limit(dose, "maximum")
        and any(a.high < day.high for said, a in told if said.value.phase != "maximum")
    )


def is_limit(dose: Dose, phase: str) -> bool:
    """Whether it states the limit for adults whoever they are."""
    narrowed = dose.age or dose.weight or dose.renal or dose.form or dose.condition or dose.case
    return dose.phase == phase and dose.population in _ADULTS and not narrowed


def daily(dose: Dose) -> Daily | None:
    """The amount of a day, where the dose says it or how often it is taken."""
    if dose.per == "day":
        return _times(dose, 1, 1)
    if dose.every_hours:
        shortest, longest = dose.every_hours
        return _times(dose, _DAY / longest, _DAY / shortest)
    if dose.times_a_day:
        return _times(dose, *dose.times_a_day)
    return None


def _at_once(dose: Dose) -> Daily:
    """What is taken at once is the least of a day."""
    return _times(dose, 1, 1)


def _times(dose: Dose, fewest: float, most: float) -> Daily:
    low, high = _amount(dose)
    return Daily(_unit(dose), round(low * fewest, 6), round(high * most, 6))


def _amount(dose: Dose) -> tuple[float, float]:
    scale = _SCALE.get(dose.unit.split("/")[0], 1.0)
    return round(dose.low * scale, 6), round(dose.high * scale, 6)


def _unit(dose: Dose) -> str:
    of_what, *each = dose.unit.split("/")
    return "/".join(["mg" if of_what in _SCALE else of_what, *each])


def _often(dose: Dose) -> tuple[object, ...]:
    return dose.per == "day", dose.times_a_day, dose.every_hours


def _same_phase(one: Dose, other: Dose) -> bool:
    phases = {one.phase, other.phase}
    if "step" in phases or "maximum" in phases or "start" in phases or "loading" in phases:
        return len(phases) == 1
    return True
