"""A label's text elements → the text of sections, with tables as cells that point into it.

Each row of a table is a line of the text, its cells parted by " | "; breaks inside a cell stay
line breaks. The caption goes before the rows, footnotes after them. `blocks.xsl` marks where
things begin, and this lays out what it marked: twice as fast as walking the elements in Python.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from composita.errors import UnreadableDocument
from composita.facts import Cell, Table
from composita.read.raised import settled
from composita.read.struck import without_struck

V3 = "{urn:hl7-org:v3}"

SECTION, FIELD = "\ufdd0", "\ufdd1"
_EDGE, _BREAK, _BULLET = "\ufdd2", "\ufdd3", "\ufdd4"
_TABLE, _TABLE_END, _ROW, _CELL = "\ufdd5", "\ufdd6", "\ufdd7", "\ufdd8"

_MARKS = [chr(mark) for mark in range(0xFDD0, 0xFDDB)]

BETWEEN_CELLS = " | "

_SPANS = re.compile("(columns|rows) ([1-9][0-9]?)(?![0-9.])")  # no table is wider than 99


class Laid(NamedTuple):
    """The text of an element, the tables in it, and how many struck-out passages it is without."""

    text: str
    tables: tuple[Table, ...]
    struck: int = 0


class Marked(NamedTuple):
    """Words with marks among them, and how many struck-out passages they are without."""

    words: str
    struck: int


def text_and_tables(root: Element, where: str = "a text") -> Laid:
    """What is in an element, whose children are text elements of SPL."""
    words, struck = marked(root, where)
    return Laid(*laid_out(words), struck)


def marked(root: Element, where: str) -> Marked:
    """The words of an element, or of all sections of an SPL document, with marks among them and
    white space folded. What is struck out is taken away from the element."""
    words = str(root.xpath("string()"))
    if any(mark in words for mark in _MARKS):
        raise UnreadableDocument(where, "its text holds noncharacters (U+FDD0 …): save it without")
    struck = without_struck(root)
    try:
        return Marked(settled(" ".join(str(_stylesheet()(root)).split())), struck)
    except etree.XSLTApplyError as error:
        why = f"its text cannot be laid out ({error}): too many things inside one another"
        raise UnreadableDocument(where, why) from None


@cache
def _stylesheet() -> etree.XSLT:
    return etree.XSLT(etree.XML(files(__package__).joinpath("blocks.xsl").read_bytes()))


def laid_out(marks: str) -> tuple[str, tuple[Table, ...]]:
    """The text of a section and its tables, from its marked words."""
    page = _Page()
    before, *rest = marks.split(_TABLE)
    page.add(before)
    for part in rest:
        table, _, after = part.partition(_TABLE_END)
        page.add_table(table)
        page.add(after)
    return "\n".join(page.lines), tuple(page.tables)


def one_line(marks: str) -> str:
    """Marked words on one line, as in a title."""
    return " ".join(_lines(marks.replace(_BREAK, _EDGE)))


class _Page:
    """Lines as they are laid down, and where the next one begins."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self._next = 0

    def add(self, marks: str) -> None:
        self._place(_lines(marks.replace(_BREAK, _EDGE)))

    def add_table(self, marks: str) -> None:
        title, *rows = marks.split(_ROW)
        caption = one_line(title)
        self._place([caption] if caption else [])
        cells = tuple(filter(None, map(self._row, rows)))
        self.tables.append(Table(cells, caption))

    def _place(self, lines: list[str]) -> None:
        self.lines += lines
        self._next += sum(map(len, lines)) + len(lines)

    def _row(self, marks: str) -> tuple[Cell, ...]:
        """Lays down one row. A row without words has cells, but no line."""
        row, *cells = marks.split(_CELL)
        parts = [cell.partition(FIELD) for cell in cells]
        words = [_cell_text(content) for _, _, content in parts]
        apart = len(BETWEEN_CELLS) if any(words) else 0
        placed, at = [], self._next
        for (kind, _, _), text in zip(parts, words, strict=True):
            placed.append(_cell(at, at + len(text), row + kind))
            at += len(text) + apart
        self._place([BETWEEN_CELLS.join(words)] if apart else [])
        return tuple(placed)


def _lines(marks: str) -> list[str]:
    lines = [line for piece in marks.split(_EDGE) if (line := piece.strip())]
    if _BULLET not in marks:
        return lines
    return [line for line in map(_bulleted, lines) if line]


def _bulleted(line: str) -> str:
    """The line, with "• " and its indent where it is an item's; "" for an item without words."""
    if line[0] != _BULLET:
        return line
    item = line.lstrip(_BULLET)
    words = item.lstrip("• ")
    return "  " * (len(line) - len(item) - 1) + "• " + words if words else ""


def _cell_text(marks: str) -> str:
    """A cell's lines. Empty ones stay: they keep it level with the cells beside it."""
    words = marks.strip(f" {_EDGE}")
    if _EDGE not in words and _BREAK not in words and _BULLET not in words:
        return words
    pieces = marks.split(_BREAK)
    return "\n".join("\n".join(_lines(piece)) for piece in pieces).rstrip("\n")


def _cell(start: int, end: int, kind: str) -> Cell:
    if not kind:
        return Cell(start, end)
    spans = {what: int(many) for what, many in _SPANS.findall(kind)}
    return Cell(start, end, **spans, header=kind.startswith("head"))
