"""Which medicines give a finding its level, and what it counts for the others, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from composita.check.groups import Group, by_level
from composita.compose.page import Page
from composita.compose.words import listed
from composita.facts import Check, Finding


def carrying(finding: Finding, check: Check) -> str:
    """ "A and B", of a finding about A, B and C that only the first two make so grave."""
    return _named(by_level(finding)[finding.level], check)


def others(finding: Finding, check: Check, page: Page) -> str:
    """ "Take care: A and C; B and C.", for those that weigh less."""
    say, levels = page.words["finding"]["others"], words_for(finding, page)
    return " ".join(
        say.format(level=levels[level], names=_named(groups, check))
        for level, groups in by_level(finding).items()
        if level != finding.level
    )


def words_for(finding: Finding, page: Page) -> Mapping[str, str]:
    """What the levels are called: "must not be taken together", and of one person "… taken"."""
    return page.words["level_person" if finding.kind == "person" else "level"]


def _named(groups: Iterable[Group], check: Check) -> str:
    names = (listed(dict.fromkeys(check.items[item].name for item in one)) for one in groups)
    return "; ".join(dict.fromkeys(names))
