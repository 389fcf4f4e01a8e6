"""Which topics a section speaks of by its words, so that nobody takes the document for silent.

Words that only point to another place do not count. Topics and words: `lexicons/topics.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec.structs import replace

from composita.extract.text import Lexicon, any_of, lexicon_file
from composita.facts import Document, Section


def spoken(document: Document) -> Document:
    """The document, each of its sections with the topics that it speaks of."""
    sections = (replace(s, speaks=tuple(sorted(_spoken(s)))) for s in document.sections)
    return replace(document, sections=tuple(sections))


@cache
def homes() -> Mapping[str, frozenset[str]]:
    """For each topic the kinds of sections that are about it, whatever their words."""
    return {topic: frozenset(entry["sections"]) for topic, entry in _topics().items()}


def _spoken(section: Section) -> set[str]:
    """The topics of the words that count in a section of this kind."""
    if section.kind in lexicon_file("topics")["pointers"]["unread"]:
        return set()
    words = _pointer().sub(" ", f"{section.title}\n{section.text}".lower())
    named = {topic for _, topics in _lexicon().find(words) for topic in topics}
    return {topic for topic in named if section.kind not in _topics()[topic].get("not_in", ())}


@cache
def _topics() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = lexicon_file("topics")["topic"]
    return table


@cache
def _lexicon() -> Lexicon:
    """Words with the topics that they speak of: longer ones hide the topic that says so."""
    found: dict[str, list[str]] = {}
    for topic, words in _listed("words"):
        found.setdefault(words, []).append(topic)
    hidden: dict[str, list[str]] = {}
    for topic, words in _listed("but"):
        held = hidden.setdefault(words, [t for w in found if _holds(words, w) for t in found[w]])
        hidden[words] = [other for other in held if other != topic]
    return Lexicon({**hidden, **found})


def _listed(key: str) -> Iterator[tuple[str, str]]:
    for topic, entry in _topics().items():
        yield from ((topic, words.replace("-", " ")) for words in entry.get(key, ()))


def _holds(words: str, shorter: str) -> bool:
    return f" {shorter} " in f" {words} "


@cache
def _pointer() -> re.Pattern[str]:
    """From "see" to the end of its bracket or of its sentence; not "see your doctor".

    For words in lower case: patterns that mind the case are found faster.
    """
    words = lexicon_file("topics")["pointers"]
    opens, unless = any_of(words["opens"]).pattern, any_of(words["unless"]).pattern
    reach = r"(?:\([^()]{0,90}\)|[^.;\n()\]]|\.(?=\d)){0,200}"
    return re.compile(rf"{opens}(?!\s+{unless}){reach}")
