"""A table with its spans expanded: every place in it holds the cell that covers it."""

from __future__ import annotations

from composita.facts import Cell, Table

Row = list[Cell]


def grid(table: Table) -> list[Row]:
    """The rows of a table, each as wide as its cells reach; a spanning cell stands repeated."""
    rows: list[Row] = []
    below: dict[int, tuple[Cell, int]] = {}  # column → the cell from above, and rows still to go
    for printed in table.rows:
        row: Row = []
        for cell in printed:
            _fill(row, below)
            for _ in range(cell.columns):
                below[len(row)] = (cell, cell.rows)
                row.append(cell)
        _fill(row, below)
        below = {column: (cell, left - 1) for column, (cell, left) in below.items() if left > 1}
        rows.append(row)
    return rows


def head_rows(rows: list[Row]) -> int:
    """How many rows at the top are the head: those marked so, or the first with what it spans.

    A row of a single cell across the table is a title; the head goes on below it.
    """
    at = next((n for n, row in enumerate(rows) if not all(c.header for c in row)), len(rows))
    while at < len(rows) and all(_is_title(row) for row in rows[:at]):
        at += 1 if _is_title(rows[at]) else max(cell.rows for cell in rows[at])
    return at


def _is_title(row: Row) -> bool:
    return len(row) > 1 and len(set(row)) == 1


def _fill(row: Row, below: dict[int, tuple[Cell, int]]) -> None:
    """Puts in the cells that reach down into this row here."""
    while len(row) in below:
        row.append(below[len(row)][0])
