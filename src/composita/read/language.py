"""Whether a text is English, for documents that do not say, or say it wrongly.

Readers take what is plainly English; the audit takes what is not plainly another language, since a
page that is passed over is one of which nobody hears that it errs.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

# The most frequent function words of written English that are no words of other languages of
# Europe; in prose, about one word in five is one of them.
_ENGLISH = {
    "the", "of", "and", "to", "you", "your", "that", "with", "for", "this", "have", "which", "from",
    "should",
}  # fmt: skip

_ENOUGH = 0.05
_FAR_ENOUGH = 20_000  # characters: some three thousand words
_WORD = re.compile(r"[^\W\d_]+")


def reads_as_english(text: str) -> bool:
    """Whether English function words are as frequent as in English; true without words."""
    words = _WORD.findall(text[:_FAR_ENOUGH].lower())
    return sum(word in _ENGLISH for word in words) >= _ENOUGH * len(words)


def reads_as_another(text: str) -> bool:
    """Whether more of its words tell another language than tell English, or it is in another
    script; in doubt, and in a text of a few words, it is English.
    """
    words = _WORD.findall(text[:_FAR_ENOUGH].lower())
    english, others = _telling()
    if sum(not _LATIN.match(word) for word in words) * 2 > len(words):
        return True
    return sum(word in others for word in words) > sum(word in english for word in words)


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    text = files("composita.read").joinpath("languages.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    others = (word for words in table["others"].values() for word in words)
    return frozenset(table["english"]["words"]), frozenset(others)


_LATIN = re.compile(r"[a-zà-ɏḀ-ỿ]")
