"""Names: time of writing the tables, of `find()` with right and misspelt names, of loading them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from composita.pack import starter_packs
from composita.store.names import Names

EXACT = "Amitriptyline + Pregabalin"
TYPO = "Amitriptylin"
UNKNOWN = "Nonsensazole"
T = TypeVar("T")


def main() -> None:
    substances = [s for pack in starter_packs() for s in pack.substances()]
    names, taken = timed(lambda: Names.of(substances))
    count = sum(len(s.names) for s in substances)
    print(f"tables of {len(substances):,} substances, {count:,} names: {taken:.2f} s (reach 1.5 s)")
    say("split(), exact", lambda: names.split(EXACT), 20)
    _, taken = timed(lambda: names.split(TYPO))
    print(f"the first typing error loads the names: {taken * 1000:.0f} ms")
    say("split(), a typing error", lambda: names.split(TYPO), 20)
    say("split(), not recognised, with near names", lambda: names.split(UNKNOWN), 20)
    say("by_unii()", lambda: names.by_unii(substances[0].unii), 20)


def say(what: str, call: Callable[[], object], reach_ms: float, times: int = 50) -> None:
    taken = sorted(timed(call)[1] for _ in range(times))
    print(f"{what}: {taken[times // 2] * 1000:.2f} ms (reach {reach_ms} ms)")


def timed(call: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    result = call()
    return result, time.perf_counter() - started


if __name__ == "__main__":
    main()
