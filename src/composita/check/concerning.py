"""A check as far as it concerns some of its items: those that are being ordered."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from composita.check import severity
from composita.check.order import in_order
from composita.check.pairs import couple, levels
from composita.check.states import answered
from composita.facts import Check, Finding, Ground, Level


def concerning(check: Check, items: Collection[int]) -> Check:
    """The findings that one of these items is part of, each with the levels of its own pairs."""
    narrowed = (_narrowed(finding, items) for finding in check.findings)
    findings = in_order(finding for finding in narrowed if finding)
    pairs = tuple(pair for pair in check.pairs if not set(pair.items).isdisjoint(items))
    return replace(check, findings=findings, pairs=tuple(answered(pairs, findings)))


def _narrowed(finding: Finding, items: Collection[int]) -> Finding | None:
    """The finding without the pairs that are of none of these items."""
    between = tuple(pair for pair in finding.between if not set(pair.items).isdisjoint(items))
    whom = {item for pair in between for item in pair.items}
    if not finding.between:
        whom = {item for item in finding.items if item in items}
    if not whom:
        return None
    pairs = {pair.items for pair in between}
    grounds = tuple(one for one in finding.grounds if _is_about(one, pairs, whom))
    given = [*(pair.level for pair in between), *_of_each(finding, grounds)]
    return replace(
        finding,
        items=tuple(sorted(whom)),
        level=severity.most_forceful(given),
        levels=levels(grounds) if grounds else finding.levels,
        grounds=grounds,
        between=between,
    )
