"""Pages made by several processes: each opens the library, and writes what it makes."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from composita.library import Library, open_library
from composita.site import shards
from composita.site.folder import Folder
from composita.site.frame import Settings
from composita.site.medicines import Medicines
from composita.site.pages import Entry, made
from composita.site.rows import Row

T = TypeVar("T")

_CHUNK = 60  # pages that a process makes before it reports


class Work(NamedTuple):
    """What every process needs: where pages go, and where their Markdown, if anybody asked."""

    settings: Settings
    without: tuple[str, ...]
    site: str
    jekyll: str = ""


class Finished(NamedTuple):
    """A page that is written: its files with their hashes, and the hash of its Markdown or ""."""

    entry: Entry
    written: dict[str, str]
    markdown: str


class Workers:
    """Several processes, as long as the block lasts."""

    def __init__(self, work: Work, jobs: int) -> None:
        self._pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work,))

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def pages(self, rows: Sequence[Row]) -> Iterator[list[Finished]]:
        """Makes the pages of all rows; what is finished comes in the order of the rows."""
        return self._pool.map(_make, _chunks(rows))

    def shards(self, uniis: Sequence[str]) -> Iterator[dict[str, str]]:
        """Makes the files of the check for these substances; gives their hashes by path."""
        spoken_of = frozenset().union(*self._pool.map(_terms, _chunks(uniis)))
        return self._pool.map(partial(_shards, spoken_of), _chunks(uniis))


def _chunks(work: Sequence[T]) -> list[Sequence[T]]:
    return [work[at : at + _CHUNK] for at in range(0, len(work), _CHUNK)]


class _Process(NamedTuple):
    """What a process keeps from one chunk to the next."""

    library: Library
    medicines: Medicines
    settings: Settings
    site: Folder
    jekyll: Folder | None


_process: list[_Process] = []


def _begin(work: Work) -> None:
    gc.set_threshold(200_000, 20, 100)  # few values make cycles; looking for them took a third
    jekyll = Folder(Path(work.jekyll)) if work.jekyll else None
    library = open_library(without=work.without)
    _process[:] = [
        _Process(library, Medicines(library), work.settings, Folder(Path(work.site)), jekyll)
    ]


def _make(rows: Sequence[Row]) -> list[Finished]:
    [process] = _process
    return [_finished(row, process) for row in rows]


def _terms(uniis: Sequence[str]) -> frozenset[str]:
    [process] = _process
    return frozenset(shards.terms(process.library, uniis))


def _shards(spoken_of: frozenset[str], uniis: Sequence[str]) -> dict[str, str]:
    [process] = _process
    made = shards.shards(process.library, uniis, spoken_of)
    return {path: process.site.write(path, text.encode()) for path, text in made}


def _finished(row: Row, process: _Process) -> Finished:
    page = made(row, process.library, process.medicines, process.settings)
    texts = {f"{row.path}.html": page.html, f"{row.path}.fhir.json": page.bundle}
    written = {path: process.site.write(path, t.encode()) for path, t in texts.items() if t}
    markdown = ""
    if process.jekyll and page.markdown:
        markdown = process.jekyll.write(f"{row.path}.md", page.markdown.encode())
    return Finished(page.entry, written, markdown)
