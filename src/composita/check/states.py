"""The answer for each pair, and the ledger: who was asked, and who is not covered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from composita.check.pairs import Taken
from composita.check.severity import most_forceful
from composita.facts import Covered, Finding, Item, Level, Pair, Statement

Asked = Mapping[int, frozenset[str]]  # for each item, the documents that could speak


def asked(items: Sequence[Item], takens: Sequence[Taken]) -> Asked:
    """For each item, the documents that could speak of it together with others."""
    found: dict[int, frozenset[str]] = {place: frozenset() for place in range(len(items))}
    for taken in takens:
        found[taken.item] |= taken.profile.asked
    return found


def pairs(
    items: Sequence[Item],
    takens: Sequence[Taken],
    findings: Sequence[Finding],
    sold: Mapping[tuple[int, int], tuple[Statement, ...]],
) -> Iterator[Pair]:
    """The answer for every two items: found, silent or unknown; and whether they are `sold` as
    one product."""
    documents = asked(items, takens)
    gaps = _gaps(items, takens)
    places = together(findings)
    for pair in combinations(range(len(items)), 2):
        lacking = tuple(place for place in pair if place in gaps) if gaps else ()
        listed = sold.get(pair, ())
        if found := places.get(pair):
            level = most_forceful(found.values())
            yield Pair(pair, "found", tuple(found), (), lacking, level, listed)
        elif lacking:
            yield Pair(pair, "unknown", lacking=lacking, listed=listed)
        else:
            both = documents[pair[0]] | documents[pair[1]]
            yield Pair(pair, "silent", asked=tuple(sorted(both)), listed=listed)


def _gaps(items: Sequence[Item], takens: Sequence[Taken]) -> frozenset[int]:
    """The items with a name that is not recognised, or with a substance that nobody covers."""
    strangers = {i for i, item in enumerate(items) if not all(r.substance for r in item.recognised)}
    singles = [taken for taken in takens if len(taken.profile.about) == 1]
    return frozenset(strangers | {t.item for t in singles if not t.profile.asked})


def together(findings: Sequence[Finding]) -> dict[tuple[int, int], dict[int, Level]]:
    """For each pair, the places of the findings about both, each with its level for them."""
    found: dict[tuple[int, int], dict[int, Level]] = {}
    for place, finding in enumerate(findings):
        for pair in finding.between:
            found.setdefault(pair.items, {})[place] = pair.level
    return found


def ledger(takens: Sequence[Taken]) -> tuple[Covered, ...]:
    """For each source that was asked, the items it covers and its documents."""
    found: dict[str, tuple[set[int], set[str]]] = {}
    for taken in takens:
        for source, documents in taken.profile.by_source.items():
            covered, ids = found.setdefault(source, (set(), set()))
            covered.add(taken.item)
            ids |= documents
    return tuple(
        Covered(source, tuple(sorted(covered)), tuple(sorted(ids)))
        for source, (covered, ids) in sorted(found.items())
    )
