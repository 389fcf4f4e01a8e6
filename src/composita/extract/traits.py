"""The traits of words, as numbers: of each by itself, and of where it stands in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from composita.extract.text import lexicon_file
from composita.extract.tokens import Tokens
from composita.extract.wording import normal

Numbers = NDArray[np.uint32]
Whole = NDArray[np.intp]
Hit = tuple[int, int, str]  # a phrase of the lexicon: first word, last word, its sources' letters

# In the order of `own`, the phrase added, and of `placed`.
OWN = ("word", "end3", "end4", "begin4", "shape", "use1", "use2", "use3", "phrase")
PLACED = ("cue", "cue before", "first", "gap", "kind")


def own(words: Iterable[str]) -> Numbers:
    """The traits that a word has wherever it stands."""
    return np.frombuffer(b"".join(map(_of_word, words)), np.uint32).reshape(-1, len(OWN) - 1)


def manner(words: Iterable[str]) -> NDArray[np.uint8]:
    """How words part a text, a column for each of IS_CUE, ENDS, PARTS and CAN_BEGIN."""
    return np.frombuffer(b"".join(map(_manner, words)), np.uint8).reshape(-1, _MANNERS)


def placed(
    words: Numbers,
    is_cue: NDArray[np.uint8],
    gaps: NDArray[np.uint8],
    sentence: NDArray[np.int32],
    kinds: Iterable[tuple[str, int]],
) -> Numbers:
    """The traits of words that hang on where they stand.

    `words` has the first of `own` for each word, `kinds` the kinds of section and their lengths.
    """
    begins = np.searchsorted(sentence, sentence)
    cue, cue_before = _cues(is_cue, begins)
    known = np.append(words, np.uint32(0))  # the place -1 holds no word
    names, lengths = zip(*kinds, strict=True)
    here = np.repeat(np.array([*map(_hash, names)], np.uint32), lengths)
    return np.column_stack([known[cue], known[cue_before], words[begins], _GAPS[gaps], here])


@cache
def _of_word(word: str) -> bytes:
    lowered, folded = word.lower(), normal(word) or word.lower()
    used = _groups().get(folded, ("", "", ""))
    seen = "0" if word[0].isdigit() else folded
    traits = (seen, lowered[-3:], lowered[-4:], lowered[:4], _shape(word), *used)
    return np.array([*map(_hash, traits)], np.uint32).tobytes()


def _shape(word: str) -> str:
    if word[0].isdigit():
        return "0" if word.isdigit() else "0.0"
    if not word.isalpha():
        return word if len(word) == 1 else "-"
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    return "Xx" if word[0].isupper() else "x"


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """The coarse, middle and fine group of each word that is used like others."""
    lines = (
        files("composita.extract").joinpath("lexicons/word_groups.tsv").read_text(encoding="utf-8")
    )
    rows = (line.split("\t") for line in lines.splitlines() if not line.startswith("#"))
    return {row[0]: tuple(row[1:]) for row in rows}


@cache
def _manner(word: str) -> bytes:
    """Whether it is a cue, ends a sentence, parts cells or items, and can begin a sentence."""
    is_cue = normal(word) in _cue_words()
    return bytes((is_cue, word in ".!?", word in "•|", not word[0].islower()))


_MANNERS = 4
IS_CUE, ENDS, PARTS, CAN_BEGIN = range(_MANNERS)


def gaps(text: str, words: Tokens) -> NDArray[np.uint8]:
    """What parts each word from the one before, as a place in _GAPS."""
    starts = np.array(words.starts, np.intp)
    ends = starts + np.fromiter(map(len, words.words), np.intp, len(starts))
    before = np.append(np.intp(0), ends[:-1])[: len(starts)]
    lines = np.array([line.start() for line in re.finditer("\n", text)], np.intp)
    is_line = np.searchsorted(lines, starts) > np.searchsorted(lines, before)
    return np.where(is_line, _LINE, np.minimum(starts - before, _WIDE)).astype(np.uint8)


_WIDE, _LINE = 3, 4


def sentences(manner: NDArray[np.uint8], gaps: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Numbers of the sentences that words stand in; lines, cells and list items are sentences."""
    before = np.concatenate([manner[-1:], manner[:-1]])
    ended = (before[:, ENDS] > 0) & (gaps > 0) & (manner[:, CAN_BEGIN] > 0)
    parted = (manner[:, PARTS] > 0) | (before[:, PARTS] > 0)
    return np.cumsum(ended | parted | (gaps >= _WIDE), dtype=np.int32)


def phrases(length: int, hits: Iterable[Hit]) -> Numbers:
    """Where in a phrase of the lexicon each word stands, longest phrases first."""
    places = np.full(length, _hash("out"), np.uint32)
    end = -1
    for first, last, sources in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if first > end:
            places[first : last + 1] = _hash("in" + sources)
            places[first] = _hash(("all" if first == last else "begin") + sources)
            if last > first:
                places[last] = _hash("end" + sources)
            end = last
    return places


def _cues(is_cue: NDArray[np.uint8], begins: Whole) -> tuple[Whole, Whole]:
    """The places of the last two cue words before each word in its sentence; -1 for none."""
    last = np.maximum.accumulate(np.where(is_cue > 0, np.arange(len(is_cue)), -1))
    before = np.append(np.intp(-1), last[:-1])[: len(last)]
    second = np.where(before > 0, before[before], -1)
    return np.where(before >= begins, before, -1), np.where(second >= begins, second, -1)


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(lexicon_file("reactions")["cues"]["words"])


@cache
def _hash(trait: str) -> int:
    return crc32(trait.encode())


_GAPS = np.array([_hash(gap) for gap in ("none", "one", "two", "wide", "line")], np.uint32)
