"""Mineral salts: which element a salt is given for, as its name says. See `elements.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct, convert

from composita.store.spelling import is_counter_ion, words_of


class Element(Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """An entry of `elements.toml`; see its head."""

    name: str
    reason: str
    also: tuple[str, ...] = ()
    class_: str = ""
    one: tuple[str, ...] = ()


def given_for(name: str) -> Element | None:
    """The element that a name means, alone or with counter-ions that do not act themselves.

    So "Potassium" and "Potassium chloride", but not "Potassium iodide".
    """
    element, others = _parted(name)
    return element if all(map(_is_idle, others)) else None


def form_of(name: str) -> Element | None:
    """The element of which a salt is a form: one that is a single medicine in such salts."""
    element, others = _parted(name)
    return element if element and others and element.one and others <= {*element.one} else None


def _parted(name: str) -> tuple[Element | None, set[str]]:
    """The one element in a name, and the other words."""
    words = words_of(name)
    named = [word for word in words if word in _elements()]
    element = _elements()[named[0]] if len(named) == 1 else None
    return element, {*words} - {*named}


def _is_idle(word: str) -> bool:
    idle = word in _file()["idle"] or is_counter_ion(word)
    return idle and word not in _file()["acting"]


@cache
def _elements() -> dict[str, Element]:
    """The elements by each of their names."""
    entries = (convert({"name": n} | e, Element) for n, e in _file()["element"].items())
    return {name: entry for entry in entries for name in (entry.name, *entry.also)}


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("elements.toml").read_text(encoding="utf-8"))
