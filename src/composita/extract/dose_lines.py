"""The rows of a table that may hold doses, with their words and the heads above each column."""

from __future__ import annotations

from composita.extract.dose_cases import are_together, taken_with
from composita.extract.grid import Row, grid, head_rows
from composita.extract.numbers import amounts
from composita.extract.text import any_of, lexicon_file
from composita.facts import Cell, Table


class Lines:
    """The rows of a table with its words: what stands above a column, what a row is about."""

    def __init__(self, text: str, table: Table) -> None:
        rows = [row for row in grid(table) if row]
        heads = head_rows(rows)
        self.text, self.caption = text, table.caption
        if heads and not rows[0][0].header and self._hold_doses(rows[heads - 1]):
            heads = 0
        self.head, self.body = rows[:heads], rows[heads:]
        self.heads = [self._heads(column) for column in range(max(map(len, rows), default=0))]
        self.above = [" ".join(words) for words in self.heads]
        heading = " ".join([self.caption, *(self.words(c) for row in self.head for c in row)])
        self.are_about_doses = not _NOT_DOSES.search(heading)
        self.are_changes = bool(_CHANGES.search(heading))
        self.are_together = are_together(heading)
        apart = any(are_together(words) for words in self.above)
        self.case = "" if apart else taken_with(self.caption)
        self.speak_of_doses = bool(DOSE.search(heading))

    def words(self, cell: Cell) -> str:
        return self.text[cell.start : cell.end]

    def title(self, row: Row) -> str:
        """The words of a row that is a title for those below it; "" for any other row."""
        said = list(dict.fromkeys(cell for cell in row if self.words(cell).strip()))
        is_title = said and said[0] == row[0] and len(said) == 1 and len(row) > 1
        words = self.words(row[0]) if is_title else ""
        return "" if len(words) > _HEADING or _holds_dose(words) else words

    def _hold_doses(self, row: Row) -> bool:
        return any(_holds_dose(self.words(cell)) for cell in row[1:])

    def _heads(self, column: int) -> list[str]:
        """The words of the head over a column, each cell once; not those over all columns."""
        rows = [row for row in self.head if column < len(row) and len(set(row)) > 1]
        return [self.words(cell) for cell in dict.fromkeys(row[column] for row in rows)]


def _holds_dose(words: str) -> bool:
    return any("/" not in a.unit and a.unit not in ("kg", "[lb_av]") for a in amounts(words))


_CUES = lexicon_file("dose_cues")["table"]
DOSE, _NOT_DOSES = any_of(_CUES["doses"]), any_of(_CUES["not_doses"])
_CHANGES = any_of(_CUES["changes"])
_HEADING = 400  # characters of a heading at most
