"""A linear chain of labels over words (a conditional random field): best path and marginals.

Sentences are worked on together, many of like length at a time, and nothing is random.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Whole = NDArray[np.intp]

_TOGETHER = 512  # sentences


class Steps(NamedTuple):
    """What it adds to begin with a label, and to go from one label to the next."""

    first: Scores
    next: Scores


class Batch(NamedTuple):
    """Sentences of like length: the word at each place, and which places hold one."""

    words: Whole
    held: NDArray[np.bool_]


def batches(sentence: NDArray[np.int32], together: int = _TOGETHER) -> Iterator[Batch]:
    """Batches of the sentences that words are numbered by, short ones first."""
    begins = np.flatnonzero(np.diff(sentence, prepend=-1))
    lengths = np.diff(begins, append=len(sentence))
    order = np.argsort(lengths, kind="stable")
    for start in range(0, len(order), together):
        yield batch(begins, lengths, order[start : start + together])


def batch(begins: Whole, lengths: Whole, chosen: Whole) -> Batch:
    places = np.arange(lengths[chosen].max())
    held = places[None, :] < lengths[chosen][:, None]
    return Batch(np.where(held, begins[chosen][:, None] + places[None, :], 0), held)


def best_path(scores: Scores, sentence: NDArray[np.int32], steps: Steps) -> NDArray[np.int8]:
    """The likeliest label of each word, taken with those of its sentence."""
    labels = np.zeros(len(scores), np.int8)
    for words, held in batches(sentence):
        labels[words[held]] = _viterbi(scores[words], held, steps)[held]
    return labels


def _viterbi(scores: Scores, held: NDArray[np.bool_], steps: Steps) -> NDArray[np.int8]:
    """The best paths of a batch, whose sentences are sorted by length."""
    many, long, labels = scores.shape
    came_from = np.tile(np.arange(labels, dtype=np.int8), (long, many, 1))
    best = scores[:, 0] + steps.first
    ended = many - np.count_nonzero(held, axis=0)
    for at in range(1, long):
        on = slice(ended[at], None)
        ways = best[on, :, None] + steps.next
        came_from[at, on] = ways.argmax(axis=1)
        best[on] = ways.max(axis=1) + scores[on, at]
    path = np.zeros((many, long), np.int8)
    path[:, -1] = best.argmax(axis=1)
    for at in range(long - 1, 0, -1):
        path[:, at - 1] = came_from[at][np.arange(many), path[:, at]]
    return path


def marginals(scores: Scores, held: NDArray[np.bool_], steps: Steps) -> tuple[Scores, Scores]:
    """The probability of each label at each place, and the expected number of each step.

    Forward and backward sums are kept as probabilities that are scaled at each place.
    """
    odds = np.exp(scores - scores.max(axis=2, keepdims=True))
    step = np.exp(steps.next)
    forward = _forward(odds, held, np.exp(steps.first), step)
    backward = np.ones_like(odds)
    expected = np.zeros_like(step)
    for at in range(scores.shape[1] - 2, -1, -1):
        on = held[:, at + 1]
        ahead = odds[:, at + 1] * backward[:, at + 1]
        pairs = forward[on, at][:, :, None] * step * ahead[on][:, None, :]
        expected += (pairs / pairs.sum(axis=(1, 2), keepdims=True)).sum(axis=0)
        back = ahead @ step.T
        backward[:, at] = np.where(on[:, None], back / back.sum(axis=1, keepdims=True), 1.0)
    alone = forward * backward
    return alone / alone.sum(axis=2, keepdims=True), expected


def _forward(odds: Scores, held: NDArray[np.bool_], first: Scores, step: Scores) -> Scores:
    forward = np.empty_like(odds)
    forward[:, 0] = odds[:, 0] * first
    forward[:, 0] /= forward[:, 0].sum(axis=1, keepdims=True)
    for at in range(1, odds.shape[1]):
        here = (forward[:, at - 1] @ step) * odds[:, at]
        here /= here.sum(axis=1, keepdims=True)
        forward[:, at] = np.where(held[:, at, None], here, forward[:, at - 1])
    return forward
