"""A text as words: where each stands, and what it is with case, spelling and number set aside."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

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
    words = WORD.findall(text)
    return Tokens(words, [*map(normal, words)], _starts_in(text, words))


def _starts_in(text: str, words: list[str]) -> list[int]:
    """Where each word starts: nothing but spaces stands between words."""
    letters = np.flatnonzero(~_SPACE[np.minimum(_codes(text), len(_SPACE) - 1)])
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    starts: list[int] = letters[np.cumsum(lengths) - lengths].tolist()
    return starts


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


_SPACE = np.array([chr(code).isspace() for code in range(0x3002)])


@lru_cache(maxsize=1 << 14)  # labels name the same things again and again
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
        lengths = np.fromiter(map(len, normal_words), np.intp, len(normal_words))
        kept = np.flatnonzero(lengths)
        starts = np.cumsum(lengths[kept] + 1) - lengths[kept] - 1
        line = f" {' '.join(filter(None, normal_words))} "
        if hits := self._automaton.find_matches_as_indexes(line, overlapping=True):
            keys, begins, ends = np.array(hits).T
            firsts = kept[np.searchsorted(starts, begins, "right") - 1].tolist()
            lasts = kept[np.searchsorted(starts, ends - 2, "right") - 1].tolist()
            entries = [self._entries[key] for key in keys.tolist()]
            yield from zip(firsts, lasts, entries, strict=True)
