"""Trains the tagger of side effects: a linear chain, by stochastic gradients with AdaGrad.

Deterministic: the same examples in the same order give the same weights.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from composita.extract.chain import Batch, Scores, Steps, batch, marginals
from composita.extract.features import ROWS, Rows
from composita.extract.tagger import LABELS, Model

Labels = NDArray[np.int8]

_EPOCHS = 8
_AVERAGED = 4  # last epochs
_TOGETHER = 48  # sentences in a step
_RATE = 0.1
_SHRINK = 1e-5
_DROPPED = 0.5  # features left out at random, so that no word is relied on alone


class Example(NamedTuple):
    """A text as the tagger sees it: each word's rows of weights, its sentence and its label."""

    rows: Rows
    sentence: NDArray[np.int32]
    labels: Labels


class _Adapted(NamedTuple):
    """A weight array and the sum of its squared gradients."""

    values: Scores
    squares: Scores

    def descend(self, where: NDArray[np.intp] | slice, slope: Scores) -> None:
        slope = slope + _SHRINK * self.values[where]
        self.squares[where] += slope * slope
        self.values[where] -= _RATE * slope / np.sqrt(self.squares[where])


def train(examples: list[Example]) -> Model:
    rows, labels, begins, lengths = _joined(examples)
    training, chance = _Training(), np.random.default_rng(0)
    order = np.argsort(lengths, kind="stable")
    starts = np.arange(0, len(order), _TOGETHER)
    for epoch in range(_EPOCHS):
        for start in chance.permutation(starts):
            chosen = batch(begins, lengths, order[start : start + _TOGETHER])
            training.step(rows, labels, chosen, chance)
        if epoch >= _EPOCHS - _AVERAGED:
            training.remember()
    return training.average()


def _joined(
    examples: list[Example],
) -> tuple[Rows, Labels, NDArray[np.intp], NDArray[np.intp]]:
    """All rows and labels, and where each sentence begins and how long it is."""
    begins, lengths, at = [], [], 0
    for example in examples:
        starts = np.flatnonzero(np.diff(example.sentence, prepend=-1))
        begins.append(starts + at)
        lengths.append(np.diff(starts, append=len(example.labels)))
        at += len(example.labels)
    rows = np.concatenate([example.rows for example in examples])
    labels = np.concatenate([example.labels for example in examples])
    return rows, labels, np.concatenate(begins), np.concatenate(lengths)


class _Training:
    """The weights while they are learned, and what they were at the end of each late epoch."""

    def __init__(self) -> None:
        many = len(LABELS)
        self._now = (_adapted((ROWS, many)), _adapted((many,)), _adapted((many, many)))
        self._then: list[list[Scores]] = []

    def step(self, rows: Rows, labels: Labels, chosen: Batch, chance: np.random.Generator) -> None:
        """One step down the slope of the sentences chosen."""
        weights, first, next = self._now
        words, held = chosen
        kept = (chance.random((*words.shape, rows.shape[1])) > _DROPPED).astype(np.float32)
        kept /= 1 - _DROPPED
        scores = np.einsum("swfl,swf->swl", weights.values[rows[words]], kept)
        likely, expected = marginals(scores, held, Steps(first.values, next.values))
        truth, both, share = labels[words], held[:, 1:], np.float32(1 / len(words))
        off = (likely - np.eye(len(LABELS), dtype=np.float32)[truth]) * share
        np.subtract.at(expected, (truth[:, :-1][both], truth[:, 1:][both]), 1)
        first.descend(slice(None), off[:, 0].sum(axis=0))
        next.descend(slice(None), expected * share)
        weights.descend(*_by_row(rows[words[held]], off[held], kept[held]))

    def remember(self) -> None:
        self._then.append([adapted.values.copy() for adapted in self._now])

    def average(self) -> Model:
        weights, first, next = (sum(parts) / len(parts) for parts in zip(*self._then, strict=True))
        return Model(weights, Steps(first, next))


def _adapted(shape: tuple[int, ...]) -> _Adapted:
    return _Adapted(np.zeros(shape, np.float32), np.full(shape, 1e-3, np.float32))


def _by_row(rows: Rows, off: Scores, kept: Scores) -> tuple[NDArray[np.intp], Scores]:
    """The rows that occur, and the slope summed over their occurrences."""
    flat = rows.ravel()
    touched = np.flatnonzero(np.bincount(flat, kept.ravel(), minlength=ROWS))
    sums = [
        np.bincount(flat, (kept * column[:, None]).ravel(), minlength=ROWS)[touched]
        for column in off.T
    ]
    return touched, np.stack(sums, axis=1).astype(np.float32)
