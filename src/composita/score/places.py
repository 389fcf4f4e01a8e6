"""Where marked words stand in a label: a reader may have laid out the text before them anew."""

from __future__ import annotations

from composita.errors import UnreadableDocument
from composita.facts import Document, words_hash


def place(label: Document, section: str, start: int, end: int, hash: str) -> int:
    """The place nearest to `start` where words of this hash begin."""
    found = label.section(section)
    text, length = found.text if found else "", end - start
    for at in sorted(range(len(text) - length + 1), key=lambda place: abs(place - start)):
        if words_hash(text[at : at + length]) == hash:
            return at
    where = f"{label.id}, {section}, {start}"
    raise UnreadableDocument(where, "the words that were marked are no longer there: mark it again")
