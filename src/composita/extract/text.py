"""Sentences, words from a lexicon and negation, with exact character offsets."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from composita.facts import Document, Section


class Span(NamedTuple):
    """Characters `start` to `end` of a section's text, and the words there."""

    start: int
    end: int
    words: str


def sections(document: Document, *kinds: str) -> Iterator[Section]:
    """The document's sections of these kinds that hold text, in reading order."""
    return (s for s in document.sections if s.kind in kinds and s.text)


def sentences(text: str) -> Iterator[Span]:
    """Sentences and list items of a section's text; none crosses a line break or a bullet."""
    import nupunkt  # here, since it loads slowly and pages, which use the lexicons, need it not

    for piece in re.finditer(r"[^\n•]+", text):
        for start, end in nupunkt.sent_spans(piece.group()):
            words = text[piece.start() + start : piece.start() + end]
            left = len(words) - len(words.lstrip())
            if words := words.strip():
                begin = piece.start() + start + left
                yield Span(begin, begin + len(words), words)


class Lexicon:
    """Finds the longest terms of a lexicon in a text, whole words only, whatever their case.

    Terms are given as {words: entry}; `find` yields (span, entry) from left to right, and a
    shorter term inside a longer one is not found.
    """

    def __init__(self, terms: Mapping[str, Any]) -> None:
        self._entries = list(terms.values())
        self._automaton = AhoCorasick([_plain(words) for words in terms])

    def find(self, text: str) -> Iterator[tuple[Span, Any]]:
        plain = _plain(text)
        hits = self._automaton.find_matches_as_indexes(plain, overlapping=True)
        whole = [hit for hit in hits if _is_whole(plain, hit[1], hit[2])]
        end_of_last = 0
        for key, start, end in sorted(whole, key=lambda hit: (hit[1], -hit[2])):
            if start >= end_of_last:
                yield Span(start, end, text[start:end]), self._entries[key]
                end_of_last = end


@lru_cache(maxsize=64)  # several extractors look for several lexicons in the same sections
def _plain(text: str) -> str:
    """Lower case, hyphens and line breaks as spaces; as many characters as before."""
    lowered = text.lower()
    plain = lowered if len(lowered) == len(text) else text
    for sign in _SPACES:
        plain = plain.replace(sign, " ")
    return plain.replace("’", "'")


_SPACES = "-‐‑–\n\u00a0"


def _is_whole(plain: str, start: int, end: int) -> bool:
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return not (before.isalnum() or after.isalnum())


@cache
def lexicon_file(name: str) -> dict[str, Any]:
    """The parsed contents of `lexicons/<name>.toml`."""
    return tomllib.loads(
        files("composita.extract").joinpath(f"lexicons/{name}.toml").read_text(encoding="utf-8")
    )


@cache
def lexicon_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `lexicons/<name>.tsv` without its comment lines."""
    lines = (
        files("composita.extract")
        .joinpath(f"lexicons/{name}.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    return tuple(tuple(line.split("\t")) for line in lines if not line.startswith("#"))


def fold(words: str) -> str:
    """A term for comparing: lower case, single spaces, no outer punctuation."""
    return " ".join(words.lower().split()).strip(" .,;:()[]")


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these words or phrases as whole words, whatever their case."""
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE)
