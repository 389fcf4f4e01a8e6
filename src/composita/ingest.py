"""Read → extract → the lines of a pack, over many files: a pure function for each document.

It maps over local processes, and would over a cluster engine, without change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from composita.errors import UnreadableDocument
from composita.extract.extractors import EXTRACTORS
from composita.extract.topics import spoken
from composita.facts import Document
from composita.pack import Edition, encode_edition
from composita.read import open_documents

_CHUNK = 16  # documents a process gets at a time: enough to make the trip worth while


class Lines(Struct, frozen=True):
    """The finished lines of one source, and what of it could not be read, in words."""

    data: bytes
    problems: tuple[str, ...]


def extracted(document: Document) -> Edition:
    """The document with every fact that the extractors find in it, in the order of EXTRACTORS.

    What a section says again of the same substances is not repeated: the first passage stands for
    it. A document in another language than English is kept without facts. Each section is marked
    with the topics that it speaks of.
    """
    if document.language != "en":
        return Edition(document, ())
    facts = (fact for extract in EXTRACTORS.values() for fact in extract(document))
    once = {
        (fact.value, fact.about, fact.passage.section, fact.partly): fact
        for fact in reversed(list(facts))
    }
    return Edition(spoken(document), tuple(reversed(once.values())))


def ingest(paths: Iterable[Path], jobs: int, progress: Callable[[int], None]) -> Lines:
    """The lines of all documents under these paths, by id and without their words.

    Where two files are readings of one document, its facts come from both.
    """
    documents, problems = _read(paths)
    ordered = [documents[id] for id in sorted(documents)]
    return Lines(b"".join(_over_processes(ordered, jobs, progress)), tuple(problems))


def _read(paths: Iterable[Path]) -> tuple[dict[str, Document], list[str]]:
    documents: dict[str, Document] = {}
    problems: list[str] = []
    for path in paths:
        for document in open_documents(path):
            if isinstance(document, UnreadableDocument):
                problems.append(str(document).replace(f"{path.parent}/", ""))
                continue
            problems += [f"{document.id} ({document.title}): {p}" for p in document.problems]
            documents[document.id] = _joined(documents.get(document.id), document)
    return documents, problems


def _joined(known: Document | None, more: Document) -> Document:
    """Two readings of one document: the first, with the sections that only the second has."""
    if known is None:
        return more
    have = {section.id for section in known.sections}
    new = tuple(section for section in more.sections if section.id not in have)
    return replace(known, sections=known.sections + new)


def _over_processes(
    documents: list[Document], jobs: int, progress: Callable[[int], None]
) -> Iterator[bytes]:
    rest = iter(documents)
    chunks = list(iter(lambda: list(islice(rest, _CHUNK)), []))
    with ProcessPoolExecutor(jobs) as pool:
        for number, lines in enumerate(pool.map(_lines, chunks), 1):
            progress(min(number * _CHUNK, len(documents)))
            yield lines


def _lines(documents: list[Document]) -> bytes:
    """The pack lines of some documents, without their words: runs in a process of its own."""
    return b"".join(encode_edition(_wordless(extracted(document))) for document in documents)


def _wordless(edition: Edition) -> Edition:
    return replace(edition, document=edition.document.without_words())
