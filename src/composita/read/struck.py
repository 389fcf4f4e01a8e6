"""Words that a document has struck out (`struck.toml`) are no words of it: they are left out, and
how many passages were is told.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import cast

from lxml import etree
from lxml.etree import QName
from lxml.etree import _Element as Element

_CELLS = ("td", "th")
_CAPITALS, _SMALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"


def without_struck(root: Element) -> int:
    """Takes what is struck out away from an element; gives how many passages that were."""
    found = cast(list[Element], _struck()(root))
    for element in found:
        if QName(element).localname in _CELLS:
            _emptied(element)
        else:
            _removed(element)
    return len(found)


def told(passages: int) -> tuple[str, ...]:
    """What was left out, in words."""
    if not passages:
        return ()
    return (f"{passages} struck-out passage{'s are' if passages > 1 else ' is'} left out",)


def _emptied(cell: Element) -> None:
    """A cell keeps its place in the row."""
    cell.text = None
    for child in list(cell):
        cell.remove(child)


def _removed(element: Element) -> None:
    """What stands after an element stays; a space keeps the words around it apart."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    after = f" {element.tail or ''}"
    if before is None:
        parent.text = (parent.text or "") + after
    else:
        before.tail = (before.tail or "") + after
    parent.remove(element)


@cache
def _struck() -> etree.XPath:
    """The outermost elements that a row of the table fits."""
    rows = tomllib.loads(files(__package__).joinpath("struck.toml").read_text())["struck"]
    fits = " or ".join(map(_condition, rows))
    return etree.XPath(f"descendant::*[{fits}][not(ancestor::*[{fits}])]")


def _condition(row: dict[str, str]) -> str:
    if "element" in row:
        return f"local-name() = '{row['element']}'"
    return f"contains(translate(@{row['attribute']}, '{_CAPITALS}', '{_SMALL}'), '{row['holds']}')"
