"""Checks: CPU time of five, ten and fifteen items together, of random pairs one by one, and of
pddiansm on the same; memory with every covered substance in it.

For the last, name a Python that has pddiansm: `python bench/check.py OTHER_PYTHON`.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from composita.facts import Item
from composita.library import Library, open_library
from composita.score.check import answer

TEN = (
    "amitriptyline 25 mg at night", "pregabalin 75 mg twice a day", "warfarin", "amiodarone",
    "simvastatin 40 mg", "furosemide", "digoxin", "ramipril 5 mg", "metformin 500 mg bd",
    "tramadol",
)  # fmt: skip
FIFTEEN = (
    *TEN, "omeprazole 20 mg od", "levothyroxine 75 mcg", "sertraline 50 mg in the morning",
    "allopurinol", "ibuprofen 400 mg tds",
)  # fmt: skip
PAIRS = 1_000_000
SUBSTANCES = 2_000


def main() -> None:
    library = open_library()
    started = time.perf_counter()
    library.check(TEN)
    print(f"ten items, the first time: {(time.perf_counter() - started) * 1000:.0f} ms")
    for typed in (TEN[:5], TEN, FIFTEEN):
        taken = sorted(_cpu(partial(library.check, typed)) for _ in range(200))
        print(f"{len(typed)} items, again: {taken[100] * 1000:.2f} ms CPU (reach 5 ms)")
    items = [library.items(name)[0] for name in library.best_covered(SUBSTANCES)]
    for place in range(0, len(items), len(TEN)):
        library.check(items[place : place + len(TEN)])
    print(f"memory with {len(items):,} substances: {_megabytes():.0f} MB")
    random_pairs(library, items)
    if sys.argv[1:]:
        beside_pddiansm(library, items, sys.argv[1])
    print(f"peak memory: {_megabytes():.0f} MB")


def random_pairs(library: Library, items: Sequence[Item]) -> None:
    """A million random pairs of the substances that most is known about, on one core."""
    draw = random.Random(1)
    pairs = [tuple(draw.sample(items, 2)) for _ in range(PAIRS)]
    started = time.process_time()
    levels = Counter(answer(library.check(pair)) for pair in pairs)
    taken = time.process_time() - started
    print(f"{PAIRS:,} random pairs of {len(items):,} substances: {taken:.0f} s CPU (reach 60 s)")
    print(
        "   " + ", ".join(f"{level} {count / PAIRS:.1%}" for level, count in levels.most_common())
    )


def beside_pddiansm(library: Library, items: Sequence[Item], python: str) -> None:
    """The same pairs for both; pddiansm needs an old pydantic, so it has a Python of its own."""
    draw = random.Random(2)
    pairs = [tuple(draw.sample(items, 2)) for _ in range(2_000)]
    mine = _each(lambda: [library.check(pair) for pair in pairs], len(pairs))
    names = json.dumps([[a.name.upper(), b.name.upper()] for a, b in pairs])
    done = subprocess.run(
        [python, "-c", THEIRS], input=names, capture_output=True, text=True, check=True
    )
    theirs = float(done.stdout)
    print(f"the same {len(pairs):,} pairs: {mine:.0f} µs each, pddiansm {theirs:.0f} µs")


THEIRS = """
import json, sys, time
from pddiansm.detector.PDDIthesaurusDetector import PDDIthesaurusDetector
from pddiansm.thesaurus.ThesauriJson import ThesauriJson
pairs = json.load(sys.stdin)
thesauri = ThesauriJson()
newest = thesauri.get_available_thesaurus_version()[-1]
detector = PDDIthesaurusDetector(thesauri.get_thesaurus(newest))
started = time.perf_counter()
for a, b in pairs:
    detector.detect_pddi(a, b)
print((time.perf_counter() - started) / len(pairs) * 1e6)
"""


def _each(call: Callable[[], object], count: int) -> float:
    return _timed(call) / count * 1e6


def _cpu(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
