"""The notes of a page, put together by document: how its publishers list them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from composita.facts import Monograph, Note


def by_document(notes: Iterable[Note]) -> list[list[Note]]:
    """The notes of each document, in the order in which the page first cites it."""
    documents: dict[str, list[Note]] = {}
    for note in notes:
        documents.setdefault(note.document, []).append(note)
    return list(documents.values())


def described(note: Note) -> str:
    """ "US drug labels: Title. Version 7, 2026-03-01. CC0-1.0": what is known of a document."""
    pieces = (f"{note.source}: {note.title}", note.edition, note.licence)
    return ". ".join(piece[:1].upper() + piece[1:].rstrip(".") for piece in pieces if piece) + "."


def intro(monograph: Monograph) -> str:
    """For whom the page is and from which data."""
    data = monograph.data or "unknown date"
    return f"For {monograph.view}s, from data of {data}. Numbers in brackets are sources."


def web_address(url: str) -> str:
    """The address where it is one of the web; any other address is not made clickable."""
    return url if re.fullmatch(r"https?://[^\s<>\"'`{}|\\^]+", url) else ""
