"""A regimen → a check: what matters together, the answer for each pair, and who was asked.

Levels come from `severity.toml`, effects that add up from `effects.toml`. Silence is never
taken for safety: see `facts.PairAnswer`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from composita.check import (
    adding,
    amounts,
    enzymes,
    pairs,
    person,
    product,
    same,
    schedules,
    states,
)
from composita.check.items import item, pasted
from composita.check.narrowed import concerning, in_levels
from composita.check.order import in_order
from composita.check.pairs import Taken
from composita.check.product import Products, Profiles
from composita.check.profile import Profile
from composita.facts import Check, Finding, Ground, Item, Patient

__all__ = ["Profile", "check", "concerning", "in_levels", "item", "pasted"]


def check(
    items: Sequence[Item],
    profile: Profiles,
    patient: Patient,
    data: str,
    products: Products = frozenset(),
) -> Check:
    """The check of a regimen; `profile` gives a medicine as it is taken, local or not.

    `data` is the date of the data; `products` are those that registers list.
    """
    takens = _takens(items, profile)
    findings = in_order(
        (
            *_together(takens, patient),
            *same.findings(takens),
            *_doses(items, takens),
            *person.findings(takens, patient),
        )
    )
    sold = product.listed(items, takens, profile, products)
    return Check(
        items=tuple(items),
        patient=patient,
        findings=findings,
        pairs=tuple(states.pairs(items, takens, findings, sold)),
        ledger=states.ledger(takens),
        data=data,
    )


def _doses(items: Sequence[Item], takens: Sequence[Taken]) -> Iterator[Finding]:
    """What is wrong with how much is taken, and how often, where that was typed."""
    if any(item.dose for item in items):
        yield from amounts.findings(items, takens)
        yield from schedules.findings(items, takens)


def _takens(items: Sequence[Item], profile: Profiles) -> list[Taken]:
    """Every substance, and every product of several, at its places of the regimen."""
    takens = [taken for place, item in enumerate(items) for taken in _taken(place, item, profile)]
    together = product.typed(items, profile)
    return sorted((*takens, *together), key=lambda taken: taken.item) if together else takens


def _taken(number: int, item: Item, profile: Profiles) -> Iterator[Taken]:
    """Each substance of an item, and the product that holds them all."""
    substances = product.substances([item])
    for substance in substances:
        yield Taken(number, profile((substance,), item.local))
    if len(substances) > 1:
        yield Taken(number, profile(substances, item.local))


def _together(takens: Sequence[Taken], patient: Patient) -> Iterator[Finding]:
    """What is said of pairs; what is said of a shared effect goes to the finding about it."""
    having = adding.shared(takens)
    items_of = {key: {taken.item for taken, _ in who} for key, who in having.items()}
    told: dict[str, list[Ground]] = {key: [] for key in having}
    by_pair: dict[tuple[int, int], list[Ground]] = {}
    meeting = [(a, b) for a, b in combinations(takens, 2) if same.apart(a, b)]
    for a, b in meeting:
        for ground in (*pairs.grounds(a, b, patient), *pairs.grounds(b, a, patient)):
            if having and (key := adding.concerns(ground, items_of)):
                told[key].append(ground)
            else:
                by_pair.setdefault((a.item, b.item), []).append(ground)
    for items, grounds in by_pair.items():
        yield pairs.finding(items, grounds)
    for key, who in having.items():
        yield adding.finding(key, who, told[key])
    for a, b in meeting:
        if (a.item, b.item) not in by_pair:  # no source tells of the pair
            yield from enzymes.findings(a, b)
            yield from enzymes.findings(b, a)
