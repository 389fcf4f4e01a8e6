"""The items of a finding in groups of one level: one pair lends its level to no other."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from composita.check.severity import LEVELS
from composita.facts import Finding, Level

Group = tuple[int, ...]  # items of which each two have the level, or each for itself


def by_level(finding: Finding) -> dict[Level, list[Group]]:
    """The groups of each level, the gravest first."""
    if finding.between:
        found = {level: list(_groups(_pairs(finding, level))) for level in LEVELS}
    else:
        found = {level: [group] for level, group in _of_each(finding).items()}
    return {level: groups for level, groups in found.items() if groups}


def _pairs(finding: Finding, level: Level) -> list[tuple[int, int]]:
    return [pair.items for pair in finding.between if pair.level == level]


def _groups(pairs: Collection[tuple[int, int]]) -> Iterator[Group]:
    """The pairs in few groups: "A, B and C" for A with B, A with C and B with C."""
    items = sorted({item for pair in pairs for item in pair})
    waiting = list(pairs)
    while waiting:
        group = set(waiting[0])
        for item in items:
            if all((min(item, one), max(item, one)) in pairs for one in group - {item}):
                group.add(item)
        yield tuple(sorted(group))
        waiting = [pair for pair in waiting if not group.issuperset(pair)]


def _of_each(finding: Finding) -> dict[Level, Group]:
    """The items of each level, where a finding is about each for itself."""
    found = dict.fromkeys(finding.items, finding.level)
    for ground in reversed(finding.grounds):  # the gravest is the first
        found[ground.item] = ground.level
    return {
        level: tuple(item for item in finding.items if found[item] == level)
        for level in LEVELS
        if level in found.values()
    }
