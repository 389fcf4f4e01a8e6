"""Which medicines give a finding its level, and what it counts for the others, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from composita.check.severity import LEVELS
from composita.compose.page import Page
from composita.compose.words import listed
from composita.facts import Check, Finding, Level

Group = tuple[int, ...]  # items of which each two have the level, or one for itself


def carrying(finding: Finding, check: Check) -> str:
    """ "A and B", of a finding about A, B and C that only the first two make so grave."""
    return _named(_by_level(finding)[finding.level], check)


def others(finding: Finding, check: Check, page: Page) -> str:
    """ "Take care: A and C; B and C.", for those that weigh less."""
    say, levels = page.words["finding"]["others"], words_for(finding, page)
    less = {level: g for level, g in _by_level(finding).items() if level != finding.level}
    lines = (say.format(level=levels[level], names=_named(g, check)) for level, g in less.items())
    return " ".join(lines)


def words_for(finding: Finding, page: Page) -> Mapping[Level, str]:
    """What the levels are called: "must not be taken together", and of one person "… taken"."""
    levels: Mapping[Level, str] = page.words[
        "level_person" if finding.kind == "person" else "level"
    ]
    return levels


def _by_level(finding: Finding) -> dict[Level, list[Group]]:
    """The groups of each level, the gravest first."""
    found: dict[Level, list[tuple[int, int]]] = {}
    for pair in finding.between:
        found.setdefault(pair.level, []).append(pair.items)
    if found:
        return {level: list(_groups(found[level])) for level in LEVELS if level in found}
    return {level: [group] for level, group in _of_each(finding).items()}


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
    found = {item: finding.level for item in finding.items}
    for ground in reversed(finding.grounds):  # the gravest is the first
        found[ground.item] = ground.level
    return {
        level: tuple(item for item in finding.items if found[item] == level)
        for level in LEVELS
        if level in found.values()
    }


def _named(groups: Collection[Group], check: Check) -> str:
    names = (listed(dict.fromkeys(check.items[item].name for item in one)) for one in groups)
    return "; ".join(dict.fromkeys(names))
