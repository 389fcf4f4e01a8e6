"""Pages: time of `monograph()` and `find()`, and time and peak memory of `show` as a process."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable

from composita.library import Library, open_library

PAIR = "Amitriptyline + Pregabalin"
SHOW = ["-c", "from composita.cli import main; main()", "show", PAIR]


def main() -> None:
    started = time.perf_counter()
    library = open_library()
    print(f"open the library (store made if absent): {time.perf_counter() - started:.2f} s")
    say("monograph() of two substances", lambda: library.monograph(PAIR), 5)
    say("monograph(), professional", lambda: library.monograph(PAIR, "professional"), 5)
    say("find(), exact", lambda: library.find(PAIR), 20)
    typo(library)
    process()


def typo(library: Library) -> None:
    say("find() with a typing error", lambda: library.find("Amitriptylin + Pregabalni"), 20)


def say(what: str, call: Callable[[], object], reach_ms: float, times: int = 30) -> None:
    """Prints the median time of a call after a first one that is not counted."""
    call()
    taken = sorted(_timed(call) for _ in range(times))
    print(f"{what}: {taken[times // 2] * 1000:.2f} ms (reach {reach_ms} ms)")


def process() -> None:
    """Prints the median time and the peak memory of the whole command."""
    taken = sorted(_timed(lambda: _run(SHOW)) for _ in range(7))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"show, whole process: {taken[3]:.2f} s (reach 0.5 s), peak {peak:.0f} MB (reach 150 MB)")


def _run(arguments: list[str]) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
