"""What a source may call a medicine: its names, its classes, and classes named after an effect."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from composita.extract.text import fold, lexicon_file
from composita.facts import Class, EnzymeRole
from composita.store.reactions import everyday
from composita.store.said import Said
from composita.store.statements import Subject

Because = Said[Any] | None  # what is said of a medicine, or None where the term is its name


def terms(subject: Subject) -> dict[str, Because]:
    """Every folded term that means this subject; names before classes before effects."""
    return {**_effects(subject), **_enzymes(subject), **_classes(subject), **_names(subject)}


def _names(subject: Subject) -> dict[str, Because]:
    names = (n.text for s in subject.substances for n in s.names if n.kind != "code")
    return {fold(name): None for name in (subject.name, *names)}


def _classes(subject: Subject) -> dict[str, Because]:
    found: dict[str, Because] = {}
    for said in reversed(subject.said(Class)):
        name = fold(said.value.name)
        found |= dict.fromkeys((name, *_spellings().get(name, ())), said)
    return found


def _enzymes(subject: Subject) -> dict[str, Because]:
    """ "strong CYP3A4 inhibitors" and "CYP3A4 inhibitors", for a strong one."""
    found: dict[str, Because] = {}
    for said in reversed(subject.said(EnzymeRole)):
        plain = fold(f"{said.value.enzyme} {said.value.role}s")
        found |= dict.fromkeys((plain, f"{said.value.strength} {plain}".strip()), said)
    return found


def _effects(subject: Subject) -> dict[str, Because]:
    found = subject.reactions
    return {
        fold(term): found[name].said[0]
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
