"""An amount in words: "25 to 50 mg 3 times a day", "150 mg a day in 2 or 3 doses"."""

from __future__ import annotations

from composita.compose.words import Words, number, span
from composita.facts import Dose


def amount(dose: Dose, words: Words) -> str:
    """The amount with its unit, how often and when, as far as the dose says."""
    say = words["dose"]
    text = f"{span(dose.low, dose.high)} {_unit(dose.unit, words)}"
    if dose.per == "day":
        text = say["per_day"].format(amount=text)
    elif dose.per == "dose" and not _how_often(dose, words):
        text = say["per_dose"].format(amount=text)
    return " ".join(filter(None, (text, _how_often(dose, words), dose.timing)))


def _unit(unit: str, words: Words) -> str:
    of_what, *each = unit.split("/")
    spelled = words["unit"].get(of_what, of_what)
    for divisor in each:
        name = words["unit"].get(divisor, divisor)
        spelled = words["dose"]["for_each"].format(unit=spelled, of=name)
    return spelled


def _how_often(dose: Dose, words: Words) -> str:
    say = words["dose"]
    if dose.every_hours == (1, 1):
        return say["hour"]
    if dose.every_hours:
        return say["every"].format(hours=span(*dose.every_hours))
    if not dose.times_a_day:
        return ""
    if dose.times_a_day == (1, 1):
        return "" if dose.per == "day" else say["once"]
    fewest, most = dose.times_a_day
    joint = " or " if most == fewest + 1 else " to "
    template = say["split" if dose.per == "day" else "times"]
    return template.format(count=span(fewest, most, joint) if most != fewest else number(most))
