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
    one: bool = False


def given_for(name: str) -> Element | None:
    """The element that a name means, alone or with counter-ions that do not act themselves.

    So "Potassium" and "Potassium chloride", but not "Potassium iodide".
    """
    words = words_of(name)
    places = [place for place, word in enumerate(words) if word in _elements()]
    others = [word for place, word in enumerate(words) if place not in places]
    if len(places) != 1 or not all(map(_is_idle, others)):
        return None
    return _elements()[words[places[0]]]


def _is_idle(word: str) -> bool:
    return is_counter_ion(word) and word not in _file()["acting"]


@cache
def _elements() -> dict[str, Element]:
    """The elements by each of their names."""
    entries = (convert({"name": n} | e, Element) for n, e in _file()["element"].items())
    return {name: entry for entry in entries for name in (entry.name, *entry.also)}


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("elements.toml").read_text(encoding="utf-8"))
