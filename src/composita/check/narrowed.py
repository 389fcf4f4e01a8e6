"""A check with less in each finding: what some items are part of, or what has one level."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from msgspec.structs import replace

from composita.check import severity
from composita.check.groups import Group, by_level
from composita.check.order import in_order
from composita.check.pairs import actions, couple, levels
from composita.check.states import together
from composita.facts import Check, Finding, Pair

Couples = Collection[tuple[int, int]]


def concerning(check: Check, items: Collection[int]) -> Check:
    """The findings that these items are part of, and the pairs; each level is that of theirs."""
    whole = (one for one in check.findings if not set(one.items).isdisjoint(items))
    pairs = (pair for pair in check.pairs if not set(pair.items).isdisjoint(items))
    return _with(check, (_concerning(finding, items) for finding in whole), pairs)


def in_levels(check: Check) -> Check:
    """Each finding as often as it has levels and groups: what one says holds of all its items."""
    return _with(check, (one for whole in check.findings for one in _parts(whole)), check.pairs)


def _with(check: Check, findings: Iterable[Finding], pairs: Iterable[Pair]) -> Check:
    ordered = in_order(findings)
    places = together(ordered)
    placed = (replace(one, findings=tuple(places.get(one.items, ()))) for one in pairs)
    return replace(check, findings=ordered, pairs=tuple(placed))


def _concerning(finding: Finding, items: Collection[int]) -> Finding:
    pairs = {one.items for one in finding.between if not set(one.items).isdisjoint(items)}
    whom = {item for pair in pairs for item in pair} or set(finding.items).intersection(items)
    return _narrowed(finding, pairs, whom)


def _parts(finding: Finding) -> Iterator[Finding]:
    for level, groups in by_level(finding).items():
        at_level = {pair.items for pair in finding.between if pair.level == level}
        for group in groups:
            yield _narrowed(finding, at_level.intersection(_couples(group)), group)


def _couples(group: Group) -> Iterator[tuple[int, int]]:
    return combinations(group, 2)


def _narrowed(finding: Finding, pairs: Couples, whom: Collection[int]) -> Finding:
    """With nothing but these pairs, or these items where it is about each for itself; a sum stays
    a sum of all."""
    if finding.kind == "too much":
        return finding
    between = tuple(one for one in finding.between if one.items in pairs)
    said = tuple(one for one in finding.grounds if couple(one) in pairs)
    has = tuple(one for one in finding.grounds if one.other is None and one.item in whom)
    level = severity.most_forceful(one.level for one in between or has)
    return replace(
        finding,
        items=tuple(sorted(whom)),
        level=level,
        grounds=(*said, *has),
        actions=actions(said),
        levels=levels(said or has) if said or finding.kind == "person" else (level,),
        between=between,
    )
