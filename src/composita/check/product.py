"""Items that are one product: typed as "A + B", or listed together by a register."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from composita.check.pairs import Taken
from composita.check.profile import Profile
from composita.facts import Item, Listed, Statement, Substance

Profiles = Callable[[tuple[Substance, ...], bool], Profile]
Products = Collection[tuple[str, ...]]  # the substances of each product, by their UNIIs in order


def substances(items: Iterable[Item]) -> tuple[Substance, ...]:
    """What the items hold, each substance once."""
    names = (name.substance for item in items for name in item.recognised)
    return tuple({one.unii: one for one in names if one}.values())


def typed(items: Sequence[Item], profile: Profiles) -> Iterator[Taken]:
    """For items typed as "A + B": the product of them all, as each, where there is such a one."""
    groups: dict[int, list[int]] = {}
    for place, item in enumerate(items):
        if item.together:
            groups.setdefault(item.together, []).append(place)
    for places in groups.values():
        parts = [items[place] for place in places]
        whole = profile(substances(parts), all(part.local for part in parts))
        if len(whole.about) > 1 and _exists(whole):
            yield from (Taken(place, whole) for place in places)


def _exists(whole: Profile) -> bool:
    """Whether a label is about exactly these substances, or a register lists them together."""
    return bool(whole.subject.own or whole.subject.said(Listed))


def listed(
    items: Sequence[Item], profile: Profiles, products: Products
) -> Mapping[tuple[int, int], tuple[Statement, ...]]:
    """For each pair that registers list as one product, who does and by which example."""
    about = [tuple(one.unii for one in substances([item])) for item in items]
    return {
        (a, b): _listings(profile(substances([items[a], items[b]]), False))
        for a, b in combinations(range(len(items)), 2)
        if tuple(sorted({*about[a], *about[b]})) in products
        if not set(about[a]) & set(about[b])
    }


def _listings(whole: Profile) -> tuple[Statement, ...]:
    return tuple(whole.statement(said) for said in whole.subject.said(Listed))
