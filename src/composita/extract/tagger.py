"""Marks the words that name side effects in the prose of labels.

The model is `lexicons/reaction_tagger.npz`, trained by `scripts/train_reactions.py` on labels
that people marked. It knows words only as numbers: none of their text is in it, and what it
finds is always a span of the text that it was given.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from composita.extract.chain import Scores, Steps, best_path
from composita.extract.context import is_aside
from composita.extract.coordination import Marked, join
from composita.extract.features import Seen, alone_rows, see, together_rows, which_at
from composita.extract.tokens import Phrases, Tokens, tokens
from composita.extract.wording import fold_words

# Outside; the begin, inside and end of a side effect; a single word; a piece of a side effect
# whose other words stand elsewhere.
LABELS = "OBIESC"

# Added to the score of "outside": the side effects of a label are found best with it, and fewer are
# found where there are none than are missed.
_LENIENCE = -0.25

_NEAR = 2.0  # how far below "outside" the score of another label can be made up for
_WORTH = 1.2  # the same for scores of words by themselves


class Model(NamedTuple):
    """Weights of each row of features for each label, and the steps between labels."""

    weights: Scores
    steps: Steps


class Mention(NamedTuple):
    """Characters `start` to `end` name a side effect. `words` are what stands there, except
    where it is put together: "swelling of the tongue" from "swelling of the lips and tongue".
    """

    start: int
    end: int
    words: str

    def moved(self, by: int) -> Mention:
        return Mention(self.start + by, self.end + by, self.words)


class Tagger:
    """A model with the lexicon it looks words up in: {folded words: letters for its sources}."""

    def __init__(self, model: Model, lexicon: Mapping[str, str]) -> None:
        self._model = model
        self._lexicon = lexicon
        self._phrases = Phrases(lexicon)

    def mentions(self, sections: Iterable[tuple[str, str]]) -> Iterator[list[Mention]]:
        """The side effects that each section names, given its text and kind.

        The sections of a document are read at one go, as if they were one text: that is faster.
        """
        texts, kinds = zip(*sections, strict=True)
        words = tokens("\n".join(texts))
        ends = [*accumulate(len(text) + 1 for text in texts)]
        found: list[list[Mention]] = [[] for _ in texts]
        for mention in self._mentions("\n".join(texts), words, _lengths(words, ends, kinds)):
            place = bisect_right(ends, mention.start)
            offset = ends[place] - len(texts[place]) - 1
            found[place].append(mention.moved(-offset))
        yield from found

    def _mentions(
        self, text: str, words: Tokens, kinds: list[tuple[str, int]]
    ) -> Iterator[Mention]:
        if not words.words:
            return
        seen = see(text, words, self._phrases.find(words.normal), kinds)
        labels = self._labels(seen)
        for _, sentence in groupby(_marked(labels), lambda m: seen.sentence[m.first]):
            yield from self._named(text, words, list(sentence))

    def _named(self, text: str, words: Tokens, sentence: list[Marked]) -> Iterator[Mention]:
        """What a sentence names; what is put together only if the lexicon knows it."""
        for marked in sentence:
            if marked.whole:
                start, end = words.starts[marked.first], words.end(marked.last)
                if not is_aside(text, start, end):
                    yield Mention(start, end, text[start:end])
        for joined in join(words, sentence):
            if fold_words(joined.words) in self._lexicon:
                yield Mention(words.starts[joined.first], words.end(joined.last), joined.words)

    def _labels(self, seen: Seen) -> NDArray[np.int8]:
        """The likeliest labels. Stretches where nothing else than "outside" is near are passed."""
        scores, worth = self._scores(seen)
        labels = np.zeros(len(scores), np.int8)
        near = _widened(_margin(scores) > -_NEAR) & worth
        stretch = np.cumsum(np.diff(near, prepend=False)) + 2 * seen.sentence
        labels[near] = best_path(scores[near], stretch[near], self._model.steps)
        return labels

    def _scores(self, seen: Seen) -> tuple[Scores, NDArray[np.bool_]]:
        """The score of each label for each word, and which words were worth a close look.

        What a word is by itself shows that most are far from any side effect.
        """
        weights = self._model.weights
        scores = np.zeros((len(seen.which), len(LABELS)), np.float32)
        for shift, rows in alone_rows(seen).items():
            alone = weights.take(rows, axis=0, mode="clip").sum(axis=1)
            scores += alone.take(which_at(seen, shift), axis=0, mode="clip")
        scores[:, 0] += _LENIENCE
        worth = _widened(_margin(scores) > -_WORTH)
        places = np.flatnonzero(worth)
        rows = together_rows(seen, places)
        scores[places] += weights.take(rows, axis=0, mode="clip").sum(axis=1)
        return scores, worth


def _lengths(words: Tokens, ends: list[int], kinds: Iterable[str]) -> list[tuple[str, int]]:
    """The kind of each section with its number of words."""
    places = [0, *(bisect_left(words.starts, end) for end in ends)]
    return [
        (kind, last - first) for kind, (first, last) in zip(kinds, pairwise(places), strict=True)
    ]


def _margin(scores: Scores) -> Scores:
    """By how much the best label is better than "outside"."""
    best: Scores = scores[:, 1:].max(axis=1) - scores[:, 0]
    return best


def _widened(near: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """With one more word on either side."""
    wide = near.copy()
    wide[1:] |= near[:-1]
    wide[:-1] |= near[1:]
    return wide


def _marked(labels: NDArray[np.int8]) -> Iterator[Marked]:
    """Runs of labels, as side effects and as pieces of them."""
    first, before = -1, -2
    for at in map(int, np.flatnonzero(labels)):
        if not (at == before + 1 and _goes_on(labels[before], labels[at])):
            if first >= 0:
                yield Marked(first, before, LABELS[labels[first]] != "C")
            first = at
        before = at
    if first >= 0:
        yield Marked(first, before, LABELS[labels[first]] != "C")


def _goes_on(before: np.int8, label: np.int8) -> bool:
    return LABELS[before] + LABELS[label] in ("BI", "BE", "II", "IE", "CC")


def load(path: Path) -> Model:
    with np.load(path) as arrays:
        weights = arrays["weights"].astype(np.float32)
        return Model(weights, Steps(arrays["first"], arrays["next"]))


def save(model: Model, labels: Iterable[str], path: Path) -> None:
    """Keeps a model and the names of the labels that it learned from.

    Weights are kept in half precision: small differences between them decide nothing.
    """
    first, next = model.steps
    weights = model.weights.astype(np.float16)
    np.savez_compressed(path, weights=weights, first=first, next=next, labels=sorted(labels))


@cache
def shipped() -> Model:
    return load(_SHIPPED)


def trained_on() -> frozenset[str]:
    """The names of the labels that the shipped model learned from."""
    if not _SHIPPED.exists():
        return frozenset()
    with np.load(_SHIPPED) as arrays:
        return frozenset(map(str, arrays["labels"]))


_SHIPPED = Path(__file__).parent / "lexicons" / "reaction_tagger.npz"
