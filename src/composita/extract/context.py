"""Whether a sentence states a term as a side effect, or denies it or speaks of something else."""

from __future__ import annotations

import re
from functools import cache

from composita.extract.text import any_of, lexicon_file


def is_stated(sentence: str, start: int, end: int) -> bool:
    """Whether characters `start` to `end` of a sentence are stated as something that happens."""
    return not (_is_denied_before(sentence[:start]) or _after().match(sentence, end))


def _is_denied_before(words: str) -> bool:
    cues = list(_before().finditer(words))
    return bool(cues) and not _stops().search(words, cues[-1].end())


@cache
def _before() -> re.Pattern[str]:
    return any_of(lexicon_file("reactions")["before"]["cues"])


@cache
def _stops() -> re.Pattern[str]:
    stops = any_of(lexicon_file("reactions")["before"]["stops"]).pattern
    return re.compile(rf"[;:]|{stops}", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    cues = any_of(lexicon_file("reactions")["after"]["cues"]).pattern
    return re.compile(rf"\s*{cues}", re.IGNORECASE)
