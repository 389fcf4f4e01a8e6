"""Labels: how fast SPL is read on one core, and what memory a large openFDA part takes."""

from __future__ import annotations

import json
import resource
import time
from collections import deque
from collections.abc import Callable
from itertools import starmap
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from composita.errors import UnreadableDocument
from composita.read import armour, open_documents, spl

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data" / "labels" / "us-spl-xml"
INVENTED = ROOT / "tests" / "read" / "labels"

PARTS_MB = (50, 400)


def main() -> None:
    for megabytes in PARTS_MB:
        with get_context("spawn").Pool(1) as apart:
            peak, seconds = apart.apply(streamed, (megabytes,))
        found = f"peak {peak:.0f} MB (reach 200 MB), {megabytes / seconds:.0f} MB/s"
        print(f"openFDA part of {megabytes} MB, streamed: {found}")
    folder = REAL if REAL.is_dir() else INVENTED
    labels = [(path.read_bytes(), path.name) for path in sorted(folder.glob("*.xml"))]
    size = sum(len(data) for data, _ in labels) / 1e6
    parsing = size / best_of(lambda: [armour.xml(data, name) for data, name in labels])
    reading = size / best_of(lambda: deque(starmap(read, labels), maxlen=0))
    print(f"SPL, {len(labels)} files of {size:.1f} MB: {reading:.0f} MB/s a core (reach 50 MB/s)")
    print(f"SPL, parsing the XML alone, the bound of that: {parsing:.0f} MB/s a core")


def read(data: bytes, name: str) -> None:
    """Reads one label and lets go of it; what is no label costs its parsing."""
    try:
        deque(spl.read(data, name), maxlen=0)
    except UnreadableDocument:
        return


def best_of(call: Callable[[], object], times: int = 7) -> float:
    return min(cpu_seconds(call) for _ in range(times))


def cpu_seconds(call: Callable[[], object]) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started


def streamed(size_mb: int) -> tuple[float, float]:
    """Peak memory of this process and CPU seconds for an invented part of that size."""
    with TemporaryDirectory() as folder:
        part = Path(folder, "drug-label-0001-of-0001.json")
        write_part(part, size_mb)
        seconds = cpu_seconds(lambda: deque(open_documents(part), maxlen=0))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, seconds


def write_part(part: Path, size_mb: int) -> None:
    """One record of about 70 kB, as openFDA's are, over and over."""
    sentence = "Take care with Exemplin, and see the other sections of this label. "
    record = json.dumps({
        "set_id": "00000000-0000-0000-0000-000000000000",
        "effective_time": "20260101",
        "warnings": [sentence * 500],
        "adverse_reactions": [sentence * 500],
        "openfda": {"substance_name": ["EXEMPLAMINE"], "unii": ["EXAMPLE000"]},
    })  # fmt: skip
    with part.open("w") as file:
        file.write('{"meta": {}, "results": [')
        for number in range(size_mb * 1_000_000 // len(record)):
            file.write(f"{',' if number else ''}{record}\n")
        file.write("]}")


if __name__ == "__main__":
    main()
