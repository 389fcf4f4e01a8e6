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
from composita.extract.wording import american


class Condition(NamedTuple):
    """Where a condition stands, its name in one spelling, and its code ("" where none fits)."""

    start: int
    end: int
    name: str
    code: str


def conditions(text: str, start: int, end: int) -> Iterator[Condition]:
    """The conditions named between `start` and `end` of a text, from left to right."""
    region = _ABBREVIATION.sub(lambda found: " " * len(found[0]), text[start:end])
    for first, last in _names(region):
        opposite = _OPPOSITE.search(region, max(0, first - _FEW), first)
        if not (opposite or _OF_ANOTHER.match(region, last)):
            name = normal(region[first:last])
            yield Condition(start + first, start + last, name, code(name))


def normal(words: str) -> str:
    """A condition's name in one spelling: American, and singular where that is a term."""
    name = american(fold(words).replace("’", "'"))
    name = name if name in codes() else _singular(name)
    proper = _words().proper | _acronyms(words)
    return " ".join(proper.get(word, word) for word in name.split())


def _acronyms(words: str) -> dict[str, str]:
    """Words in capitals, as long as they are not all so: "NTRK" in "NTRK-positive tumors"."""
    found = _WORD.findall(words) if not words.isupper() else []
    return {word.lower(): word for word in found if _CAPITALS.search(word)}


def code(name: str) -> str:
    """The code of a condition, or "" where no term has just this name."""
    return codes().get(name.lower(), "")


def base(name: str) -> str:
    """The name without the words at its front that only say how bad or how far it is."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in _words().degrees:
        words = words[1:]
    return " ".join(words)


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Runs of words that name one thing, as far as their last word for an illness."""
    run: list[_Token] = []
    for token in _tokens(text):
        joins = token.joins and not token.apart and _is_half(text, run)
        if not joins and (token.apart or token.stops or (token.ends and run and run[-1].whole)):
            yield from _name(text, run)
            run = []
        counts = not token.stops and (run or text[token.start : token.end] not in _ROMAN)
        if joins or counts:
            run.append(token)
    yield from _name(text, run)


def _is_half(text: str, run: list[_Token]) -> bool:
    """Whether words may share what follows "and": "seasonal and perennial allergic rhinitis"."""
    adjectives = (text[token.start : token.end].lower().endswith(_ADJECTIVES) for token in run)
    return 0 < len(run) < 3 and all(adjectives) and not any(token.heads for token in run)


def _name(text: str, run: list[_Token]) -> Iterator[tuple[int, int]]:
    last = next((i for i in range(len(run) - 1, -1, -1) if run[i].heads), None)
    if last is None or _goes_on(text, run[last + 1 :]):
        return
    first, end = max(0, last + 1 - _LONGEST), run[last].end
    if part := _PART.match(text, end):
        yield run[first].start, part.end()
    elif not (run[last].alone and all(token.degree for token in run[first:last])):
        yield run[first].start, end


def _goes_on(text: str, rest: list[_Token]) -> bool:
    """Whether an illness is only part of a name: "cancer chemotherapy", not "Angina Exemplol"."""
    return bool(rest) and text[rest[0].start].islower()


class _Token(NamedTuple):
    start: int
    end: int
    stops: bool  # never part of a name
    heads: bool  # may end a name
    alone: bool  # a head that is no name alone
    whole: bool  # a term, or a word with an ending that only an illness has
    degree: bool  # says only how bad or how far
    ends: bool  # cannot go on a name that is whole
    joins: bool  # "and", "or"
    apart: bool  # punctuation stands before it


def _tokens(text: str) -> Iterator[_Token]:
    terms = {span.start: span.end for span, _ in _lexicon().find(text)}
    words, at = _words(), 0
    while found := _WORD.search(text, at):
        start, end = found.span()
        word, term = found.group().lower(), start in terms
        stops = not term and (word in words.stops or word[0].isdigit())
        whole = term or word.endswith(words.suffixes)
        apart = bool(text[at:start].strip())
        at = terms.get(start, end)
        yield _Token(
            start,
            at,
            stops,
            heads=whole or word in words.heads,
            alone=word in words.alone and at == end,
            whole=whole,
            degree=word in words.degrees,
            ends=word.endswith(words.ends) or at > end,
            joins=word in _JOINS,
            apart=apart,
        )


def _singular(name: str) -> str:
    for plural, single in (("ies", "y"), ("ses", "sis"), ("es", ""), ("s", "")):
        one = name.removesuffix(plural) + single
        if name.endswith(plural) and one in codes():
            return one
    return name


_JOINS = ("and", "or", "and/or")
_ADJECTIVES = ("al", "ic", "ar", "ous", "ive", "ary", "ized", "oid", "ory", "lar")
_ROMAN = ("I", "II", "III", "IV", "V")
_LONGEST = 7  # words in a name
_FEW = 10  # characters
_OF_ANOTHER = re.compile(r"-(?:related|associated|induced|relieving|free)\b")
_OPPOSITE = re.compile(r"\bnon\s*[-–]\s*$", re.IGNORECASE)  # "non - small cell lung cancer"
_PART = re.compile(
    r" of the (?:[a-zA-Z’'-]+ ){0,2}?[a-z’'-]+(?:, [a-z]+,? and [a-z]+| and [a-z]+)?"
    r"(?=[,.;:)(]|$| (?:in|and|or|that|who|with|when|due|caused|for|to|by|as|which)\b)"
)
_ABBREVIATION = re.compile(r" \((?=[A-Z])[A-Za-z0-9-]{2,9}\)(?= [a-z])")
_CAPITALS = re.compile(r"[A-Z]{2}")
_WORD = re.compile(
    r"(?:mild|moderate|moderately|recurrent|relapsed)(?: to | or | and |-to-)"
    r"(?:severely|severe|moderate|refractory|metastatic)|[A-Za-z0-9](?:[\w’'/+-]*\w)?",
    re.IGNORECASE,
)


class _Words(NamedTuple):
    stops: frozenset[str]
    heads: frozenset[str]
    alone: frozenset[str]
    degrees: frozenset[str]
    suffixes: tuple[str, ...]
    ends: tuple[str, ...]
    proper: dict[str, str]


@cache
def _words() -> _Words:
    listed = lexicon_file("conditions")
    return _Words(
        stops=frozenset(listed["stops"]),
        heads=frozenset(listed["heads"]),
        alone=frozenset(listed["alone"]),
        degrees=frozenset(listed["degrees"]),
        suffixes=tuple(listed["suffixes"]),
        ends=tuple(listed["ends"]),
        proper={word.lower(): word for word in listed["proper"]},
    )


@cache
def codes() -> dict[str, str]:
    return {term: code for term, code, *_ in lexicon_rows("conditions")}


@cache
def _lexicon() -> Lexicon:
    return Lexicon({term: term for term in codes()})
