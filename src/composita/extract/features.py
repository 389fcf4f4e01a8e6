"""What the tagger sees of each word of a text: the numbers of its features, for all words at once.

A word is seen as it is, by its ending and shape, by the group of words that are used alike
(`lexicons/word_groups.tsv`), by the lexicon's phrase that it stands in, and by the cue words
before it in the sentence ("history of", "resulted in"). TEMPLATES says which go together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from composita.extract.text import lexicon_file
from composita.extract.tokens import Tokens, normal

Numbers = NDArray[np.uint32]
Kind = TypeVar("Kind", np.uint8, np.uint32)
Trait = tuple[str, int]  # a trait of the word so many words away

ROWS = 1 << 18  # of the weights that features point into; a power of two

Hit = tuple[int, int, str]

TEMPLATES: tuple[tuple[Trait, ...], ...] = (
    *((("word", at),) for at in (-3, -2, -1, 0, 1, 2, 3)),
    *((("end4", at),) for at in (-1, 0, 1)),
    *((("shape", at),) for at in (-1, 0, 1)),
    *(((f"use{n}", at),) for n in (1, 2, 3) for at in (-1, 0, 1)),
    *((("phrase", at),) for at in (-1, 0, 1)),
    (("end3", 0),), (("begin4", 0),), (("first", 0),),
    *(((trait, at), (trait, at + 1)) for trait in ("word", "use1", "use2", "use3", "end3")
      for at in (-1, 0)),
    (("word", -2), ("word", -1)), (("word", 1), ("word", 2)), (("word", -1), ("word", 1)),
    *((("use1", at - 1), ("use1", at), ("use1", at + 1)) for at in (-1, 0, 1)),
    (("phrase", -1), ("phrase", 0), ("phrase", 1)),
    *((("phrase", 0), ("word", at)) for at in (-1, 0, 1)),
    *((("phrase", 0), (trait, 0)) for trait in ("cue", "kind", "first")),
    (("phrase", 0), ("cue", 0), ("cue before", 0)),
    (("cue", 0), ("cue before", 0)), (("cue", 0), ("word", 0)), (("kind", 0), ("word", 0)),
    (("gap", 0), ("shape", 0)), (("gap", 0), ("word", 0)),
)  # fmt: skip


class Seen(NamedTuple):
    """For each word: the rows of the weights that its features point to, and its sentence."""

    rows: NDArray[np.int32]
    sentence: NDArray[np.int32]


def see(text: str, words: Tokens, hits: Iterable[Hit], kind: str) -> Seen:
    """`hits` are phrases of the lexicon: first word, last word, and letters for its sources."""
    places = {word: place for place, word in enumerate(dict.fromkeys(words.words))}
    at = np.fromiter(map(places.__getitem__, words.words), np.intp)
    own = _table(map(_of_word, places), np.uint32, _OWN)
    manner = _table(map(_manner, places), np.uint8, _MANNERS)
    gaps = _gaps(text, words)
    sentence = _sentences(manner[at], gaps)
    others = _others(own[at, 0], manner[at, _IS_CUE], gaps, sentence, hits, kind)
    around = _around(np.column_stack([own[at], *others]), sentence)
    rows = [_mixed(around, numbers, columns) for numbers, columns in _by_length()]
    return Seen(np.concatenate(rows, axis=1), sentence)


def _table(rows: Iterable[tuple[int, ...]], kind: type[Kind], columns: int) -> NDArray[Kind]:
    return np.fromiter(chain.from_iterable(rows), kind).reshape(-1, columns)


def _others(
    words: Numbers,
    is_cue: NDArray[np.uint8],
    gaps: NDArray[np.uint8],
    sentence: NDArray[np.int32],
    hits: Iterable[Hit],
    kind: str,
) -> list[Numbers]:
    """The traits of words that hang on where they stand, in the order of _TRAITS."""
    begins = np.searchsorted(sentence, sentence)
    cue, cue_before = _cues(is_cue, begins)
    known = np.append(words, np.uint32(0))  # the place -1 holds no word
    phrases = _phrases(len(words), hits)
    here = np.full(len(words), _hash(kind), np.uint32)
    return [phrases, known[cue], known[cue_before], words[begins], _GAPS[gaps], here]


def _around(traits: Numbers, sentence: NDArray[np.int32]) -> Numbers:
    """The traits of the words around each word, side by side; 0 outside its sentence."""
    at = np.arange(len(traits))
    padded = np.vstack([traits, np.zeros((1, traits.shape[1]), np.uint32)])
    shifted = []
    for shift in _SHIFTS:
        there = np.clip(at + shift, 0, len(at) - 1)
        inside = (there == at + shift) & (sentence[there] == sentence)
        shifted.append(padded[np.where(inside, there, -1)])
    return np.concatenate(shifted, axis=1)


_SHIFTS = (-3, -2, -1, 0, 1, 2, 3)


@cache
def _by_length() -> list[tuple[Numbers, NDArray[np.intp]]]:
    """Templates of one, two and three traits: their numbers, and the columns of `_around`."""
    numbered = list(enumerate(TEMPLATES, start=1))
    return [
        (
            np.array([number for number, template in numbered if len(template) == length], "u4"),
            np.array([[_column(*trait) for trait in t] for _, t in numbered if len(t) == length]),
        )
        for length in (1, 2, 3)
    ]


def _column(trait: str, shift: int) -> int:
    return _SHIFTS.index(shift) * len(_TRAITS) + _TRAITS.index(trait)


_TRAITS = (
    "word", "end3", "end4", "begin4", "shape", "use1", "use2", "use3",
    "phrase", "cue", "cue before", "first", "gap", "kind",
)  # fmt: skip
_OWN = 8  # of them are of the word itself


@cache
def _of_word(word: str) -> tuple[int, ...]:
    lowered, folded = word.lower(), normal(word) or word.lower()
    used = _groups().get(folded, ("", "", ""))
    return tuple(
        _hash(trait)
        for trait in (
            "0" if word[0].isdigit() else folded,
            lowered[-3:], lowered[-4:], lowered[:4], _shape(word), *used,
        )
    )  # fmt: skip


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
    lines = files("composita.extract").joinpath("lexicons/word_groups.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in lines.splitlines() if not line.startswith("#"))
    return {row[0]: tuple(row[1:]) for row in rows}


@cache
def _manner(word: str) -> tuple[bool, ...]:
    """Whether it is a cue, ends a sentence, parts cells or items, and can begin a sentence."""
    is_cue = normal(word) in _cue_words()
    return is_cue, word in ".!?", word in "•|", not word[0].islower()


_MANNERS = 4
_IS_CUE, _ENDS, _PARTS, _CAN_BEGIN = range(_MANNERS)


def _gaps(text: str, words: Tokens) -> NDArray[np.uint8]:
    """What parts each word from the one before, as a place in _GAPS."""
    starts = np.array(words.starts, np.intp)
    ends = starts + np.fromiter(map(len, words.words), np.intp)
    before = np.append(np.intp(0), ends[:-1])[: len(starts)]
    lines = np.array([line.start() for line in re.finditer("\n", text)], np.intp)
    is_line = np.searchsorted(lines, starts) > np.searchsorted(lines, before)
    return np.where(is_line, _LINE, np.minimum(starts - before, _WIDE)).astype(np.uint8)


_WIDE, _LINE = 3, 4


def _sentences(manner: NDArray[np.uint8], gaps: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Numbers of the sentences that words stand in; lines, cells and list items are sentences."""
    before = np.roll(manner, 1, axis=0)
    ended = (before[:, _ENDS] > 0) & (gaps > 0) & (manner[:, _CAN_BEGIN] > 0)
    parted = (manner[:, _PARTS] > 0) | (before[:, _PARTS] > 0)
    return np.cumsum(ended | parted | (gaps >= _WIDE), dtype=np.int32)


def _phrases(length: int, hits: Iterable[Hit]) -> Numbers:
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


def _cues(
    is_cue: NDArray[np.uint8], begins: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The places of the last two cue words before each word in its sentence; -1 for none."""
    last = np.maximum.accumulate(np.where(is_cue > 0, np.arange(len(is_cue)), -1))
    before = np.append(np.intp(-1), last[:-1])[: len(last)]
    second = np.where(before > 0, before[before], -1)
    return np.where(before >= begins, before, -1), np.where(second >= begins, second, -1)


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(lexicon_file("reactions")["cues"]["words"])


def _mixed(around: Numbers, numbers: Numbers, columns: NDArray[np.intp]) -> NDArray[np.int32]:
    """A row of the weights for each word and template."""
    mixed = (numbers * np.uint32(0x9E3779B1))[None, :]
    for column in columns.T:
        mixed = (mixed ^ around[:, column]) * np.uint32(0x9E3779B1)
        mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x85EBCA77)
    return (mixed >> _KEPT_BITS).astype(np.int32)


_KEPT_BITS = np.uint32(32 - (ROWS - 1).bit_length())


@cache
def _hash(trait: str) -> int:
    return crc32(trait.encode())


_GAPS = np.array([_hash(gap) for gap in ("none", "one", "two", "wide", "line")], np.uint32)
