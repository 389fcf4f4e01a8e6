"""An amount in words: "25 to 50 mg 3 times a day", "150 mg a day in 2 or 3 doses"."""

from __future__ import annotations

from composita.compose.words import Words, number, span
from composita.facts import Dose


def amount(dose: Dose, words: Words) -> str:
    """The amount with its unit, how often and when, as far as the dose says."""
    say = words["dose"]
    text = f"{span(dose.low, dose.high)} {_unit(dose, words)}"
    if dose.per == "day":
        text = say["per_day"].format(amount=text)
    elif dose.per == "dose" and not _how_often(dose, words):
        text = say["per_dose"].format(amount=text)
    return " ".join(filter(None, (text, _how_often(dose, words), dose.timing)))


def _unit(dose: Dose, words: Words) -> str:
    """The unit spelled out; what can be counted ("{capsule}") in the plural where it must be."""
    of_what, *each = dose.unit.split("/")
    spelled = words["unit"].get(of_what, of_what.strip("{}"))
    if dose.high != 1 and (of_what in words["unit"] or of_what.startswith("{")):
        spelled += "s"
    for divisor in each:
        name = words["unit"].get(divisor, divisor)
        spelled = words["dose"]["for_each"].format(unit=spelled, of=name)
    return spelled


def _how_often(dose: Dose, words: Words) -> str:
    say = words["dose"]
    if dose.every_hours:
        return interval(dose.every_hours, words)
    if not dose.times_a_day:
        return ""
    if dose.times_a_day == (1, 1):
        return "" if dose.per == "day" else say["once"]
    fewest, most = dose.times_a_day
    joint = " or " if most == fewest + 1 else " to "
    template = say["split" if dose.per == "day" else "times"]
    return template.format(count=span(fewest, most, joint) if most != fewest else number(most))


def interval(hours: tuple[float, float], words: Words) -> str:
    """ "every 6 to 8 hours", "every 2 days", "every week"."""
    low, high = hours
    whole = ((size, name) for size, name in _LENGTHS if low % size == high % size == 0)
    size, unit = next(whole, (1, "hour"))
    template = words["dose"]["every_one" if low == high == size else "every"]
    return template.format(count=span(low / size, high / size), unit=unit)


_LENGTHS = ((168, "week"), (24, "day"))  # hours
