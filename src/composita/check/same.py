"""The same thing twice: one substance in two products, two of one class, more than a maximum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from composita.check import severity
from composita.check.pairs import Taken
from composita.facts import Class, Finding, FindingKind, Ground
from composita.store.said import Said


def apart(a: Taken, b: Taken) -> bool:
    """Whether they are of two items, and no substance is in both."""
    return a.item != b.item and set(a.profile.about).isdisjoint(b.profile.about)


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
            twice = list(local.values()).count(False) > 1
            yield _finding("same substance", about[0], sorted(local), (), in_full=twice)


def _classes(takens: Sequence[Taken]) -> Iterator[Finding]:
    """Established pharmacologic classes: finer than the others, and made for this."""
    by_class: dict[str, list[tuple[Taken, Said[Class]]]] = {}
    for taken in takens:
        for said in taken.profile.regulated:
            by_class.setdefault(said.value.name, []).append((taken, said))
    for name, having in by_class.items():
        if len(having) > 1 and any(apart(a, b) for (a, _), (b, _) in combinations(having, 2)):
            level = severity.table("repeated")["same class"]
            says = tuple(Ground(t.item, t.profile.statement(said), level) for t, said in having)
            yield _finding("same class", name, sorted({t.item for t, _ in having}), says)


def _finding(
    kind: FindingKind,
    topic: str,
    items: Sequence[int],
    says: tuple[Ground, ...],
    in_full: bool = True,
) -> Finding:
    """`in_full` where it reaches the body from two items: a tablet and a cream weigh little."""
    level = severity.table("repeated")[kind]
    level = level if in_full else severity.at_most(level, "local")
    return Finding(kind, tuple(items), level, says, topic=topic, levels=(level,))
