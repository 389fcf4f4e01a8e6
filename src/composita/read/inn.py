"""DrugCentral's list of the medicines that it describes, by international nonproprietary name."""

from __future__ import annotations

from collections.abc import Iterator

from composita.errors import UnreadableDocument


def read(data: bytes, where: str) -> Iterator[str]:
    """The names in a `structures.smiles.tsv`, as printed: "interferon alfa-2b"."""
    try:
        header, *lines = data.decode().splitlines()
        column = header.split("\t").index("INN")
    except (UnicodeDecodeError, ValueError) as error:
        why = "not DrugCentral's structures: a text in UTF-8 whose first line names a column INN"
        raise UnreadableDocument(where, why) from error
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) <= column:
            raise UnreadableDocument(f"{where}, line {number}", "is cut off; download it again")
        if cells[column]:
            yield cells[column]
