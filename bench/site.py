"""The site: time, memory and size of whole builds, of one with nothing changed, and of pairs.

Give the folder of real data as the argument; ../shared/data without one.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from composita.library import quiet
from composita.site import Plan, build
from composita.site.folder import manifest_of

JOBS = 2
PAIRS = (1_000, 2_000, 4_000)


def main() -> None:
    data = Path(sys.argv[1] if sys.argv[1:] else "../shared/data")
    titles = data / "rxhive" / "compositions.tsv"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        say("whole list, no full text (reach 10 s, 600 MB)", Plan(titles, place / "a", jobs=JOBS))
        say("the same again, nothing changed (reach 2 s)", Plan(titles, place / "a", jobs=JOBS))
        say(
            "whole list, full text (reach 20 s)",
            Plan(titles, place / "b", fulltext=True, jobs=JOBS),
        )
        covered = singles(place / "a" / "coverage.json")
        for count in PAIRS:
            pairs = place / f"{count}.tsv"
            pairs.write_text("\n".join(drawn(covered, count)), encoding="utf-8")
            say(f"{count:,} pairs", Plan(pairs, place / str(count), jobs=JOBS))


def singles(coverage: Path) -> list[str]:
    """The covered titles of one name."""
    pages = json.loads(coverage.read_text(encoding="utf-8"))["pages"]
    return [p["title"] for p in pages if p["state"] == "covered" and len(p["names"]) == 1]


def drawn(titles: list[str], count: int) -> list[str]:
    """Pairs of titles, the same at each run."""
    return [" + ".join(random.Random(place).sample(titles, 2)) for place in range(count)]


def say(what: str, plan: Plan) -> None:
    """Prints what a build takes: on the clock, of the processors, at most in memory, on disk."""
    started, before = time.perf_counter(), processor()
    with watched() as peak:
        build(plan, quiet)
    taken, used = time.perf_counter() - started, processor() - before
    manifest = manifest_of(plan.out)
    files = manifest.files if manifest else {}
    size = sum((plan.out / path).stat().st_size for path in files) / 1e6
    print(
        f"{what}: {taken:.1f} s on the clock, {used:.1f} s of processors, {max(peak):.0f} MB; "
        f"{len(files):,} files, {size:.0f} MB"
    )


def processor() -> float:
    """Seconds of processors that this process and its finished children have used."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(r.ru_utime + r.ru_stime for r in map(resource.getrusage, kinds))


@contextmanager
def watched() -> Iterator[list[float]]:
    """The memory of this process and its children, in MB, every fifth of a second."""
    seen, stop = [0.0], threading.Event()

    def watch() -> None:
        while not stop.wait(0.2):
            seen.append(sum(map(memory, family(os.getpid()))) / 1024)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    yield seen
    stop.set()
    thread.join()


def family(pid: int) -> list[int]:
    """A process and its children."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *map(int, children)]


def memory(pid: int) -> int:
    """Kilobytes that a process holds, shared ones in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
