"""The lines of a pack: each document, then its facts with the document's id left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from composita.errors import BadPack
from composita.facts import Document, Fact, Passage, Value


class Edition(Struct, frozen=True):
    """A document with the facts that were extracted from it."""

    document: Document
    facts: tuple[Fact, ...]


class _FactLine(Struct, frozen=True, array_like=True):
    value: Value
    section: str
    start: int
    end: int
    hash: str
    about: tuple[str, ...] = ()
    partly: bool = False


_encoder = msgspec.json.Encoder()
_document_line = msgspec.json.Decoder(Document)
_fact_line = msgspec.json.Decoder(_FactLine)


def encode_edition(edition: Edition) -> bytes:
    """The lines for one document, each ending in a line feed."""
    lines = [edition.document, *map(_packed, edition.facts)]
    return b"".join(_encoder.encode(line) + b"\n" for line in lines)


def decode_editions(lines: Iterable[bytes], where: str) -> Iterator[Edition]:
    """The documents of a file with their facts; `where` names the file in an error."""
    document: Document | None = None
    facts: list[Fact] = []
    for number, line in enumerate(lines, 1):
        try:
            if line.startswith(b"{"):
                if document is not None:
                    yield Edition(document, tuple(facts))
                document, facts = _document_line.decode(line), []
            elif document is None:
                raise BadPack(f"{where}, line {number}", "a fact stands before any document")
            else:
                facts.append(_unpacked(_fact_line.decode(line), document.id))
        except msgspec.MsgspecError as error:
            raise BadPack(f"{where}, line {number}", f"damaged: {error}") from None
    if document is not None:
        yield Edition(document, tuple(facts))


def _packed(fact: Fact) -> _FactLine:
    at = fact.passage
    return _FactLine(fact.value, at.section, at.start, at.end, at.hash, fact.about, fact.partly)


def _unpacked(line: _FactLine, document: str) -> Fact:
    passage = Passage(document, line.section, line.start, line.end, line.hash)
    return Fact(line.value, passage, line.about, line.partly)
