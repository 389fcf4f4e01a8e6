"""openFDA labels as plain text: the sections that a stored copy of a record left out.

A text names no set id; the file `link_to_medguard.csv` beside it names those that are certain,
and the sections are those of the openFDA record with that set id.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from composita.errors import UnreadableDocument
from composita.facts import Document, Section
from composita.read.armour import text
from composita.read.cards import address
from composita.read.openfda import SOURCE, section

LINKS = "link_to_medguard.csv"

_TITLE = re.compile(r"DRUG: (.+)\n")
_HEADING = re.compile(r"^([A-Z][A-Z ,&/()]+)\n-{4,}\n+", re.MULTILINE)


def recognises(head: bytes, name: str) -> bool:
    """Text that begins with its drug and says that it comes from a label."""
    return name.endswith(".txt") and head.startswith(b"DRUG: ") and b"FDA Drug Label" in head


def read(data: bytes, where: str) -> Iterator[Document]:
    """The label in a text file whose set id is known."""
    label = text(data, where)
    title = _TITLE.match(label)
    set_id = _linked(where)
    if title is None or not set_id:
        raise UnreadableDocument(where, f"a text without a set id: {LINKS} links it to no label")
    sections = tuple(_sections(label, where))
    yield Document(SOURCE, set_id, title[1], sections=sections, url=address(SOURCE, set_id))


def _linked(where: str) -> str:
    """The set id that the list beside a file gives it, if it is sure."""
    file = Path(where)
    beside = file.with_name(LINKS)
    if not beside.is_file():
        return ""
    with beside.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row.get("file") == file.name and row.get("linkable") == "yes":
                return row.get("medguard_set_id") or ""
    return ""


def _sections(label: str, where: str) -> Iterator[Section]:
    headings = list(_HEADING.finditer(label))
    ends = [heading.start() for heading in headings[1:]] + [len(label)]
    for heading, end in zip(headings, ends, strict=True):
        field = "_".join(re.findall(r"[a-z]+", heading[1].lower()))
        words = label[heading.end() : end].strip()
        if words:
            yield section(field, words, where)
