"""How much of a substance a day, over all items, against the most that any source gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from composita.check import severity
from composita.check.pairs import Taken
from composita.facts import Between, Dose, Finding, Ground, Item
from composita.store.said import Said

_MILLIGRAMS = {"g": 1000.0, "mg": 1.0, "ug": 0.001}
_EVERYBODY = ("", "adults")


def findings(items: Sequence[Item], takens: Sequence[Taken]) -> Iterator[Finding]:
    """A finding where the typed doses of one substance are above every amount that is said.

    An item of several substances is not counted: its strength does not say whose it is.
    """
    by_substance: dict[tuple[str, ...], list[Taken]] = {}
    for taken in takens if any(item.dose for item in items) else ():
        if len({r.substance for r in items[taken.item].recognised}) == 1:
            by_substance.setdefault(taken.profile.about, []).append(taken)
    for taking in by_substance.values():
        amounts = [_a_day(items[taken.item].dose) for taken in taking]
        limit = _highest(taking[0])
        if limit and sum(filter(None, amounts)) > limit[0]:
            yield _finding(taking, limit[1])


def _a_day(dose: Dose | None) -> float | None:
    """Milligrams a day; None where that was not typed."""
    if dose is None or dose.times_a_day is None or dose.unit not in _MILLIGRAMS:
        return None
    return _most_a_day(dose)


def _highest(taken: Taken) -> tuple[float, Said[Dose]] | None:
    """The most for adults that a source gives for a day, in milligrams; None without a maximum."""
    said = [one for one in taken.profile.subject.said(Dose) if one.value.population in _EVERYBODY]
    if not any(one.value.phase == "maximum" for one in said):
        return None
    amounts = [(amount, one) for one in said if (amount := _most_a_day(one.value))]
    return max(amounts, key=lambda amount: amount[0], default=None)


def _most_a_day(dose: Dose) -> float | None:
    """The highest amount that the dose allows in a day, as far as it says."""
    if dose.unit not in _MILLIGRAMS:
        return None
    times = 1 if dose.per == "day" else _times(dose)
    return dose.high * times * _MILLIGRAMS[dose.unit] if times else None


def _times(dose: Dose) -> float | None:
    """How often a day at the most; one that does not say may be taken as often as any."""
    if dose.times_a_day:
        return dose.times_a_day[1]
    return 24 / dose.every_hours[0] if dose.every_hours and dose.every_hours[0] else None


def _finding(taking: Sequence[Taken], limit: Said[Dose]) -> Finding:
    level = severity.table("repeated")["too much"]
    ground = Ground(taking[0].item, taking[0].profile.statement(limit), level)
    items = tuple(sorted({taken.item for taken in taking}))
    between = tuple(Between(pair, level) for pair in combinations(items, 2))
    return Finding("too much", items, level, (ground,), levels=(level,), between=between)
