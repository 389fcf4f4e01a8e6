"""The check against lists that others made: does it find their pairs, and does it cry wolf?

ONC's high-priority pairs are looked for twice, the second time without the ONC list itself; random
pairs of the best-covered substances say how often a check would alert.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from composita.check.severity import LEVELS
from composita.facts import Check, Interaction
from composita.library import Library, open_library
from composita.read import onc
from composita.score import Row

Pairs = list[tuple[str, str]]

_BEST = 300  # substances
_DRAWN = 5_000  # random pairs of them
_SEED = 2026


def score(gold: Path) -> Iterator[Row]:
    """Recall of ONC's pairs with and without its list, then alerts on random pairs by level."""
    pairs = high_priority(gold.parent / "interactions" / "onc-2012")
    with TemporaryDirectory() as folder:
        yield from _recall("all sources", pairs, open_library(Path(folder)), reach="R 0.90")
        library = open_library(Path(folder), without=["onc"])
        yield from _recall("without ONC", pairs, library, reach="R 0.75")
        yield from _alerts(open_library(Path(folder)))


def high_priority(path: Path) -> Pairs:
    """The pairs of ONC's high-priority list."""
    stated = ((fact.about[0], fact.value) for fact in onc.read(path)[1])
    return [
        (name, value.other)
        for name, value in stated
        if isinstance(value, Interaction) and value.level == "high priority"
    ]


def _recall(what: str, pairs: Pairs, library: Library, reach: str) -> Iterator[Row]:
    """Every pair; those of substances that some source covers; those alerted at each level."""
    levels = Counter(answers(library, pairs))
    found = sum(count for level, count in levels.items() if level in LEVELS)
    covered = len(pairs) - levels["unknown"]
    yield Row(f"pairs found, {what}", "ONC high priority", found, 0, len(pairs), reach)
    yield Row(f"pairs found of those covered, {what}", "ONC high priority", found, 0, covered)
    yield from _by_level(levels, what, "ONC high priority", len(pairs))


def _alerts(library: Library) -> Iterator[Row]:
    pairs = random_pairs(library)
    levels = Counter(answers(library, pairs))
    grave = levels["contraindicated"] + levels["serious"]
    gold = f"random pairs, seed {_SEED}"
    yield Row("random pairs at serious or above", gold, grave, 0, len(pairs), "at most 0.03")
    yield from _by_level(levels, "random pairs", gold, len(pairs))


def _by_level(levels: Counter[str], what: str, gold: str, size: int) -> Iterator[Row]:
    for level in (*LEVELS, "silent", "unknown"):
        yield Row(f"{what}: {level}", gold, levels[level], 0, size)


def random_pairs(library: Library) -> Pairs:
    """Pairs of the substances about which most documents were read."""
    names = library.best_covered(_BEST)
    return random.Random(_SEED).sample(list(combinations(names, 2)), _DRAWN)


def answers(library: Library, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """For each pair the level of what is found, or "silent" or "unknown"."""
    for pair in pairs:
        yield answer(library.check(pair))


def answer(check: Check) -> str:
    """The level of a check of two items, or its other answer."""
    (pair,) = check.pairs
    return pair.level or pair.answer
