"""How much of a substance a day, over all items, against the highest maximum of its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from composita.check import severity
from composita.check.pairs import Taken
from composita.facts import Dose, Finding, Ground, Item
from composita.store.said import Said

_MILLIGRAMS = {"g": 1000.0, "mg": 1.0, "ug": 0.001}
_EVERYBODY = ("", "adults")


def findings(items: Sequence[Item], takens: Sequence[Taken]) -> Iterator[Finding]:
    """A finding where the typed doses of one substance are above every maximum that is said.

    An item of several substances is not counted: its strength does not say whose it is.
    """
    by_substance: dict[tuple[str, ...], list[Taken]] = {}
    for taken in takens if any(item.dose for item in items) else ():
        if len({r.substance for r in items[taken.item].recognised}) == 1:
            by_substance.setdefault(taken.profile.about, []).append(taken)
    for taking in by_substance.values():
        amounts = [_a_day(items[taken.item].dose) for taken in taking]
        limit = _highest(taking[0])
        if limit and None not in amounts and sum(filter(None, amounts)) > limit[0]:
            yield _finding(taking, limit[1])


def _a_day(dose: Dose | None) -> float | None:
    """Milligrams a day; None where that was not typed."""
    if dose is None or dose.times_a_day is None or dose.unit not in _MILLIGRAMS:
        return None
    return dose.high * dose.times_a_day[1] * _MILLIGRAMS[dose.unit]


def _highest(taken: Taken) -> tuple[float, Said[Dose]] | None:
    """The highest daily maximum for adults that a source gives, in milligrams."""
    limits = [
        (said.value.high * _MILLIGRAMS[said.value.unit], said)
        for said in taken.profile.subject.said(Dose)
        if _is_maximum(said.value)
    ]
    return max(limits, key=lambda limit: limit[0], default=None)


def _is_maximum(dose: Dose) -> bool:
    return (
        dose.phase == "maximum"
        and dose.per == "day"
        and dose.unit in _MILLIGRAMS
        and dose.population in _EVERYBODY
    )


def _finding(taking: Sequence[Taken], limit: Said[Dose]) -> Finding:
    level = severity.table("repeated")["too much"]
    ground = Ground(taking[0].item, taking[0].profile.statement(limit), level)
    items = tuple(sorted({taken.item for taken in taking}))
    return Finding("too much", items, level, (ground,), levels=(level,))
