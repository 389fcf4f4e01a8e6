"""A text as words: where each stands, and what it is with case, spelling and number set aside."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

Entry = TypeVar("Entry", bound=Hashable)

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*|[^\w\s]|_")


class Tokens(NamedTuple):
    """The words of a text: as printed, as `normal` has them, and where they start."""

    words: list[str]
    normal: list[str]
    starts: list[int]

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])


def tokens(text: str) -> Tokens:
    hits = list(WORD.finditer(text))
    words = [hit.group() for hit in hits]
    return Tokens(words, [normal(word) for word in words], [hit.start() for hit in hits])


def fold_words(text: str) -> str:
    """A term as its normal words, for comparing: "Swelling of the faces" → "swelling of face"."""
    return " ".join(word for word in map(normal, WORD.findall(text)) if word.isalnum())


@cache
def normal(word: str) -> str:
    """American spelling, singular, lower case; "" for an article or a mark that joins words."""
    lowered = word.lower().replace("’", "'").removesuffix("'s")
    return "" if lowered in _SET_ASIDE else _singular(american(lowered))


def american(lowered: str) -> str:
    """Lower-case words with British medical spellings as American ones."""
    return _BRITISH.sub(lambda british: _AMERICAN[british.group()], lowered)


def _singular(word: str) -> str:
    if word.endswith(_SINGULAR) or len(word) < 4:
        return word
    ending = next((plural for plural in _PLURALS if word.endswith(plural)), "")
    return word[: len(word) - len(ending)] + _PLURALS.get(ending, "")


# Only forms are compared, so "diabete" for "diabetes" does no harm: both sides get it.
_PLURALS = {
    "ies": "y", "oses": "osis", "yses": "ysis", "ches": "ch", "shes": "sh", "sses": "ss",
    "xes": "x", "s": "",
}  # fmt: skip
_SINGULAR = ("ss", "us", "is")
_AMERICAN = {
    "aemi": "emi", "haem": "hem", "oedem": "edem", "rrhoe": "rrhe", "pnoe": "pne",
    "oesoph": "esoph", "aesth": "esth", "ischaem": "ischem", "caem": "cem", "naem": "nem",
    "tumour": "tumor", "colour": "color", "odour": "odor", "behaviour": "behavior",
    "leuco": "leuko", "foet": "fet", "faec": "fec", "caec": "cec", "oestr": "estr",
    "coeli": "celi", "sulph": "sulf", "gynaec": "gynec", "paed": "ped", "localis": "localiz",
    "generalis": "generaliz", "isation": "ization", "fibre": "fiber", "litre": "liter",
}  # fmt: skip
# "angioedema" and "gastroesophageal" are American already: these do not match there.
_GUARDED = {"oedem": "(?<!gi)oedem", "oesoph": "(?<!r)oesoph"}
_BRITISH = re.compile("|".join(_GUARDED.get(british, british) for british in _AMERICAN))
_SET_ASIDE = frozenset({"-", "‐", "‑", "–", "/", "the", "a", "an", "your", "their", "'", "’"})


class Phrases(Generic[Entry]):
    """Finds every phrase of a lexicon in a text's normal words, shorter ones inside longer too.

    Phrases are given as {normal words: entry}; `find` yields (first word, last word, entry).
    """

    def __init__(self, phrases: Mapping[str, Entry]) -> None:
        self._entries = list(phrases.values())
        self._automaton = AhoCorasick([f" {words} " for words in phrases])

    def find(self, normal_words: list[str]) -> Iterator[tuple[int, int, Entry]]:
        kept = [i for i, word in enumerate(normal_words) if word]
        line = " " + " ".join(normal_words[i] for i in kept) + " "
        starts = _starts(normal_words, kept)
        for key, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True):
            first = bisect_right(starts, start) - 1
            last = bisect_right(starts, end - 2) - 1
            yield kept[first], kept[last], self._entries[key]


def _starts(normal_words: list[str], kept: list[int]) -> list[int]:
    """Where each kept word's leading space stands in the line that is searched."""
    starts, at = [], 0
    for i in kept:
        starts.append(at)
        at += len(normal_words[i]) + 1
    return starts
