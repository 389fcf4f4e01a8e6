"""Whom the words of a sub-case name on the two sides of an entry, by substance or by class."""

from __future__ import annotations

import re
from typing import NamedTuple

from composita.read.ansm_sides import Index, Members, Side, key_of, table


class Who(NamedTuple):
    """Whom some words name on either side, and those of their items that name nobody there."""

    found: tuple[Members, Members] = ((), ())
    left: tuple[str, ...] = ()


class Names:
    """Looks for the members of two sides in words."""

    def __init__(self, index: Index, sides: tuple[Side, Side]) -> None:
        self._index = index
        self._sides = sides

    def listed(self, words: str) -> Who:
        """Whom a list of names names, item by item."""
        found: tuple[list[str], list[str]] = ([], [])
        left = []
        for item in _items(words):
            members = [self._members(item, side) for side in self._sides]
            if not any(members) and not self._is_a_side(item):
                left.append(item)
            for of_side, new in zip(found, members, strict=True):
                of_side += new
        one, other = (tuple(dict.fromkeys(of_side)) for of_side in found)
        return Who((one, other), tuple(left))

    def mentioned(self, words: str) -> tuple[Members, Members]:
        """The members of classes that words mention somewhere."""
        text = key_of(words)
        one, other = (
            tuple(m for m in side.members if re.search(rf"\b{re.escape(key_of(m))}\b", text))
            if len(side.members) > 1
            else ()
            for side in self._sides
        )
        return one, other

    def _members(self, item: str, side: Side) -> Members:
        """Those of a class's members that an item names, itself or by another class."""
        if len(side.members) < 2:
            return ()
        plain, _, inside = item.partition(" (")
        listed = inside.rstrip(").… ").split(", ") if item.endswith(")") else []
        named = {key_of(name) for name in (item, plain, *listed)}
        of_class = {*self._index.members(item), *self._index.members(plain)}
        return tuple(m for m in side.members if m in of_class or _is_named(m, named))

    def _is_a_side(self, item: str) -> bool:
        """Whether an item is all of one side, so that it restricts nothing."""
        return any(key_of(item) == key_of(side.name) for side in self._sides)


def apart(says: str) -> tuple[str, str]:
    """The names in a sub-case, and the doses, routes or patients behind them."""
    found = (re.search(rf"{one}$", says, re.IGNORECASE) for one in table("words")["when"])
    if match := min(filter(None, found), key=lambda match: match.start(), default=None):
        return says[: match.start()], match[0]
    return re.sub(table("words")["whichever"], "", says), ""


def _items(words: str) -> list[str]:
    """The items of a list, without cues and articles; brackets stay with what they follow."""
    items = re.split(r"(?:, et |, | et/ou | et | ou )(?![^()]*\))", words)
    return [item for item in (_BEFORE.sub("", item).strip(" .") for item in items) if item]


def _is_named(member: str, keys: set[str]) -> bool:
    """Whether one of the keys is a member's name, with a letter behind it or none."""
    name = key_of(member)
    return any(key == name or (key[:-1] == name and len(key) > 8) for key in keys)


_BEFORE = re.compile(
    r"^(?:(?:avec|pour|et)\b ?:? ?)*(?:(?:le|la|les|un|une|des|du|de la|de)\s|l['’]|d['’])?",
    re.IGNORECASE,
)
