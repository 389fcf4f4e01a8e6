"""What a text names without saying that it happens: illnesses that it asks about, bare heads.

"Tell your doctor if you have diabetes" states no side effect, and neither does "disease" alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from composita.extract.pieces import Piece, pieces
from composita.extract.text import lexicon_file
from composita.extract.wording import fold_words
from composita.facts import Section


def is_asked(section: Section, start: int, end: int) -> bool:
    """Whether characters `start` to `end` name what the reader may have, not what may come.

    In a text for patients that is so unless the words around them say that it happens.
    """
    piece = _piece(section.text, start)
    lead = _words(section.text, *piece.lead) or section.title
    to_patients = is_to_patients(section.text)
    said = _said(piece.words, end - piece.start, lead, to_patients)
    if said == "asked":
        return True
    after = section.text[start : piece.end]
    return not said and to_patients and not _after().search(after)


def is_bare(text: str, start: int, end: int) -> bool:
    """Whether the words are a head that names nothing alone, or a remark on how a thing ended."""
    words = fold_words(text[start:end])
    if words in _heads():
        return True
    before = text[max(0, start - _LONGEST_REMARK) : start]
    return words in _remarks() and bool(_leads_to_remark().search(before))


def _piece(text: str, start: int) -> Piece:
    cut = pieces(text)
    return cut[max(0, bisect_right(cut, start, key=attrgetter("start")) - 1)]


@lru_cache(maxsize=256)  # the same string each time, whose cues are known then
def _words(text: str, start: int, end: int) -> str:
    return text[start:end]


def _said(words: str, end: int, lead: str, to_patients: bool) -> str | None:
    """What the last cue before a place in a piece says: "asked", "happens" or nothing.

    Brackets only explain an asked one.
    """
    bracket = words.rfind("(", 0, end)
    if bracket < 0 or ")" in words[bracket:end]:
        return _last(words, 0, end, to_patients) or _last(lead, 0, len(lead), to_patients)
    said = _last(words, 0, bracket, to_patients) or _last(lead, 0, len(lead), to_patients)
    return said if said == "asked" else _last(words, bracket, end, to_patients) or said


def _last(words: str, start: int, end: int, to_patients: bool) -> str | None:
    found = _cues_in(words, to_patients)
    at = bisect_right(found.ends, end) - 1
    return found.says[at] if at >= 0 and found.starts[at] >= start else None


class _Found(NamedTuple):
    """Cues from left to right: where they start and end, and what they say."""

    starts: list[int]
    ends: list[int]
    says: list[str | None]


@lru_cache(maxsize=256)  # one piece names many side effects
def _cues_in(words: str, to_patients: bool) -> _Found:
    found = list(_before(to_patients).finditer(_lower(words)))
    spans = [*map(re.Match.start, found)], [*map(re.Match.end, found)]
    return _Found(*spans, [cue.lastgroup for cue in found])


@lru_cache(maxsize=64)
def is_to_patients(text: str) -> bool:
    readers = Counter(who.lastgroup for who in _readers().finditer(_lower(text)))
    return readers["patients"] > readers["professionals"]


def _lower(words: str) -> str:
    """In lower case, with as many characters: patterns that mind the case are found faster."""
    lowered = words.lower()
    return lowered if len(lowered) == len(words) else words


@cache
def _before(to_patients: bool) -> re.Pattern[str]:
    cues = lexicon_file("asked")["before"]
    of_readers = cues["asked_of_readers"] if to_patients else []
    happens, asked = _any(cues["happens"]), _any([*cues["asked"], *of_readers])
    return re.compile(rf"(?P<happens>{happens})|(?P<asked>{asked})")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(_any(lexicon_file("asked")["after"]["happens"]), re.IGNORECASE)


@cache
def _readers() -> re.Pattern[str]:
    words = lexicon_file("asked")["readers"].items()
    return re.compile("|".join(rf"(?P<{who}>{_any(named)})" for who, named in words))


@cache
def _heads() -> frozenset[str]:
    return frozenset(map(fold_words, lexicon_file("asked")["alone"]["heads"]))


@cache
def _remarks() -> frozenset[str]:
    return frozenset(map(fold_words, lexicon_file("asked")["remark"]["words"]))


@cache
def _leads_to_remark() -> re.Pattern[str]:
    return re.compile(rf"{_any(lexicon_file('asked')['remark']['after'])}\s*$", re.IGNORECASE)


def _any(patterns: Iterable[str]) -> str:
    """A pattern for any of these as whole words, with the people and times they speak of."""
    either = "|".join(patterns)
    for name, words in lexicon_file("asked")["words"].items():
        either = either.replace(f"{{{name}}}", words)
    return rf"(?<!\w)(?:{either})(?!\w)".replace(" ", r"\s")


_LONGEST_REMARK = 40
