"""Our level for what a source says: the tables of `severity.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import get_args

from composita.check.tables import data
from composita.facts import Interaction, Level, Value

LEVELS: tuple[Level, ...] = get_args(Level)  # the most forceful first

# The place of a level: 0 for the most forceful.
place = {level: place for place, level in enumerate(LEVELS)}.__getitem__


def most_forceful(levels: Iterable[Level]) -> Level:
    return min(levels, key=place)


def in_order(levels: Iterable[Level]) -> tuple[Level, ...]:
    """Each level once, the most forceful first."""
    return tuple(sorted(set(levels), key=place))


def stated(value: Value, section: str = "") -> Level:
    """The level of what a source says about another medicine in a section of this kind."""
    if isinstance(value, Interaction) and value.level:
        return table("stated").get(value.level, "note")
    level = table("action")[getattr(value, "action", "") or "unsaid"]
    least = table("least").get(section)
    return most_forceful((level, least)) if least else level


def at_most(level: Level, because: str) -> Level:
    """The level, or the highest that this reason allows."""
    return weaker(level, table("most")[because])


def weaker(one: Level, other: Level) -> Level:
    return one if place(one) > place(other) else other


@cache
def table(name: str) -> Mapping[str, Level]:
    """One table, without its reason."""
    return {key: level for key, level in data("severity")[name].items() if key != "reason"}
