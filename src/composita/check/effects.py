"""Effects that add up: which of them a medicine has, and by what statement. See `effects.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, get_args

import msgspec
from msgspec import Struct

from composita.check.tables import data
from composita.check.terms import meant
from composita.extract.text import fold
from composita.facts import AdverseReaction, Class, Contraindication, Interaction, Value, Warning
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


class Topics(NamedTuple):
    """The effects that a value is about: by what comes of it, and by the class that it names."""

    outcomes: tuple[str, ...]
    classes: tuple[str, ...]


def topics(value: Value) -> Topics:
    """By the class only where no outcome tells: "NSAIDs – kidney failure" is about the kidneys."""
    said = frozenset(value.effects if isinstance(value, Interaction) else ())
    outcomes = tuple(key for key, one in effects().items() if not said.isdisjoint(one.outcomes))
    return Topics(outcomes, () if outcomes else _tables().meant.get(_named(value), ()))


def _named(value: Value) -> str:
    if isinstance(value, Interaction):
        return fold(value.other)
    return fold(value.term) if isinstance(value, Contraindication) else ""


def makes_a_member(value: Value) -> bool:
    """Whether who says this of a medicine says that it is of the class named by the effect."""
    if isinstance(value, Warning):
        keys = _tables().terms.get(everyday(value.topic), ())
        return value.boxed or any(effects()[key].warned for key in keys)
    return isinstance(value, AdverseReaction) and value.group == "boxed"


class _Tables(NamedTuple):
    """Effects by folded class, by everyday term, by the class that has their name, and by both
    sorts of classes."""

    classes: dict[str, tuple[str, ...]]
    terms: dict[str, tuple[str, ...]]
    named: dict[str, tuple[str, ...]]
    meant: dict[str, tuple[str, ...]]


@cache
def _tables() -> _Tables:
    every = effects().items()
    return _Tables(
        _by_name((key, map(fold, effect.classes)) for key, effect in every),
        _by_name((key, map(everyday, effect.terms)) for key, effect in every),
        _by_name((key, map(fold, effect.named)) for key, effect in every),
        _by_name((key, map(fold, (*effect.classes, *effect.named))) for key, effect in every),
    )


def _by_name(names: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """Each name with the keys that have it, in the order of the keys."""
    found: dict[str, tuple[str, ...]] = {}
    for key, own in names:
        for name in dict.fromkeys(own):
            found[name] = (*found.get(name, ()), key)
    return found
