"""Whether a text is English, for documents that do not say, or say it wrongly."""

from __future__ import annotations

import re

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
