"""Through an enzyme or transporter: one medicine needs it, another inhibits or induces it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import combinations

from composita.check import severity
from composita.check.membership import spelled
from composita.check.pairs import Taken, apart
from composita.facts import Between, EnzymeRole, Finding, Ground, Level
from composita.store.said import Said


def findings(takens: Sequence[Taken], told_of: Container[tuple[int, int]]) -> Iterator[Finding]:
    """Where roles at an enzyme meet, and no source tells of the pair already."""
    having = [taken for taken in takens if taken.profile.needs or taken.profile.acts]
    for a, b in combinations(having, 2):
        if (a.item, b.item) not in told_of and apart(a, b):
            yield from _of_pair(a, b)
            yield from _of_pair(b, a)


def _of_pair(a: Taken, b: Taken) -> Iterator[Finding]:
    """Where `b` acts on an enzyme that `a` needs: the strongest such meeting, if any."""
    met = [
        (level, needs, acts)
        for needs in a.profile.needs
        for acts in b.profile.acts
        if _one_enzyme(needs, acts) and (level := _level(needs, acts))
    ]
    if met:
        yield _finding(a, b, *min(met, key=lambda one: severity.place(one[0])))


def _one_enzyme(needs: Said[EnzymeRole], acts: Said[EnzymeRole]) -> bool:
    return needs.value.enzyme in spelled(acts.value.enzyme)


def _level(needs: Said[EnzymeRole], acts: Said[EnzymeRole]) -> Level | None:
    return severity.table("enzyme").get(f"{needs.value.strength}/{acts.value.strength}")


def _finding(
    a: Taken, b: Taken, level: Level, needs: Said[EnzymeRole], acts: Said[EnzymeRole]
) -> Finding:
    outcome = "increased level" if acts.value.role == "inhibitor" else "reduced level"
    said = Ground(a.item, a.profile.statement(needs), level, b.item, (b.profile.statement(acts),))
    items = min(a.item, b.item), max(a.item, b.item)
    return Finding(
        kind="enzyme",
        items=items,
        level=level,
        grounds=(said,),
        topic=needs.value.enzyme,
        effects=(outcome,),
        how="enzyme",
        levels=(level,),
        between=(Between(items, level),),
    )
