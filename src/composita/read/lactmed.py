"""LactMed: summaries of the use of medicines while breastfeeding, JSON → one Document for each.

In the copy that is about, columns have slipped: entries hold the end of another entry before
their own text, or all of it. An entry is read only if it names its own medicine before any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from composita.errors import UnreadableDocument
from composita.facts import Document, Ingredient, Product, Section
from composita.read import armour
from composita.read.cards import address

SOURCE = "us-lactmed"

_Entries = dict[str, dict[str, str | None]]

_SUMMARY = "Summary of Use during Lactation"

# What is left of another entry's indications: "(Hepatitis C) , ; ".
_LEFT_OVER = re.compile(r"(?:[\s,;:]|\([^()]*\))*")
_OF_ANOTHER = "Relevant published information was not found as of the revision date."
_WORD = re.compile(r"[^\W\d_]{4,}")
_AND = re.compile(r",? and |, (?=.* and )")


def recognises(head: bytes, name: str) -> bool:
    """JSON whose entries have a summary of use during lactation."""
    return name.lower().endswith(".json") and _SUMMARY.encode() in head


def read(data: bytes, where: str) -> Iterator[Document | UnreadableDocument]:
    """The entries in order; an `UnreadableDocument` for each whose text may be another's."""
    entries = _entries(data, where)
    names = _names(entries)
    for name, text in entries.items():
        if problem := _problem(name, text, names):
            yield UnreadableDocument(f"{where}, entry {name!r}", problem)
        else:
            yield _document(name, text)


def _entries(data: bytes, where: str) -> dict[str, str]:
    """Each entry's summary without what is left over before it; "" where there is none."""
    try:
        entries = msgspec.json.decode(armour.text(data, where), type=_Entries)
    except (msgspec.DecodeError, RecursionError) as error:
        why = f"not LactMed summaries by medicine ({error}): fetch it again"
        raise UnreadableDocument(where, why) from None
    texts = {name: " ".join((entry.get(_SUMMARY) or "").split()) for name, entry in entries.items()}
    return {name: _LEFT_OVER.sub("", text, count=1) for name, text in texts.items()}


def _names(entries: Mapping[str, str]) -> re.Pattern[str]:
    """Any name of an entry, the longest first."""
    names = sorted((name.lower() for name in entries if _WORD.search(name)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _problem(name: str, text: str, names: re.Pattern[str]) -> str:
    if not name or not text:
        return "it has no name or no text"
    if text.startswith(_OF_ANOTHER):
        return "it begins with the words of another entry"
    if (own := _first_of(name, text.lower())) < 0:
        return "its text does not name it, and may be another entry's"
    others = (other.group() for other in names.finditer(text.lower(), 0, own))
    if another := next((other for other in others if other not in name.lower()), ""):
        return f"its text is first about {another}"
    return ""


def _first_of(name: str, text: str) -> int:
    """Where the text first has the name, or else one of its longer words; -1 for nowhere."""
    if (at := text.find(name.lower())) >= 0:
        return at
    found = [text.find(word) for word in _WORD.findall(name.lower())]
    return min((at for at in found if at >= 0), default=-1)


def _document(name: str, text: str) -> Document:
    set_id = re.sub(r"\W+", "-", name.lower()).strip("-")
    return Document(
        source=SOURCE,
        set_id=set_id,
        title=name,
        products=(Product(name, tuple(map(Ingredient, _AND.split(name)))),),
        sections=(Section("summary", "breastfeeding", _SUMMARY, text),),
        url=address(SOURCE, set_id),
    )
