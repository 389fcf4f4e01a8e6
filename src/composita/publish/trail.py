"""The trail of a statement as text: what a fact says, and where exactly it stands."""

from __future__ import annotations

import textwrap

from msgspec.structs import asdict

from composita.facts import Document, Fact, Passage, kind_of

_WIDTH = 78
_AROUND = 120  # characters of the section that are shown on each side of a passage
_NOT_READ = "shown once you have read this document in with `composita read`"


def trail(number: int, fact: Fact, document: Document, text: str | None) -> str:
    """A fact, its document and passage, and its words among the section's where these are read."""
    at = fact.passage
    section = document.section(at.section)
    named = f"{section.title} ({at.section})" if section and section.title else at.section
    lines = [
        f"{kind_of(fact.value)}: {_told(fact)}",
        f"document: {document.title}",
        f"edition: {_edition(document)}; id {document.id}",
        f"passage: {named}, characters {at.start} to {at.end}, hash {at.hash}",
        f"words: {_quoted(text, at) if text else _NOT_READ}",
    ]
    if document.url:
        lines.append(f"address: {document.url}")
    first, *rest = [line for told in lines for line in _wrapped(told)]
    return "\n".join([f"{number:>2}. {first}", *(f"    {line}" for line in rest)])


def _told(fact: Fact) -> str:
    """The fields that the document states, by name."""
    stated = {name: value for name, value in asdict(fact.value).items() if value or value == 0}
    return ", ".join(
        f"{name} {_plain(value)}" for name, value in stated.items() if value is not False
    )


def _plain(value: object) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return " and ".join(value)
    if isinstance(value, tuple):
        return " to ".join(
            dict.fromkeys(f"{v:g}" if isinstance(v, float) else str(v) for v in value)
        )
    return f"{value:g}" if isinstance(value, float) else str(value)


def _edition(document: Document) -> str:
    version = f"version {document.version}, " if document.version else ""
    return version + (document.date or "date unknown")


def _quoted(text: str, at: Passage) -> str:
    """The passage in «guillemets» among the words around it, cut between words."""
    before, after = text[: at.start][-_AROUND:], text[at.end :][:_AROUND]
    if at.start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if at.end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}«{text[at.start : at.end]}»{after}".split())


def _wrapped(told: str) -> list[str]:
    return textwrap.wrap(told, _WIDTH - 4, break_long_words=False, break_on_hyphens=False)
