"""What a check finds where a medicine meets another one that a page names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from composita.facts import Check, Ground, Level, Substance
from composita.library import Library
from composita.store.said import Said


def meetings(
    library: Library, substances: tuple[Substance, ...], other: str
) -> Iterator[tuple[Said[Any], Level]]:
    """The statements of either side about the other, each with its level."""
    found = library.find(other).names
    if len(found) == 1 and found[0].substance and found[0].substance not in substances:
        names = [one.name for one in (*substances, found[0].substance)]
        yield from _told(library.check(names), len(substances))


def _told(check: Check, last: int) -> Iterator[tuple[Said[Any], Level]]:
    for finding in check.findings:
        if finding.kind in _OF_PAIRS:
            for ground in finding.grounds:
                if last in (ground.item, ground.other):
                    yield _said(ground), ground.level


def _said(ground: Ground) -> Said[Any]:
    statement = ground.statement
    documents = dict.fromkeys(passage.document for passage in statement.passages)
    return Said(statement.value, statement.about, statement.passages, tuple(documents))


_OF_PAIRS = ("interaction", "enzyme")
