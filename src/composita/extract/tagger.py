"""Marks the words that name side effects in the prose of labels.

The model is `lexicons/reaction_tagger.npz`, trained by `scripts/train_reactions.py` on labels
that people marked. It knows words only as numbers: none of their text is in it, and what it
finds is always a span of the text that it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from composita.extract.chain import Scores, Steps, best_path
from composita.extract.context import is_aside
from composita.extract.coordination import Marked, join
from composita.extract.features import Seen, see
from composita.extract.tokens import Phrases, Tokens, fold_words, tokens

# Outside; the begin, inside and end of a side effect; a single word; a piece of a side effect
# whose other words stand elsewhere.
LABELS = "OBIESC"

# Added to the score of "outside": the side effects of a label are found best with it, and fewer are
# found where there are none than are missed.
_LENIENCE = -0.3

_NEAR = 3.0  # how far below "outside" the score of another label can be made up for


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


class Tagger:
    """A model with the lexicon it looks words up in: {folded words: letters for its sources}."""

    def __init__(self, model: Model, lexicon: Mapping[str, str]) -> None:
        self._model = model
        self._lexicon = lexicon
        self._phrases = Phrases(lexicon)

    def see(self, text: str, kind: str) -> tuple[Tokens, Seen]:
        words = tokens(text)
        return words, see(text, words, self._phrases.find(words.normal), kind)

    def mentions(self, text: str, kind: str) -> Iterator[Mention]:
        """The side effects that a section's text names; `kind` is the section's."""
        words, seen = self.see(text, kind)
        if not words.words:
            return
        labels = self._labels(seen)
        for _, sentence in groupby(_marked(labels), lambda m: seen.sentence[m.first]):
            yield from self._named(text, words, list(sentence))

    def _named(self, text: str, words: Tokens, sentence: list[Marked]) -> Iterator[Mention]:
        """What a sentence names; what is put together only if the lexicon knows it."""
        for marked in sentence:
            if marked.whole:
                start, end = words.starts[marked.first], words.end(marked.last)
                if not is_aside(text, start):
                    yield Mention(start, end, text[start:end])
        for joined in join(words, sentence):
            if fold_words(joined.words) in self._lexicon:
                yield Mention(words.starts[joined.first], words.end(joined.last), joined.words)

    def _labels(self, seen: Seen) -> NDArray[np.int8]:
        """The likeliest labels. Stretches where nothing else than "outside" is near are passed."""
        every = np.ones(seen.rows.shape[1], np.float32)
        scores = every @ self._model.weights.take(seen.rows, axis=0, mode="clip")
        scores[:, 0] += _LENIENCE
        labels = np.zeros(len(scores), np.int8)
        near = _widened(scores[:, 1:].max(axis=1) > scores[:, 0] - _NEAR)
        stretch = np.cumsum(np.diff(near, prepend=False)) + 2 * seen.sentence
        labels[near] = best_path(scores[near], stretch[near], self._model.steps)
        return labels


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
