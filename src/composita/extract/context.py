"""Whether words state a term as a side effect, or deny it or speak of something else."""

from __future__ import annotations

import re
from functools import cache

from composita.extract.text import any_of, lexicon_file


def is_stated(sentence: str, start: int, end: int) -> bool:
    """Whether characters `start` to `end` of a sentence are stated as something that happens."""
    return not (_is_denied_before(sentence[:start]) or _after().match(sentence, end))


def is_aside(text: str, start: int) -> bool:
    """Whether the words right before a place of a text say that it is not told of there.

    "A history of …", "patients with …", "treatment of …", "no …".
    """
    before = text[max(0, start - _LONGEST_ASIDE) : start].lower()
    last = before.rstrip().rpartition(" ")[2]
    return last in _ends_of_asides() and bool(_aside().search(before))


def _is_denied_before(words: str) -> bool:
    cues = list(_before().finditer(words))
    return bool(cues) and not _stops().search(words, cues[-1].end())


@cache
def _before() -> re.Pattern[str]:
    return any_of(lexicon_file("reactions")["before"]["cues"])


@cache
def _aside() -> re.Pattern[str]:
    words = lexicon_file("reactions")["aside"]
    cues, between = any_of(words["cues"]).pattern, any_of(words["between"]).pattern
    return re.compile(rf"{cues}\s+(?:{between}\s+)*$", re.IGNORECASE)


@cache
def _ends_of_asides() -> frozenset[str]:
    """The last words of what `_aside` finds: few words are, and looking them up is faster."""
    words = lexicon_file("reactions")["aside"]
    return frozenset(phrase.split()[-1] for phrase in words["cues"] + words["between"])


_LONGEST_ASIDE = 60


@cache
def _stops() -> re.Pattern[str]:
    stops = any_of(lexicon_file("reactions")["before"]["stops"]).pattern
    return re.compile(rf"[;:]|{stops}", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    cues = any_of(lexicon_file("reactions")["after"]["cues"]).pattern
    return re.compile(rf"\s*{cues}", re.IGNORECASE)
