"""Whether words state a term as a side effect, or deny it or speak of something else."""

from __future__ import annotations

import re
from functools import cache

from composita.extract.text import any_of, lexicon_file


def is_stated(sentence: str, start: int, end: int) -> bool:
    """Whether characters `start` to `end` of a sentence are stated as something that happens."""
    return not (_is_denied_before(sentence[:start]) or _after().match(sentence, end))


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether the words before characters `start` to `end` say that these are not told of there.

    "A history of …", "patients with …", "treatment of …", "no …", and the others of a list
    behind such words: "patients with gout, … or …".
    """
    before = text[max(0, start - _LONGEST_ASIDE) : start].lower()
    if before.rstrip().rpartition(" ")[2] in _ends_of_asides() and _aside().search(before):
        return True
    listed = _LISTED.search(before, max(0, len(before) - _LONGEST_ITEM))
    if not listed or _SAYS.match(text, end) or (listed["comma"] and not _GOES_ON.match(text, end)):
        return False
    cue = next(iter(reversed(list(_cue().finditer(before, 0, listed.start())))), None)
    behind = before[cue.end() :] if cue else "."
    opens = cue and "," in behind and _OPENS.search(before, 0, cue.start())
    return not (opens or _ENDS.search(behind) or _stops().search(behind))


def _is_denied_before(words: str) -> bool:
    cues = list(_before().finditer(words))
    return bool(cues) and not _stops().search(words, cues[-1].end())


@cache
def _before() -> re.Pattern[str]:
    return any_of(lexicon_file("reactions")["before"]["cues"])


@cache
def _cue() -> re.Pattern[str]:
    """For words in lower case: patterns that mind the case are found faster."""
    return re.compile(any_of(lexicon_file("reactions")["aside"]["cues"]).pattern)


@cache
def _aside() -> re.Pattern[str]:
    between = any_of(lexicon_file("reactions")["aside"]["between"]).pattern
    return re.compile(rf"{_cue().pattern}\s+(?:{between}\s+)*$")


@cache
def _ends_of_asides() -> frozenset[str]:
    """The last words of what `_aside` finds: few words are, and looking them up is faster."""
    words = lexicon_file("reactions")["aside"]
    return frozenset(phrase.split()[-1] for phrase in words["cues"] + words["between"])


_LONGEST_ASIDE, _LONGEST_ITEM = 100, 40  # characters
_LISTED = re.compile(r"(?:(?P<comma>,)|\b(?:or|and)|/)\s*(?:[\w-]+\s){0,2}$")
_GOES_ON = re.compile(r"\s*(?:,|(?:or|and)\b)", re.IGNORECASE)
# "In patients with gout, rash may occur": what follows the comma is told of.
_OPENS = re.compile(r"(?:^|[.;:\n])\s*in (?:[\w-]+\s){0,3}$")
_ENDS = re.compile(r"[.;:()\n]")
_SAYS = re.compile(
    r"\s*,?\s*(?:may|can|could|might|should|will|has|have|had|was|were|is|are|occur|develop|which"
    r"|that)\w*\b",
    re.IGNORECASE,
)


@cache
def _stops() -> re.Pattern[str]:
    stops = any_of(lexicon_file("reactions")["before"]["stops"]).pattern
    return re.compile(rf"[;:]|{stops}", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    cues = any_of(lexicon_file("reactions")["after"]["cues"]).pattern
    return re.compile(rf"\s*{cues}", re.IGNORECASE)
