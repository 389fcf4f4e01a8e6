"""A label's text element → the text of a section, with its tables as cells that point into it.

Each row of a table is a line of the text, its cells parted by " | "; a break inside a cell stays
a line break. The caption goes before the rows, footnotes after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from composita.facts import Cell, Table
from composita.read.words import TABLE, V3, Flow, gather, lines

BETWEEN_CELLS = " | "

_ROW, _HEAD, _FOOT, _CAPTION = V3 + "tr", V3 + "thead", V3 + "tfoot", V3 + "caption"
_PARTS = (_HEAD, V3 + "tbody")
_CELLS = (V3 + "td", V3 + "th")
_IS_SPAN = re.compile("[1-9][0-9]{0,2}")


def text_and_tables(text: Element | None) -> tuple[str, tuple[Table, ...]]:
    """The text of a section and its tables; "" and none for a section without text."""
    if text is None:
        return "", ()
    flow = Flow(tables=[])
    gather(text, flow)
    page = _Page()
    waiting = iter(flow.tables or ())
    for line in lines(flow):
        if line == TABLE:
            page.table(next(waiting))
        else:
            page.line(line)
    for footnote in flow.footnotes:
        page.line(footnote)
    return "\n".join(page.lines), tuple(page.tables)


class _Page:
    """Lines as they are laid down, and where the next one begins."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self._next = 0

    def line(self, words: str) -> None:
        if words:
            self.lines.append(words)
            self._next += len(words) + 1

    def table(self, element: Element) -> None:
        footnotes: list[str] = []
        caption = " ".join(_text(part, footnotes) for part in element.findall(_CAPTION))
        self.line(caption)
        rows = tuple(self._row(row, head, footnotes) for row, head in _rows(element))
        self.tables.append(Table(tuple(filter(None, rows)), caption))
        for footnote in footnotes:
            self.line(footnote)

    def _row(self, row: Element, head: bool, footnotes: list[str]) -> tuple[Cell, ...]:
        """Lays down one row. A row without words has cells, but no line."""
        cells, words, at = [], [], self._next
        for element in row.iterchildren(*_CELLS):
            text = _text(element, footnotes)
            header = head or element.tag == V3 + "th"
            columns, many = _span(element, "colspan"), _span(element, "rowspan")
            cells.append(Cell(at, at + len(text), columns, many, header))
            words.append(text)
            at += len(text) + len(BETWEEN_CELLS)
        if any(words):
            self.line(BETWEEN_CELLS.join(words))
        return tuple(cells)


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """The rows as a person reads them, and whether they are the head: the foot, written second
    in the file, comes last."""
    foot = []
    for part in table:
        if part.tag == _ROW:
            yield part, False
        elif part.tag == _FOOT:
            foot += part.findall(_ROW)
        elif part.tag in _PARTS:
            for row in part.findall(_ROW):
                yield row, part.tag == _HEAD
    for row in foot:
        yield row, False


def _text(element: Element, footnotes: list[str]) -> str:
    flow = Flow(footnotes=footnotes)
    gather(element, flow)
    return "\n".join(lines(flow))


def _span(cell: Element, name: str) -> int:
    printed = cell.get(name, "1").strip()
    return int(printed) if _IS_SPAN.fullmatch(printed) else 1
