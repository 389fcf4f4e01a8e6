"""The words of a label's text elements: inline markup taken away, blocks as lines.

Labels as XML (SPL, and the tables in openFDA records) share these elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

V3 = "{urn:hl7-org:v3}"

# Marks among the words: characters that XML does not allow, so no label holds them.
_BREAK, _BULLET, TABLE = "\x01", "\x02", "\x03"

# An item's caption is its number, or only another bullet.
_BULLETS = {"•", "o", "·", "-", "–", "*", "■", "▪", "◦", "○", "●"}

# m<sup>2</sup> is not "m2", 10<sup>9</sup> not "109", and a footnote's mark no part of a word.
_RAISED = str.maketrans(
    "0123456789+-−()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)
_IS_WORD = re.compile("[A-Za-z]{2}")


@dataclass(slots=True)
class Flow:
    """What has been gathered: words and marks, footnotes, and tables to be laid out later.

    Where `tables` is None, a table's words are gathered like others.
    """

    run: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    tables: list[Element] | None = None
    depth: int = 0


def gather(element: Element, flow: Flow) -> None:
    """Adds the words inside an element to the flow."""
    if element.text:
        flow.run.append(element.text)
    for child in element:
        _GATHER.get(child.tag, gather)(child, flow)
        if child.tail:
            flow.run.append(child.tail)


def lines(flow: Flow) -> Iterator[str]:
    """The gathered lines, white space folded; TABLE where a table stands."""
    bullets = ""
    for piece in "".join(flow.run).split(_BREAK):
        words = " ".join(piece.split())
        if words == TABLE:
            yield TABLE
        elif words.strip(_BULLET):
            yield _bulleted(bullets + words)
            bullets = ""
        else:
            bullets = words or bullets


def words_of(element: Element) -> str:
    """The words inside an element on one line."""
    flow = Flow()
    gather(element, flow)
    return " ".join(lines(flow))


def _bulleted(words: str) -> str:
    if words[0] != _BULLET:
        return words
    item = words.lstrip(_BULLET)
    return "  " * (len(words) - len(item) - 1) + "• " + item.lstrip("• ")


def _block(element: Element, flow: Flow) -> None:
    flow.run.append(_BREAK)
    gather(element, flow)
    flow.run.append(_BREAK)


def _list(element: Element, flow: Flow) -> None:
    flow.depth += 1
    _block(element, flow)
    flow.depth -= 1


def _item(element: Element, flow: Flow) -> None:
    flow.run.append(_BREAK + _BULLET * flow.depth)
    gather(element, flow)


def _caption(element: Element, flow: Flow) -> None:
    words = words_of(element)
    if words not in _BULLETS:
        flow.run.append(words + " ")


def _cell(element: Element, flow: Flow) -> None:
    flow.run.append(" ")
    gather(element, flow)


def _table(element: Element, flow: Flow) -> None:
    if flow.tables is None:
        _block(element, flow)
    else:
        flow.tables.append(element)
        flow.run.append(_BREAK + TABLE + _BREAK)


def _footnote(element: Element, flow: Flow) -> None:
    flow.footnotes.append(words_of(element))


def _sup(element: Element, flow: Flow) -> None:
    words = words_of(element)
    flow.run.append(words if _IS_WORD.search(words) else words.translate(_RAISED))


_GATHER = {
    f"{V3}br": _block, f"{V3}paragraph": _block, f"{V3}tr": _block, f"{V3}renderMultiMedia": _block,
    f"{V3}list": _list, f"{V3}item": _item, f"{V3}caption": _caption, f"{V3}td": _cell,
    f"{V3}th": _cell, f"{V3}table": _table, f"{V3}footnote": _footnote, f"{V3}sup": _sup,
}  # fmt: skip
