"""Audit: all shared pages in two processes, in a home of its own, and the memory they take."""

from __future__ import annotations

import resource
import tarfile
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from composita.audit import audited
from composita.library import open_library

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "rxhive" / "pages.tar.xz"
JOBS = 2


def main() -> None:
    if not PAGES.is_file():
        print(f"{PAGES} is not there: nothing to measure")
        return
    library = open_library()
    with TemporaryDirectory() as folder:
        with tarfile.open(PAGES) as archive:
            archive.extractall(folder, filter="data")
        started = time.perf_counter()
        with audited([Path(folder)], library, JOBS) as report:
            found = report.summary
        seconds = time.perf_counter() - started
    print(
        f"{found.pages:,} pages, {sum(found.claims.values()):,} claims: {seconds:.0f} s (reach 40)"
    )
    print(f"memory: {_peak(resource.RUSAGE_SELF):.0f} MB here", end=", ")
    print(
        f"{_peak(resource.RUSAGE_CHILDREN):.0f} MB in the largest of {JOBS} processes (reach 500)"
    )


def _work() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    main()
