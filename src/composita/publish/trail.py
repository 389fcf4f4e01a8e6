"""The trail of a statement as text: what a fact says, and where exactly it stands."""

from __future__ import annotations

import textwrap

from msgspec.structs import asdict

from composita.facts import Document, Fact, kind_of

_WIDTH = 78


def trail(number: int, fact: Fact, document: Document, words: str | None) -> str:
    """A fact, its document and passage, and the words where this person has read them."""
    at = fact.passage
    section = document.section(at.section)
    named = f"{section.title} ({at.section})" if section and section.title else at.section
    lines = [
        f"{kind_of(fact.value)}: {_told(fact)}",
        f"document: {document.title}",
        f"edition: {_edition(document)}; id {document.id}",
        f"passage: {named}, characters {at.start} to {at.end}, hash {at.hash}",
        f"words: “{words}”" if words else "words: shown once you have read the document in",
    ]
    if document.url:
        lines.append(f"address: {document.url}")
    first, *rest = [line for text in lines for line in textwrap.wrap(text, _WIDTH - 4)]
    return "\n".join([f"{number:>2}. {first}", *(f"    {line}" for line in rest)])


def _told(fact: Fact) -> str:
    """The fields that the document states, by name."""
    stated = {name: value for name, value in asdict(fact.value).items() if value or value == 0}
    return ", ".join(
        f"{name} {_plain(value)}" for name, value in stated.items() if value is not False
    )


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return " to ".join(
            dict.fromkeys(f"{v:g}" if isinstance(v, float) else str(v) for v in value)
        )
    return f"{value:g}" if isinstance(value, float) else str(value)


def _edition(document: Document) -> str:
    version = f"version {document.version}, " if document.version else ""
    return version + (document.date or "date unknown")
