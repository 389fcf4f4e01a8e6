"""Makes `extract/lexicons/word_groups.tsv`: words that labels use alike, in groups of three sizes.

    python scripts/word_groups.py ../shared/data

Words are described by the words one and two before and after them in the texts of labels and
leaflets (positive pointwise mutual information), shortened to 100 numbers, and grouped by
k-means. The labels with marked side effects are not read, so that what is measured on them holds
for labels that nobody has seen. Takes about three minutes and 1 GB.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from composita.extract.tokens import tokens
from composita.facts import Document
from composita.read import open_documents

OUT = Path(__file__).parent.parent / "src/composita/extract/lexicons/word_groups.tsv"
LABELS = ("us-openfda-2026", "us-openfda-text-25", "us-spl-xml", "eu-ema-leaflets-2024")
PARTS = ("labels/us-openfda-json-partial", "gold/nlm-cv-ddi-2014")
KINDS = ("adverse_reactions", "warnings", "boxed_warning", "indications")

FEWEST = 4  # times that a word must occur
NEIGHBOURS = 1000  # most frequent words that describe others
SHIFTS = (1, 2, -1, -2)
NUMBERS = 100
SIZES = (64, 256, 1024)
ROUNDS = 20

HEADER = """\
# Words of labels and leaflets, folded (see extract/wording.py), with the numbers of the coarse,
# middle and fine group of words that are used alike. Made by scripts/word_groups.py.
"""

Floats = NDArray[np.float32]


def main(data: Path) -> None:
    lines = [spoken(text) for text in texts(data)]
    counts = Counter(word for line in lines for word in line)
    words = [word for word, times in counts.most_common() if times >= FEWEST]
    vectors = described(lines, words)
    groups = [grouped(vectors, size) for size in SIZES]
    rows = sorted(zip(words, *groups, strict=True))
    body = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    OUT.write_text(HEADER + body, encoding="utf-8")


def texts(data: Path) -> Iterator[str]:
    for folder in LABELS:
        for document in open_documents(data / "labels" / folder):
            if isinstance(document, Document):
                yield from (s.text for s in document.sections if s.kind in KINDS)
    for folder in PARTS:
        for path in sorted((data / folder).rglob("*.txt")):
            yield path.read_text(encoding="utf-8", errors="replace")
        for path in sorted((data / folder).rglob("*.json")):
            yield from long_strings(json.loads(path.read_text(encoding="utf-8")))


def long_strings(value: Any) -> Iterator[str]:
    if isinstance(value, str) and len(value) > 200:
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from long_strings(part)


def spoken(text: str) -> list[str]:
    """Normal words; numbers are all "0", and marks that join words "-"."""
    return ["0" if word[:1].isdigit() else word or "-" for word in tokens(text).normal]


def described(lines: list[list[str]], words: list[str]) -> Floats:
    """A vector of length one for each word."""
    near = neighbours(lines, words)
    rows, columns = near.sum(axis=1, keepdims=True) + 1, near.sum(axis=0) ** 0.75
    with np.errstate(divide="ignore"):
        near = np.maximum(np.log(near / (rows * (columns / columns.sum()))), 0)
    strength, axes = np.linalg.eigh(near.T @ near)
    shortened = near @ axes[:, : -NUMBERS - 1 : -1] / strength[: -NUMBERS - 1 : -1] ** 0.25
    return unit(shortened)


def neighbours(lines: list[list[str]], words: list[str]) -> Floats:
    """How often each frequent word stands at each shift from each word."""
    numbers = {word: number for number, word in enumerate(words)}
    spaced = [[*(numbers.get(word, -1) for word in line), -1, -1] for line in lines]
    run = np.concatenate([np.array(line, np.int64) for line in spaced])
    counts = []
    for shift in SHIFTS:
        word, near = (run[:-shift], run[shift:]) if shift > 0 else (run[-shift:], run[:shift])
        told = (word >= 0) & (near >= 0) & (near < NEIGHBOURS)
        pairs = word[told] * NEIGHBOURS + near[told]
        size = len(words) * NEIGHBOURS
        counts.append(np.bincount(pairs, minlength=size).reshape(-1, NEIGHBOURS))
    return np.concatenate(counts, axis=1).astype(np.float32)


def grouped(vectors: Floats, size: int) -> NDArray[np.intp]:
    """The number of each vector's group: k-means by angle."""
    middles = vectors[np.random.default_rng(0).permutation(len(vectors))[:size]]
    nearest = (vectors @ middles.T).argmax(axis=1)
    for _ in range(ROUNDS):
        sums = np.zeros_like(middles)
        np.add.at(sums, nearest, vectors)
        middles = unit(sums)
        nearest = (vectors @ middles.T).argmax(axis=1)
    return nearest


def unit(vectors: Floats) -> Floats:
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
