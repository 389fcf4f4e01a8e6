"""Lists that state facts about many substances: one Document for the list, one Fact for a row.

A passage in a list is a row: its `section` is the row's key, its words are the row's cells joined
by tabs. `about` holds names as the list prints them; the store finds out whom they mean.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, zip_longest
from pathlib import Path
from typing import Literal

from composita.errors import UnreadableDocument
from composita.facts import Document, Fact, Passage, Section, Value, words_hash
from composita.read import armour
from composita.read.archive import entries
from composita.read.cards import address, sources

Listing = tuple[Document, tuple[Fact, ...]]
Row = Mapping[str, str]


def document(source: str, files: tuple[str, ...], *problems: str) -> Document:
    """What describes a list: its source's card, and its files as sections without text."""
    return Document(
        source=source,
        set_id="list",
        title=sources()[source].name,
        sections=tuple(Section(name, "", name) for name in files),
        url=address(source, "list"),
        problems=problems,
    )


def stated(source: str, key: str, row: Row, value: Value, about: tuple[str, ...]) -> Fact:
    """A fact whose passage is a row of the list."""
    words = "\t".join(row.values())
    passage = Passage(f"{source}:list", key, 0, len(words), words_hash(words))
    return Fact(value, passage, about)


def text_of(path: Path, name: str, decoded: Callable[[bytes, str], str] = armour.text) -> str:
    """The text of the file `name`, which is at the path or in the folder or archive there."""
    for entry in entries(path):
        if isinstance(entry, UnreadableDocument):
            raise entry
        if re.split("[/!]", entry.where)[-1] == name:
            return decoded(entry.file.read(armour.MOST_BYTES + 1), entry.where)
    raise UnreadableDocument(str(path), f"there is no {name} in it")


def rows(
    text: str, where: str, columns: tuple[str, ...], delimiter: str = "\t", whole: bool = False
) -> Iterator[Row]:
    """The rows of a table whose first line names its columns, of which these must be there.

    White space in the cells is folded; a row that is cut off ends in empty cells, unless all
    must be `whole`.
    """
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    table = csv.reader(io.StringIO(text), delimiter=delimiter, quoting=quoting)
    try:
        names = next(table, [])
        if missing := [column for column in columns if column not in names]:
            raise UnreadableDocument(where, f"its first line names no column {missing[0]}")
        for cells in table:
            if whole and len(cells) < len(names):
                raise _cut_off(f"{where}, line {table.line_num}", len(cells), len(names))
            folded = (" ".join(cell.split()) for cell in cells)
            yield dict(zip_longest(names, islice(folded, len(names)), fillvalue=""))
    except csv.Error as error:
        raise UnreadableDocument(f"{where}, line {table.line_num}", f"{error}") from None


def unheaded(
    text: str, where: str, columns: tuple[str, ...], delimiter: str = "\t"
) -> Iterator[Row]:
    """The rows of a table that begins with its first row: each has exactly these columns."""
    for number, line in enumerate(text.splitlines(), 1):
        cells = [" ".join(cell.split()) for cell in line.split(delimiter)]
        if len(cells) != len(columns):
            raise _cut_off(f"{where}, line {number}", len(cells), len(columns))
        yield dict(zip(columns, cells, strict=True))


def _cut_off(where: str, found: int, expected: int) -> UnreadableDocument:
    why = f"{found} cells where there should be {expected}: it may be cut off; fetch it again"
    return UnreadableDocument(where, why)
