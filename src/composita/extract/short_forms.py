"""Short forms that a document explains itself: "macrophage activation syndrome (MAS)"."""

from __future__ import annotations

from composita.extract.tagger import Mention
from composita.extract.vocabulary import term_for

_LONGEST = 6  # characters


class ShortForms:
    """What a document's short forms stand for, learned as its side effects are read in order."""

    def __init__(self) -> None:
        self._long: dict[str, str] = {}
        self._before = Mention(0, 0, "")

    def words(self, text: str, mention: Mention) -> str:
        """The words of a side effect, in full where it is a short form that was explained.

        One that the lexicon knows needs no explaining.
        """
        before, self._before = self._before, mention
        if not _is_unknown(mention.words):
            return mention.words
        if text[before.end : mention.start].strip() == "(" and _may_be(mention, before):
            self._long.setdefault(mention.words, before.words)
        return self._long.get(mention.words, mention.words)


def _is_unknown(words: str) -> bool:
    short = words.isupper() and len(words) <= _LONGEST
    return short and term_for(words).term == words.lower()


def _may_be(short: Mention, long: Mention) -> bool:
    """Several words that begin with the same letter: "fibrosis" alone is not all of "NSF"."""
    return " " in long.words and long.words[0].upper() == short.words[0]
