"""The same thing twice: one substance in two products, two of one class, more than a maximum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from composita.check import severity
from composita.check.pairs import Taken, apart
from composita.facts import Between, Class, Finding, FindingKind, Ground, Level
from composita.store.said import Said


def findings(takens: Sequence[Taken]) -> Iterator[Finding]:
    """A finding for each substance and for each class that stands in several items."""
    yield from _substances(takens)
    yield from _classes(takens)


def _substances(takens: Sequence[Taken]) -> Iterator[Finding]:
    by_substance: dict[tuple[str, ...], dict[int, bool]] = {}
    for taken in takens:
        if len(taken.profile.about) == 1:
            by_substance.setdefault(taken.profile.about, {})[taken.item] = taken.profile.local
    for about, local in by_substance.items():
        if len(local) > 1:
            between = [Between(pair, _twice(pair, local)) for pair in combinations(local, 2)]
            yield _finding("same substance", about[0], between, ())


def _twice(pair: tuple[int, int], local: Mapping[int, bool]) -> Level:
    """It counts in full where it reaches the body from both: a tablet and a cream weigh little."""
    level = severity.table("repeated")["same substance"]
    return severity.at_most(level, "local") if any(map(local.__getitem__, pair)) else level


def _classes(takens: Sequence[Taken]) -> Iterator[Finding]:
    """Established pharmacologic classes: finer than the others, and made for this."""
    by_class: dict[str, list[tuple[Taken, Said[Class]]]] = {}
    for taken in takens:
        for said in taken.profile.regulated:
            by_class.setdefault(said.value.name, []).append((taken, said))
    level = severity.table("repeated")["same class"]
    for name, having in by_class.items():
        pairs = {(a.item, b.item) for (a, _), (b, _) in combinations(having, 2) if apart(a, b)}
        if pairs:
            says = tuple(
                Ground(taken.item, taken.profile.statement(said), level)
                for taken, said in having
                if any(taken.item in pair for pair in pairs)
            )
            yield _finding("same class", name, [Between(p, level) for p in sorted(pairs)], says)


def _finding(
    kind: FindingKind, topic: str, between: Sequence[Between], says: tuple[Ground, ...]
) -> Finding:
    items = tuple(sorted({item for pair in between for item in pair.items}))
    level = severity.most_forceful(pair.level for pair in between)
    return Finding(kind, items, level, says, topic=topic, levels=(level,), between=tuple(between))
