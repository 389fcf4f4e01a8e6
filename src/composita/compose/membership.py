"""What a source may call a medicine: its names, its classes, and classes named after an effect."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from composita.compose.reactions import Reaction, everyday
from composita.compose.said import Said
from composita.compose.statements import Subject
from composita.extract.text import fold, lexicon_file
from composita.facts import Class


class Called(NamedTuple):
    """Why a term means a medicine: neither where it is a name; otherwise what is said of it."""

    belongs: Said[Class] | None = None
    causes: Reaction | None = None


def terms(subject: Subject) -> dict[str, Called]:
    """Every folded term that means this subject; names before classes before effects."""
    return {**_effects(subject), **_classes(subject), **_names(subject)}


def _names(subject: Subject) -> dict[str, Called]:
    names = (n.text for s in subject.substances for n in s.names if n.kind != "code")
    return {fold(name): Called() for name in (subject.name, *names)}


def _classes(subject: Subject) -> dict[str, Called]:
    found: dict[str, Called] = {}
    for said in reversed(subject.said(Class)):
        name = fold(said.value.name)
        for term in (name, *_spellings().get(name, ())):
            found[term] = Called(belongs=said)
    return found


def _effects(subject: Subject) -> dict[str, Called]:
    found = subject.reactions
    return {
        fold(term): Called(causes=found[name])
        for term, effects in _by_effect().items()
        for name in reversed([everyday(effect) for effect in effects])
        if name in found
    }


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """A class's folded name in a list → the names that labels use, folded."""
    found: dict[str, tuple[str, ...]] = {}
    classes: dict[str, dict[str, Any]] = lexicon_file("classes")["class"]
    for name, entry in classes.items():
        spelled = tuple(fold(term) for term in (name, *entry.get("also", ())))
        for listed in entry.get("drugcentral", ()):
            found[fold(listed)] = found.get(fold(listed), ()) + spelled
    return found


@cache
def _by_effect() -> Mapping[str, tuple[str, ...]]:
    text = files(__package__).joinpath("by_effect.toml").read_text()
    return {term: tuple(effects) for term, effects in tomllib.loads(text).items()}
