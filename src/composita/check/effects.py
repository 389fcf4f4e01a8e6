"""Effects that add up: which of them a medicine has, and by what statement. See `effects.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, get_args

import msgspec
from msgspec import Struct

from composita.check.tables import data
from composita.check.terms import meant
from composita.extract.text import fold
from composita.facts import AdverseReaction, Class, Interaction, Value, Warning
from composita.store.reactions import COMMON, Reaction, everyday
from composita.store.said import Said
from composita.store.statements import Subject

# What a medicine's effect rests on, the strongest first.
Strength = Literal["boxed", "class", "warning", "common", "listed"]

_STRENGTHS: tuple[Strength, ...] = get_args(Strength)


class Effect(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `effects.toml`; see its head."""

    classes: tuple[str, ...]
    terms: tuple[str, ...]
    outcomes: tuple[str, ...]
    named: tuple[str, ...]
    reason: str
    rare: bool = False
    warned: bool = False


class Member(NamedTuple):
    """That a medicine has an effect: how strongly we know, and the statement for it."""

    strength: Strength
    said: Said[Any]

    @property
    def place(self) -> int:
        """0 for the strongest."""
        return _STRENGTHS.index(self.strength)


@cache
def effects() -> Mapping[str, Effect]:
    """Every effect by its key, in the order of the file."""
    return msgspec.convert(data("effects"), dict[str, Effect])


def members(subject: Subject) -> dict[str, Member]:
    """The effects that a subject has, each by the strongest statement."""
    found: dict[str, Member] = {}
    for key, member in (*_by_term(subject), *_by_class(subject), *_by_others(subject)):
        if key not in found or member.place < found[key].place:
            found[key] = member
    return found


def _by_class(subject: Subject) -> Iterator[tuple[str, Member]]:
    for said in subject.said(Class):
        for name in meant(said):
            for key in _tables().classes.get(name, ()):
                yield key, Member("class", said)


def _by_others(subject: Subject) -> Iterator[tuple[str, Member]]:
    """Its label tells of others with the effect, and that the effect is what comes of it."""
    for said in subject.said(Interaction):
        for key in _tables().named.get(fold(said.value.other), ()):
            if not set(said.value.effects).isdisjoint(effects()[key].outcomes):
                yield key, Member("warning", said)


def _by_term(subject: Subject) -> Iterator[tuple[str, Member]]:
    for said in subject.said(Warning):
        for key in _tables().terms.get(everyday(said.value.topic), ()):
            yield key, Member("boxed" if said.value.boxed else "warning", said)
    for name, keys in _tables().terms.items():
        if reaction := subject.reactions.get(name):
            strength = _strength(reaction)
            said = _first(reaction, strength)
            for key in keys:
                if strength != "listed" or effects()[key].rare:
                    yield key, Member(strength, said)


def _strength(reaction: Reaction) -> Strength:
    """What a side effect counts as.

    That a section of warnings mentions it is little: see `Warning` for what it warns of.
    """
    if "boxed" in reaction.groups:
        return "boxed"
    return "common" if reaction.most >= COMMON else "listed"


def _first(reaction: Reaction, strength: Strength) -> Said[Any]:
    """The statement in the group that gives the strength, or the best supported one."""
    return next((one for one in reaction.said if one.value.group == strength), reaction.said[0])


@lru_cache(maxsize=10_000)
def makes_a_member(value: Value) -> bool:
    """Whether who says this of a medicine says that it is of the class named by the effect."""
    if isinstance(value, Warning):
        keys = _tables().terms.get(everyday(value.topic), ())
        return value.boxed or any(effects()[key].warned for key in keys)
    return isinstance(value, AdverseReaction) and value.group == "boxed"


class _Tables(NamedTuple):
    """Effects by folded class, by everyday term, and by the class that has their name."""

    classes: dict[str, tuple[str, ...]]
    terms: dict[str, tuple[str, ...]]
    named: dict[str, tuple[str, ...]]


@cache
def _tables() -> _Tables:
    tables = _Tables({}, {}, {})
    for key, effect in effects().items():
        for name in map(fold, effect.classes):
            tables.classes[name] = (*tables.classes.get(name, ()), key)
        for name in map(fold, effect.named):
            tables.named[name] = (*tables.named.get(name, ()), key)
        for name in dict.fromkeys(everyday(term) for term in effect.terms):
            tables.terms[name] = (*tables.terms.get(name, ()), key)
    return tables
