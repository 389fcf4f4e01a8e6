"""dm+d, the NHS dictionary of medicines: its virtual therapeutic moieties, single and combined.

It lists moieties, not products, so that each set of substances counts as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element as Element

from composita.errors import UnreadableDocument
from composita.read import armour
from composita.read.lists import Listing, document, text_of
from composita.read.register import Entry, listed

SOURCE = "uk-dmd"


def read(path: Path) -> Listing:
    """What the file of virtual therapeutic moieties at a path lists, but for invalid ones."""
    root = armour.xml(text_of(path, path.name).encode(), str(path))
    if root.tag != "VIRTUAL_THERAPEUTIC_MOIETIES":
        raise UnreadableDocument(str(path), "not the dm+d's file of virtual therapeutic moieties")
    return document(SOURCE, (path.name,)), tuple(listed(SOURCE, _moieties(root)))


def _moieties(root: Element) -> Iterator[Entry]:
    for moiety in root.iterfind("VTM"):
        row = {field.tag: (field.text or "").strip() for field in moiety}
        name = row.get("NM", "")
        if name and row.get("INVALID") != "1":
            yield Entry(row.get("VTMID", ""), row, name, tuple(name.split(" + ")))
