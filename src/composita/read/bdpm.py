"""BDPM, the French register of medicines: specialities and their substances, names in French.

A substance may have two rows that belong together by element and number: what the product is
made with (SA) and what acts (FT). The latter counts, so that a salt is no second substance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from composita.errors import UnreadableDocument
from composita.read.armour import checked
from composita.read.lists import Listing, Row, document, rows, text_of
from composita.read.register import Entry, listed

SOURCE = "fr-bdpm"

_FILES = ("CIS_bdpm.txt", "CIS_COMPO_bdpm.txt")
_SPECIALITY = (
    "cis", "name", "form", "route", "status", "procedure", "market", "date", "state", "number",
    "holder", "watched",
)  # fmt: skip
_COMPOSITION = ("cis", "element", "code", "substance", "dose", "reference", "nature", "link")


def read(path: Path) -> Listing:
    """What the two files of the register in a folder list; homeopathic products are left out."""
    return document(SOURCE, _FILES), tuple(listed(SOURCE, _products(path)))


def _products(path: Path) -> Iterator[Entry]:
    composition: dict[str, list[Row]] = defaultdict(list)
    for row in _table(path, _FILES[1], _COMPOSITION):
        composition[row["cis"]].append(row)
    for row in _table(path, _FILES[0], _SPECIALITY):
        made_of = composition[row["cis"]]
        if made_of and "homéo" not in row["procedure"]:
            yield Entry(
                key=row["cis"],
                row=row,
                name=row["name"],
                substances=tuple(dict.fromkeys(_substances(made_of))),
                form=row["form"],
                strength=" + ".join(
                    r["dose"] for r in made_of if r["nature"] == "SA" and r["dose"]
                ),
                sold=row["status"] == "Autorisation active" and row["market"] == "Commercialisée",
            )


def _substances(made_of: list[Row]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in made_of:
        groups[row["element"], row["link"]].append(row)
    for group in groups.values():
        acting = [row for row in group if row["nature"] == "FT"] or group
        yield from (row["substance"] for row in acting)


def _table(path: Path, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """A file of the register, which has no line of column names."""
    return rows("\t".join(columns) + "\n" + text_of(path, name, _decoded), str(path), columns)


def _decoded(data: bytes, where: str) -> str:
    try:
        return checked(data, where).decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            where, f"not in the code page 1252 at byte {error.start}"
        ) from None
