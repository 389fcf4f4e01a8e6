"""DrugCentral's list of the drugs it describes: nonproprietary name and CAS number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from composita.errors import UnreadableDocument


class Inn(NamedTuple):
    """A drug: its name as printed ("interferon alfa-2b") and its CAS number, "" for none."""

    name: str
    cas: str


def read(data: bytes, where: str) -> Iterator[Inn]:
    """The drugs of a `structures.smiles.tsv`."""
    try:
        header, *lines = data.decode().splitlines()
    except (UnicodeDecodeError, ValueError) as error:
        raise UnreadableDocument(where, f"not text in UTF-8: {error}") from error
    columns = header.split("\t")
    if not {"INN", "CAS_RN"} <= set(columns):
        why = "not DrugCentral's structures: its first line should name the columns INN and CAS_RN"
        raise UnreadableDocument(where, why)
    for number, line in enumerate(lines, 2):
        fields = dict(zip(columns, line.split("\t"), strict=False))
        if len(fields) < len(columns):
            raise UnreadableDocument(f"{where}, line {number}", "columns are missing")
        if fields["INN"]:
            yield Inn(fields["INN"], fields["CAS_RN"])
