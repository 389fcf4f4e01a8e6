"""How often: what is taken daily though sources say weekly, or more seldom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from composita.check import severity
from composita.check.amounts import Swallowed
from composita.check.pairs import Taken
from composita.check.profile import Profile
from composita.facts import Dose, Finding, Ground, Item
from composita.store.said import Said

_DAY, _WEEK = 24, 168  # hours


def findings(items: Sequence[Item], swallowed: Swallowed) -> Iterator[Finding]:
    """A finding for each item that is taken daily, though its sources say weekly."""
    for taken in chain.from_iterable(swallowed):
        dose = items[taken.item].dose
        if dose and dose.times_a_day and (weekly := _weekly(taken.profile, dose)):
            yield _finding(taken, weekly)


def _weekly(profile: Profile, typed: Dose) -> list[Said[Dose]]:
    """What says weekly; nothing where a source says daily too."""
    weekly = [one for one in profile.doses if _is_weekly(one.value)]
    is_daily = weekly and any(_is_daily(one.value, typed) for one in profile.doses)
    return [] if is_daily else weekly


def _is_weekly(dose: Dose) -> bool:
    """For everybody who takes it: not in a step, for some kidneys, or in one week of several."""
    of_some = dose.phase == "step" or dose.renal or dose.age or dose.weight or dose.case
    return not of_some and bool(dose.every_hours) and min(dose.every_hours or (0,)) >= _WEEK


def _is_daily(dose: Dose, typed: Dose) -> bool:
    """For anybody, or for one illness as much at a time as was typed."""
    hours = min(dose.every_hours or (_WEEK,))
    daily = dose.per == "day" or dose.times_a_day is not None or hours <= _DAY
    alike = dose.unit == typed.unit and dose.high >= typed.low
    return dose.phase != "step" and daily and (not dose.condition or alike)


def _finding(taken: Taken, weekly: Sequence[Said[Dose]]) -> Finding:
    level = severity.table("repeated")["too often"]
    grounds = tuple(Ground(taken.item, taken.profile.statement(one), level) for one in weekly)
    return Finding("too often", (taken.item,), level, grounds, levels=(level,))
