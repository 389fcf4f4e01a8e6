"""The active substances that a leaflet names in its section about contents: all of them, or none.

A leaflet says it in one sentence of the template: "The active substance is pregabalin." What
that sentence does not say plainly is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LOOKS = re.compile(r"\bWhat [^.\n]{1,80} looks? like\b")

_SAYS = re.compile(
    r"\bactive (?:substance|ingredient|component)(?:\(s\)|(?P<plural>s))?"
    r"(?: (?:of|in|contained in) [^.:;\n]{1,60}?)? (?:is|are)(?: called)?\b *:?\s+"
    r"(?P<what>[^\n:]+)",
    re.IGNORECASE,
)
_OF_THE_ACTIVE = re.compile(r"\bof the active substance,?(?: called)? (?P<what>[^\n:,]+)")
_EACH = re.compile(r"\b(?:Each|One) [^.:;\n]{1,60}? contains (?P<what>\d[^\n:]+)")

_AMOUNT = (
    r"\d[\d.,/ ]*(?:milligrams?|mg|micrograms?|mcg|µg|g|grams?|IU|units?|[kMG]Bq|ppm)\b(?:/\w+)?"
)
_LEADING = re.compile(rf"(?:either )?{_AMOUNT}(?: \(\w+\))?(?: of)? (?=\w)", re.IGNORECASE)
_TAIL = re.compile(
    rf",? (?:as|in the form of|equivalent to|corresponding to|in \d.*|in each|per|{_AMOUNT})"
    r"(?=\W|$).*"
    r"|, (?:which|one|each|an?|in|produced|made|recombinant|\d).*| (?:which|consists?)\b.*",
    re.IGNORECASE,
)
_WEIGHED = re.compile(r"^[^\W\d]+ as (?=(?:ferr|cupr)(?:ic|ous) )", re.IGNORECASE)
# Brackets tell something about a name, but those of an isotope or an isomer are part of it.
_PART_OF_NAME = r"\((?:\d{1,3}[A-Z][a-z]?|[RSEZ])\)"
_BRACKETS = re.compile(rf"\s*(?!{_PART_OF_NAME})(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_END = re.compile(r"\.(?=[\s*]|$)|;|[*†]|\s-\s| (?=Each |The other )")

_NAME = re.compile(
    rf"(?:\d[\w,]*-)?[^\W\d][\w'’-]*(?: (?:{_PART_OF_NAME})?[\w'’-]+| {_PART_OF_NAME}){{0,5}}"
)
_NO_NAME = re.compile(
    r"\b(?:each|contains?|which|that|this|one|per|the|is|are|a|an|mg|ml|or|and|used|called|from|"
    r"with|produced|made|group|medicine|tablets?|capsules?|virus|strains?|as|present|released)\b",
    re.IGNORECASE,
)


def active_substances(contents: str) -> tuple[str, ...]:
    """The names, as printed, of all active substances; () where it is not plain which they are."""
    told = _LOOKS.split(contents, maxsplit=1)[0]
    for sentence, names in _WAYS:
        if said := {names(match) for match in sentence.finditer(told)}:
            return said.pop() if len(said) == 1 else ()
    return ()


def _stated(sentence: re.Match[str]) -> tuple[str, ...]:
    """ "The active substance is …", "The active substances are … and …"."""
    words = _first_sentence(sentence)
    if not sentence["plural"]:
        return _all_names([words])
    several = _all_names(re.split(r",? and |, |/", words))
    return several if len(several) > 1 else ()


def _single(sentence: re.Match[str]) -> tuple[str, ...]:
    """ "Each tablet contains 50 mg of the active substance …"."""
    return _all_names([_first_sentence(sentence)])


def _amounts(sentence: re.Match[str]) -> tuple[str, ...]:
    """ "Each tablet contains 10 mg of … and 5 mg of …": an amount before each of them."""
    parts = re.split(r",? and |, (?=\d)", _first_sentence(sentence))
    return _all_names(parts) if all(map(_LEADING.match, parts)) else ()


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, ...]]], ...] = (
    (_SAYS, _stated),
    (_OF_THE_ACTIVE, _single),
    (_EACH, _amounts),
)


def _first_sentence(match: re.Match[str]) -> str:
    return _END.split(_BRACKETS.sub("", match["what"]), maxsplit=1)[0]


def _all_names(parts: list[str]) -> tuple[str, ...]:
    names = tuple(_TAIL.sub("", _named(part.strip())).strip() for part in parts)
    return names if all(map(_is_name, names)) else ()


def _named(part: str) -> str:
    """What stands behind an amount; of "iron as ferric …" the compound, which is the substance."""
    return _WEIGHED.sub("", _LEADING.sub("", part, count=1), count=1)


def _is_name(words: str) -> bool:
    return bool(_NAME.fullmatch(words)) and not _NO_NAME.search(words)
