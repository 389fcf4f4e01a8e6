"""What a section states, and the facts made of it: each value once in a section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from composita.extract.pieces import Clause
from composita.facts import Document, Fact, Section, Value


class Stated(NamedTuple):
    """A value, where it is stated, and of whom (see `Fact.about`)."""

    value: Value
    section: Section
    clause: Clause
    about: tuple[str, ...] = ()


def facts(document: Document, stated: Iterable[Stated]) -> Iterator[Fact]:
    """A fact for each value in each section, at the clause that states it first."""
    first: dict[tuple[str, Value, tuple[str, ...]], Stated] = {}
    for one in stated:
        first.setdefault((one.section.id, one.value, one.about), one)
    for value, section, clause, about in first.values():
        yield Fact(value, document.passage(section, clause.start, clause.end), about)
