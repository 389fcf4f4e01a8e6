"""The two sides of an entry of the ANSM's thesaurus, each a substance or a class with members."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from msgspec import Struct

Members = tuple[str, ...]
What = Literal["substance", "class", "food", "alcohol"]


class Indexed(Struct, frozen=True):
    """A substance of the thesaurus's index, with the classes that it belongs to."""

    substance: str
    drug_classes: tuple[str, ...]


class Side(Struct, frozen=True):
    """One side of an entry. `case` is the part of its name that limits whom it is about.

    `members` are the substances that it means: one for a substance, none for a food.
    """

    name: str
    what: What
    members: Members
    case: str = ""


class Index:
    """The thesaurus's index: names → substances and classes, however they are printed."""

    def __init__(self, index: Iterable[Indexed]) -> None:
        self.substances: dict[str, str] = {}
        self.classes: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        for entry in index:
            self.substances[key_of(entry.substance)] = entry.substance
            for name in entry.drug_classes:
                key = key_of(name)
                self.classes.setdefault(key, name.replace("- ", "-"))
                self._members.setdefault(key, []).append(entry.substance)

    def class_of(self, printed: str) -> str:
        """A class's name; "other sedatives" are the sedatives, where it has the same members."""
        key = key_of(printed)
        plain = key.removeprefix("autres ")
        is_same = self._members.get(plain) == self._members.get(key)
        return self.classes.get(plain if is_same else key, "")

    def side(self, printed: str) -> Side:
        """What a name at the head of an entry stands for: a class before a substance."""
        if name := self.class_of(printed):
            return Side(name, "class", self.members(name), _limit(name))
        key = key_of(printed)
        if key in self.substances:
            return Side(self.substances[key], "substance", (self.substances[key],))
        others: Mapping[str, What] = table("others")
        name = " ".join(printed.lower().split())
        return Side(name, others.get(key, "class"), (), _limit(name))

    def members(self, name: str) -> Members:
        """The members of a class by its name in full, without its brackets, or in short."""
        key = key_of(table("short").get(key_of(name), name))
        found = self._members.get(key) or self._bare.get(key) or ()
        return tuple(dict.fromkeys(found))

    @cached_property
    def _bare(self) -> dict[str, list[str]]:
        return {_BRACKETS.sub("", key): members for key, members in self._members.items()}


def key_of(name: str) -> str:
    """A French name in lower case, without accents and the white space behind a hyphen."""
    plain = name.lower().replace("œ", "oe").replace("’", "'")
    apart = unicodedata.normalize("NFKD", plain)
    letters = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(letters.split()).replace("- ", "-")


def table(name: str) -> dict[str, Any]:
    """A table of `ansm.toml`."""
    found: dict[str, Any] = _file()[name]
    return found


_BRACKETS = re.compile(r" \(.*\)")


def _limit(name: str) -> str:
    """The doses or routes that a name is limited to."""
    found = (re.search(limit, name, re.IGNORECASE) for limit in table("words")["named"])
    return next((limit[1] for limit in found if limit), "")


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("ansm.toml").read_text(encoding="utf-8"))
