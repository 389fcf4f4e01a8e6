"""Conditions named in a text: noun phrases that end in a word for an illness, in one spelling.

Shared by the extractors for indications, contraindications and warnings. The words come from
`lexicons/conditions.toml`, the codes (MeSH, HPO) from `lexicons/conditions.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from composita.extract.text import Lexicon, fold, lexicon_file, lexicon_rows
from composita.extract.tokens import american


class Condition(NamedTuple):
    """Where a condition stands, its name in one spelling, and its code ("" where none fits)."""

    start: int
    end: int
    name: str
    code: str


def conditions(text: str, start: int, end: int) -> Iterator[Condition]:
    """The conditions named between `start` and `end` of a text, from left to right."""
    region = text[start:end]
    for first, last in _names(region):
        name = normal(region[first:last])
        yield Condition(start + first, start + last, name, code(name))


def normal(words: str) -> str:
    """A condition's name in one spelling: American, lower case, singular where that is a term."""
    name = american(fold(words).replace("’", "'"))
    return name if name in _codes() else _singular(name)


def code(name: str) -> str:
    """The code of a condition, or "" where no term has just this name."""
    return _codes().get(name, "")


def base(name: str) -> str:
    """The name without the words at its front that only say how bad or how far it is."""
    words = name.split()
    while len(words) > 1 and words[0] in _words().degrees:
        words = words[1:]
    return " ".join(words)


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Runs of words that name one thing, as far as their last word for an illness."""
    run: list[_Token] = []
    for token in _tokens(text):
        if token.apart:
            yield from _name(run)
            run = []
        if token.stops:
            yield from _name(run)
            run = []
        else:
            run.append(token)
    yield from _name(run)


def _name(run: list[_Token]) -> Iterator[tuple[int, int]]:
    heads = [i for i, token in enumerate(run) if token.heads]
    if heads:
        first = max(0, heads[-1] + 1 - _LONGEST)
        yield run[first].start, run[heads[-1]].end


class _Token(NamedTuple):
    start: int
    end: int
    stops: bool  # never part of a name
    heads: bool  # may end a name
    apart: bool  # punctuation stands before it


def _tokens(text: str) -> Iterator[_Token]:
    terms = {span.start: span.end for span, _ in _lexicon().find(text)}
    words, at = _words(), 0
    while found := _WORD.search(text, at):
        start, end = found.span()
        word, term = found.group().lower(), start in terms
        stops = not term and (word in words.stops or word[0].isdigit())
        heads = term or word in words.heads or word.endswith(words.suffixes)
        apart = bool(text[at:start].strip())
        at = terms.get(start, end)
        yield _Token(start, at, stops, heads, apart)


def _singular(name: str) -> str:
    for plural, single in (("ies", "y"), ("ses", "sis"), ("es", ""), ("s", "")):
        one = name.removesuffix(plural) + single
        if name.endswith(plural) and one in _codes():
            return one
    return name


_LONGEST = 7  # words in a name
_WORD = re.compile(
    r"(?:mild|moderate|moderately|recurrent|relapsed)(?: to | or | and |-to-)"
    r"(?:severely|severe|moderate|refractory|metastatic)|[A-Za-z0-9](?:[\w’'/+-]*\w)?",
    re.IGNORECASE,
)


class _Words(NamedTuple):
    stops: frozenset[str]
    heads: frozenset[str]
    suffixes: tuple[str, ...]
    degrees: frozenset[str]


@cache
def _words() -> _Words:
    listed = lexicon_file("conditions")
    stops, heads, degrees = (frozenset(listed[key]) for key in ("stops", "heads", "degrees"))
    return _Words(stops, heads, tuple(listed["suffixes"]), degrees)


@cache
def _codes() -> dict[str, str]:
    return {term: code for term, code, *_ in lexicon_rows("conditions")}


@cache
def _lexicon() -> Lexicon:
    return Lexicon({term: term for term in _codes()})
