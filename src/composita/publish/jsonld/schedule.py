"""DoseSchedule: a dose as the page tells it, with the number where there is just one."""

from __future__ import annotations

from composita.facts import Dose
from composita.publish.jsonld.node import Node, node


def schedule(dose: Dose, text: str) -> Node:
    """A number stands beside the sentence only where the source says for how long it is."""
    exact = {"doseValue": dose.high, "doseUnit": dose.unit} if _is_one(dose) else {}
    people = (dose.population, dose.age, dose.weight, dose.renal, dose.case)
    use = (text, dose.condition and f"for {dose.condition}", dose.route, dose.form)
    return node(
        "MaximumDoseSchedule" if dose.phase == "maximum" else "DoseSchedule",
        description="; ".join(filter(None, use)),
        targetPopulation=", ".join(filter(None, people)),
        frequency=_frequency(dose),
        **exact,
    )


def _is_one(dose: Dose) -> bool:
    return dose.low == dose.high and bool(dose.per)


def _frequency(dose: Dose) -> str:
    """ "per day", "2 to 3 times a day", "every 8 hours": as far as the source says."""
    if dose.per == "day":
        return "per day"
    if dose.every_hours:
        return f"every {_span(*dose.every_hours)} hours"
    return f"{_span(*dose.times_a_day)} times a day" if dose.times_a_day else ""


def _span(low: float, high: float) -> str:
    return f"{low:g} to {high:g}" if high > low else f"{low:g}"
