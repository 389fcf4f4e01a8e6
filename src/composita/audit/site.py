"""An audit of a whole site: many pages, several processes, and what only shows between pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from composita.audit.audit import Audited, audit
from composita.audit.between import Clash, Clashes
from composita.audit.files import Found, files, read
from composita.audit.journal import Entry, Journal, line_of, print_of
from composita.audit.summary import Summary, Tally
from composita.errors import UnreadableDocument
from composita.library import Library, Progress, quiet

_SMALL = 12  # pages that one process audits sooner than others start


class Report(NamedTuple):
    """What came of an audit. `pages` reads the journal anew each time, a page at a time."""

    summary: Summary
    clashes: tuple[Clash, ...]
    pages: Callable[[], Iterator[Audited]]


@contextmanager
def audited(
    paths: list[Path], library: Library, jobs: int = 0, progress: Progress = quiet
) -> Iterator[Report]:
    """The report on all pages in some files and folders.

    An interrupted audit of the same paths goes on where it stopped, with the pages that have not
    changed since.
    """
    key = "\n".join([str(library.path), *(str(path.resolve()) for path in paths)])
    with Journal(library.folder / "audits", key) as journal:
        _run(paths, library, journal, jobs or os.cpu_count() or 1, progress)
        tally, clashes = Tally(library.edition), Clashes()
        for page in journal.pages():
            tally.add(page)
            clashes.add(page)
        yield Report(tally.summary(), clashes.found(), journal.pages)


def _run(
    paths: list[Path], library: Library, journal: Journal, jobs: int, progress: Progress
) -> None:
    done, wanted = journal.done(), list[Found]()
    for found in files(paths):
        if isinstance(found, UnreadableDocument):
            journal.write(line_of(Entry("", _unread(found))))
        elif done.get(found.name) != print_of(found.path):
            wanted.append(found)
    for number, line in enumerate(_lines(wanted, library, jobs), 1):
        journal.write(line)
        progress("audit", number)


def _lines(wanted: list[Found], library: Library, jobs: int) -> Iterator[bytes]:
    """Pages near each other in the list share medicines: one process takes several in a row."""
    if jobs < 2 or len(wanted) < _SMALL:
        yield from (line_of(_entry(found, library)) for found in wanted)
        return
    with get_context("spawn").Pool(jobs, _open, (library.path,)) as pool:
        yield from pool.imap_unordered(_in_process, wanted, chunksize=_SMALL)


_library: Library


def _open(store: Path) -> None:
    global _library
    _library = Library(store)


def _in_process(found: Found) -> bytes:
    return line_of(_entry(found, _library))


def _entry(found: Found, library: Library) -> Entry:
    try:
        return Entry(print_of(found.path), audit(read(found), library))
    except UnreadableDocument as unreadable:
        return Entry(print_of(found.path), _unread(unreadable))


def _unread(unreadable: UnreadableDocument) -> Audited:
    return Audited(unreadable.where, "", problem=unreadable.why)
