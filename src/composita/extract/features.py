"""What the tagger sees of each word of a text: the numbers of its features, for all words at once.

A word is seen as it is, by its ending and shape, by the group of words that are used alike
(`lexicons/word_groups.tsv`), by the lexicon's phrase that it stands in, and by the cue words
before it in the sentence ("history of", "resulted in"). ALONE and TOGETHER say which count.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from composita.extract import traits
from composita.extract.tokens import Tokens
from composita.extract.traits import OWN, PLACED, Hit, Numbers, Whole

Rows = NDArray[np.int32]
Trait = tuple[str, int]  # a trait of the word so many words away

ROWS = 1 << 19  # of the weights that features point into; a power of two

# Traits that hang on the word and its phrase alone, by how far away the word stands.
ALONE: dict[int, tuple[str, ...]] = {
    -3: ("word",), -2: ("word",), 2: ("word",), 3: ("word",),
    -1: ("word", "end4", "shape", "use1", "use2", "use3", "phrase"),
    1: ("word", "end4", "shape", "use1", "use2", "use3", "phrase"),
    0: ("word", "end4", "shape", "use1", "use2", "use3", "phrase", "end3", "begin4"),
}  # fmt: skip

TOGETHER: tuple[tuple[Trait, ...], ...] = (
    (("first", 0),),
    *(((trait, at), (trait, at + 1)) for trait in ("word", "use1", "use3") for at in (-1, 0)),
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
    """What is seen of words: which of `distinct` each is, its place in a sentence, its sentence.

    `distinct` holds the traits of each different word in its phrase, and of no word at all as
    the last; `placed` those that hang on where a word stands.
    """

    distinct: Numbers
    which: Whole
    placed: Numbers
    sentence: NDArray[np.int32]


def see(text: str, words: Tokens, hits: Iterable[Hit], kinds: Iterable[tuple[str, int]]) -> Seen:
    """`kinds` are those of the sections that the text holds, with how many words each has."""
    places = {word: place for place, word in enumerate(dict.fromkeys(words.words))}
    at = np.fromiter(map(places.__getitem__, words.words), np.intp, len(words.words))
    own, manner, gaps = traits.own(places), traits.manner(places), traits.gaps(text, words)
    sentence = traits.sentences(manner[at], gaps)
    distinct, which = _distinct(own, at, traits.phrases(len(at), hits))
    placed = traits.placed(own[at, 0], manner[at, traits.IS_CUE], gaps, sentence, kinds)
    return Seen(distinct, which, placed, sentence)


def alone_rows(seen: Seen) -> dict[int, Rows]:
    """By how far away it stands: the rows of each distinct word's own traits."""
    return {
        shift: _mixed(seen.distinct, numbers, columns[:, None])
        for shift, (numbers, columns) in _alone().items()
    }


def which_at(seen: Seen, shift: int) -> Whole:
    """Which distinct word stands so far from each word in its sentence."""
    there, inside = _there(seen, np.arange(len(seen.which)), shift)
    return np.where(inside, seen.which.take(there), len(seen.distinct) - 1)


def together_rows(seen: Seen, at: Whole) -> Rows:
    """The rows of the traits that count together, for the words at some places."""
    around = np.column_stack([_trait(seen, at, *trait) for trait in _around()])
    rows = [_mixed(around, numbers, columns) for numbers, columns in _together()]
    return np.concatenate(rows, axis=1)


def rows(seen: Seen) -> Rows:
    """All rows of all words, for learning."""
    alone = alone_rows(seen)
    shifted = [alone[shift][which_at(seen, shift)] for shift in ALONE]
    return np.concatenate([*shifted, together_rows(seen, np.arange(len(seen.which)))], axis=1)


def _distinct(own: Numbers, at: Whole, phrases: Numbers) -> tuple[Numbers, Whole]:
    """The traits of the different words in their phrases, and which of them each word is."""
    pairs = at.astype(np.uint64) << np.uint64(32) | phrases
    different, which = np.unique(pairs, return_inverse=True)
    phrase = (different & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    traits = np.column_stack([own[(different >> np.uint64(32)).astype(np.intp)], phrase])
    return np.vstack([traits, np.zeros((1, traits.shape[1]), np.uint32)]), which


def _trait(seen: Seen, at: Whole, trait: str, shift: int) -> Numbers:
    """A trait of the word so far from those at some places; 0 outside their sentences."""
    there, inside = _there(seen, at, shift)
    if trait in PLACED:
        found = seen.placed[there, PLACED.index(trait)]
    else:
        found = seen.distinct[seen.which.take(there), OWN.index(trait)]
    return np.where(inside, found, np.uint32(0))


def _there(seen: Seen, at: Whole, shift: int) -> tuple[Whole, NDArray[np.bool_]]:
    """The places so far from some places, and which of them lie in the same sentence."""
    moved = at + shift
    there = np.minimum(np.maximum(moved, 0), len(seen.which) - 1)
    return there, (there == moved) & (seen.sentence.take(there) == seen.sentence.take(at))


@cache
def _alone() -> dict[int, tuple[Numbers, Whole]]:
    """For each shift: the numbers of its templates, and their traits' columns in OWN."""
    numbers = iter(range(1, 1 + sum(map(len, ALONE.values()))))
    return {
        shift: (
            np.array([next(numbers) for _ in traits], np.uint32),
            np.array([OWN.index(trait) for trait in traits]),
        )
        for shift, traits in ALONE.items()
    }


@cache
def _around() -> list[Trait]:
    """The traits that templates of words together need, each once."""
    return list(dict.fromkeys(chain.from_iterable(TOGETHER)))


@cache
def _together() -> list[tuple[Numbers, Whole]]:
    """Templates of one, two and three traits: their numbers, and the places in `_around`."""
    columns = {trait: place for place, trait in enumerate(_around())}
    numbered = list(enumerate(TOGETHER, start=100))
    return [
        (
            np.array([number for number, template in numbered if len(template) == length], "u4"),
            np.array([[columns[t] for t in ts] for _, ts in numbered if len(ts) == length]),
        )
        for length in (1, 2, 3)
    ]


def _mixed(traits: Numbers, numbers: Numbers, columns: Whole) -> Rows:
    """A row of the weights for each word and template, whose traits stand in these columns."""
    mixed = (numbers * np.uint32(0x9E3779B1))[None, :]
    for column in columns.T:
        mixed = (mixed ^ traits[:, column]) * np.uint32(0x9E3779B1)
        mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x85EBCA77)
    return (mixed >> _KEPT_BITS).astype(np.int32)


_KEPT_BITS = np.uint32(32 - (ROWS - 1).bit_length())
