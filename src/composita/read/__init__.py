"""Readers: bytes in a known format → Documents. One file per format, siblings of one shape.

Each has two functions. `recognises(head: bytes, name: str) -> bool` looks at the beginning of a
file and at its name; `read(data: bytes, where: str) -> Iterator[Document]` takes the whole file,
`where` naming it in messages, and raises `UnreadableDocument` and nothing else. A format whose
files do not fit into memory reads an open file instead. READERS lists them, strictest first.

Lists of facts about many substances (registers of products, classes, indications) have readers
of another shape: `read(path: Path) -> tuple[Document, tuple[Fact, ...]]`. LISTS has one for each
source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from composita.errors import LeftOut, UnreadableDocument
from composita.facts import Document
from composita.read import (
    acb,
    ansm,
    bdpm,
    dikb,
    dmd,
    drugcentral,
    drugsatfda,
    epi,
    janaushadhi,
    labeledin,
    lactmed,
    leaflet,
    ndfrt,
    onc,
    openfda,
    openfda_text,
    spl,
)
from composita.read.archive import Entry, entries, unread, whole
from composita.read.cards import section_kinds, sources
from composita.read.lists import Listing
from composita.read.plain import with_plain_names
from composita.read.refused import refused

__all__ = ["LISTS", "READERS", "Reader", "open_documents", "section_kinds", "sources"]


class Reader(NamedTuple):
    """How a format is recognised by its first bytes and name, and how its open file is read."""

    recognises: Callable[[bytes, str], bool]
    read: Callable[[IO[bytes], str], Iterator[Document | UnreadableDocument]]


READERS = {
    "epi": Reader(epi.recognises, whole(epi.read)),
    "lactmed": Reader(lactmed.recognises, whole(lactmed.read)),
    "leaflet": Reader(leaflet.recognises, whole(leaflet.read)),
    "openfda": Reader(openfda.recognises, openfda.read),
    "openfda_text": Reader(openfda_text.recognises, whole(openfda_text.read)),
    "spl": Reader(spl.recognises, whole(spl.read)),
}

LISTS: dict[str, Callable[[Path], Listing]] = {
    acb.SOURCE: acb.read,
    ansm.SOURCE: ansm.read,
    bdpm.SOURCE: bdpm.read,
    dikb.SOURCE: dikb.read,
    dmd.SOURCE: dmd.read,
    drugcentral.SOURCE: drugcentral.read,
    drugsatfda.SOURCE: drugsatfda.read,
    janaushadhi.SOURCE: janaushadhi.read,
    labeledin.SOURCE: labeledin.read,
    ndfrt.SOURCE: ndfrt.read,
    onc.SOURCE: onc.read,
}

# A file in a folder or archive that no reader recognises is passed over, unless its name says
# that it ought to be a label.
_LABEL_ENDINGS = (".xml", ".json", ".zip")


def open_documents(path: Path) -> Iterator[Document | UnreadableDocument]:
    """Every document in a file, a zip archive or a folder, by name and as deep as they nest.

    What cannot be read is yielded as an `UnreadableDocument`, and the rest is still read.
    """
    found = False
    for document in _documents(path):
        found = True
        yield document
    if not found:
        yield UnreadableDocument(str(path), f"no labels here; Composita reads {', '.join(READERS)}")


def _documents(path: Path) -> Iterator[Document | UnreadableDocument]:
    for entry in entries(path):
        if isinstance(entry, UnreadableDocument):
            yield entry
        else:
            yield from _read(entry, alone=entry.where == str(path))


def _read(entry: Entry, alone: bool) -> Iterator[Document | UnreadableDocument]:
    try:
        for reader in READERS.values():
            if reader.recognises(entry.head, entry.name):
                yield from map(
                    partial(_for_people, entry.where), reader.read(entry.file, entry.where)
                )
                return
        if alone or entry.name.lower().endswith(_LABEL_ENDINGS):
            known = ", ".join(READERS)
            yield UnreadableDocument(entry.where, f"no label that Composita knows ({known})")
    except UnreadableDocument as unreadable:
        yield unreadable
    except OSError as error:
        yield unread(error, entry.where)


def _for_people(
    where: str, document: Document | UnreadableDocument
) -> Document | UnreadableDocument:
    """A document, unless its own words say that it is not a medicine's label for people."""
    if isinstance(document, UnreadableDocument):
        return document
    plain = with_plain_names(document)
    if why := refused(plain):
        return LeftOut(f"{where} ({plain.title})", why)
    return plain
