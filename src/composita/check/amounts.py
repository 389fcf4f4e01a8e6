"""How much of a substance a day, over all items, against the most that any source gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from composita.check import ceilings, severity
from composita.check.pairs import Taken
from composita.check.profile import Profile
from composita.facts import Between, Dose, Finding, Ground, Item
from composita.store.said import Said

_MILLIGRAMS = {"g": 1000.0, "mg": 1.0, "ug": 0.001}


Swallowed = Collection[Sequence[Taken]]  # the items of each substance that reach the body


def swallowed(items: Sequence[Item], takens: Sequence[Taken]) -> Swallowed:
    """An item of several substances is left out: its strength does not say whose it is."""
    by_substance: dict[tuple[str, ...], list[Taken]] = {}
    for taken in takens:
        is_single = len(taken.profile.about) == 1 and _is_single(items[taken.item])
        if is_single and not taken.profile.local:
            by_substance.setdefault(taken.profile.about, []).append(taken)
    return by_substance.values()


def _is_single(item: Item) -> bool:
    return len({found.substance and found.substance.unii for found in item.recognised}) == 1


def findings(items: Sequence[Item], swallowed: Swallowed) -> Iterator[Finding]:
    """A finding where the typed doses of one substance are above every amount that is said."""
    for taking in swallowed:
        typed = [items[taken.item] for taken in taking]
        a_day = sum(filter(None, (_a_day(item.dose) for item in typed)))
        if a_day and (limit := _exceeded(a_day, taking[0].profile, typed)):
            yield _finding(taking, limit)


def _a_day(dose: Dose | None) -> float | None:
    """Milligrams a day; None where that was not typed."""
    if dose is None or dose.times_a_day is None or dose.unit not in _MILLIGRAMS:
        return None
    return _most_a_day(dose)


def _exceeded(a_day: float, profile: Profile, typed: Sequence[Item]) -> Said[Dose] | None:
    """The highest amount for adults that a source gives for a day, where more is taken and a
    maximum below is surely for what was typed."""
    maxima = [one for one in profile.doses if _is_maximum_below(one.value, a_day)]
    if not maxima:
        return None
    subject = profile.subject
    if not any(ceilings.holds(one, typed, subject) for one in maxima):
        return None
    amounts = [(amount, one) for one in profile.doses if (amount := _most_a_day(one.value))]
    possible = [pair for pair in amounts if ceilings.may_hold(pair[1], typed, subject)]
    highest, limit = max(possible, key=lambda pair: pair[0])
    return limit if highest < a_day else None


def _is_maximum_below(dose: Dose, a_day: float) -> bool:
    """Whether it says the most that is allowed in a day, and less than this."""
    if dose.phase != "maximum" or dose.case:
        return False
    amount = _most_a_day(dose)
    return amount is not None and 0 < amount < a_day


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
