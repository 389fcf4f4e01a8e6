"""A regimen → a check: what matters together, the answer for each pair, and who was asked.

Levels come from `severity.toml`, effects that add up from `effects.toml`. Silence is never
taken for safety: see `facts.PairAnswer`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from composita.check import (
    adding,
    amounts,
    circumstances,
    enzymes,
    pairs,
    person,
    product,
    same,
    schedules,
    states,
)
from composita.check.known import Known, Terms, terms_of
from composita.check.narrowed import concerning, in_levels
from composita.check.order import in_order
from composita.check.pairs import Taken
from composita.check.product import Products
from composita.check.profile import Profile, Profiles
from composita.facts import Check, Finding, Ground, Item, Patient

__all__ = ["Known", "Profile", "Terms", "check", "concerning", "in_levels", "terms_of"]


def check(
    items: Sequence[Item],
    profile: Profiles,
    patient: Patient,
    data: str,
    products: Products = frozenset(),
    known: Known = Known(),  # noqa: B008
) -> Check:
    """The check of a regimen; `profile` gives a medicine as it is taken, local or not.

    `data` is the date of the data; `products` are those that registers list, and `known` the words
    for illnesses and allergens besides those of the lexicons.
    """
    takens = _takens(items, profile)
    told = circumstances.told(patient, known)
    asked = person.asked(takens, told, profile, known)
    findings = in_order(
        (
            *_together(takens, told),
            *same.findings(takens),
            *_doses(items, takens),
            *person.findings(asked),
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
        circumstances=tuple(person.answers(items, takens, asked, findings)),
    )


def _doses(items: Sequence[Item], takens: Sequence[Taken]) -> Iterator[Finding]:
    """What is wrong with how much is taken, and how often, where that was typed."""
    if any(item.dose for item in items):
        swallowed = amounts.swallowed(items, takens)
        yield from amounts.findings(items, swallowed)
        yield from schedules.findings(items, swallowed)


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
    shared: dict[str, list[Ground]] = {key: [] for key in having}
    by_pair: dict[tuple[int, int], list[Ground]] = {}
    for told, ground in pairs.sayings(takens, patient):
        if any(told.topics) and (key := adding.concerns(told, ground, items_of)):
            shared[key].append(ground)
        else:
            by_pair.setdefault(pairs.couple(ground), []).append(ground)
    for items, grounds in by_pair.items():
        yield pairs.finding(items, grounds)
    for key, who in having.items():
        yield adding.finding(key, who, shared[key])
    yield from enzymes.findings(takens, told_of=by_pair)
