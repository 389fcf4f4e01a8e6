"""Items that are one product: typed as "A + B", or listed together by a register."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations

from composita.check.pairs import Taken
from composita.check.profile import Profile
from composita.facts import Item, Listed, Statement, Substance

Profiles = Callable[[tuple[Substance, ...], bool], Profile]
Products = Collection[tuple[str, ...]]  # the substances of each product, by their UNIIs in order


def substances(items: Iterable[Item]) -> tuple[Substance, ...]:
    """What the items hold, each substance once."""
    found = {r.substance.unii: r.substance for i in items for r in i.recognised if r.substance}
    return tuple(found.values())


def typed(items: Sequence[Item], profile: Profiles) -> list[Taken]:
    """For items typed as "A + B": the product of them all, as each, where there is such a one."""
    groups: dict[int, list[int]] = {}
    for place, item in enumerate(items):
        if item.together:
            groups.setdefault(item.together, []).append(place)
    wholes = [
        (places, _whole([items[place] for place in places], profile)) for places in groups.values()
    ]
    return [Taken(place, whole) for places, whole in wholes if _exists(whole) for place in places]


def _whole(parts: Sequence[Item], profile: Profiles) -> Profile:
    return profile(substances(parts), all(part.local for part in parts))


def _exists(whole: Profile) -> bool:
    """Whether a label is about exactly these substances, or a register lists them together."""
    return len(whole.about) > 1 and bool(whole.subject.own or whole.subject.said(Listed))


def listed(
    items: Sequence[Item], takens: Sequence[Taken], profile: Profiles, products: Products
) -> Mapping[tuple[int, int], tuple[Statement, ...]]:
    """For each pair that registers list as one product, who does and by which example."""
    holds: dict[int, list[str]] = {}
    for taken in takens:
        if len(taken.profile.about) == 1:
            holds.setdefault(taken.item, []).extend(taken.profile.about)
    return {
        (a, b): _listings(profile(substances([items[a], items[b]]), False))
        for a, b in combinations(holds, 2)
        if tuple(sorted((*holds[a], *holds[b]))) in products
    }


def _listings(whole: Profile) -> tuple[Statement, ...]:
    return tuple(whole.statement(said) for said in whole.subject.said(Listed))
