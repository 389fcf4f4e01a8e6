"""A dose as a FHIR Dosage. What the source leaves open is in its text only, never in a number."""

from __future__ import annotations

from composita.facts import Dose
from composita.publish.fhir.coding import Resource, concept, filled, plain, quantity

_DAY = {"value": 1, "unit": "d", "system": "http://unitsofmeasure.org", "code": "d"}


def dosage(dose: Dose, id: str, text: str) -> Resource:
    """The dose with its statement's id, so that a Provenance can point at it."""
    said = (dose.timing, dose.form, dose.case)
    return filled(
        id=id,
        text=text,
        additionalInstruction=[concept(words) for words in said if words],
        timing=_timing(dose),
        route=concept(dose.route),
        **_amount(dose),
    )


def _amount(dose: Dose) -> Resource:
    """A step is no dose to take, and an amount that is for nobody knows how long is no number."""
    if dose.phase == "step" or not dose.per:
        return {}
    if dose.phase != "maximum":
        return {"doseAndRate": [_rate(dose) if dose.per == "day" else _each(dose)]}
    most = quantity(dose.high, dose.unit)
    if dose.per == "day":
        return {"maxDosePerPeriod": [{"numerator": most, "denominator": _DAY}]}
    return {"maxDosePerAdministration": most}


def _each(dose: Dose) -> Resource:
    if dose.low == dose.high:
        return {"doseQuantity": quantity(dose.low, dose.unit)}
    return {"doseRange": _range(dose, dose.unit)}


def _rate(dose: Dose) -> Resource:
    unit = f"{dose.unit}/d"
    if dose.low == dose.high:
        return {"rateQuantity": quantity(dose.low, unit)}
    return {"rateRange": _range(dose, unit)}


def _range(dose: Dose, unit: str) -> Resource:
    return {"low": quantity(dose.low, unit), "high": quantity(dose.high, unit)}


def _timing(dose: Dose) -> Resource:
    """How often; not for a daily amount, which could be read as one for each time."""
    if dose.per == "day":
        return {}
    if dose.every_hours:
        low, high = dose.every_hours
        most = {"periodMax": plain(high)} if high > low else {}
        return {"repeat": {"frequency": 1, "period": plain(low), **most, "periodUnit": "h"}}
    if dose.times_a_day:
        fewest, often = dose.times_a_day
        more = {"frequencyMax": often} if often > fewest else {}
        return {"repeat": {"frequency": fewest, **more, "period": 1, "periodUnit": "d"}}
    return {}
