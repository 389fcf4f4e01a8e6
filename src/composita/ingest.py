"""Read → extract → pack over many files: a pure function for each document, over processes."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import blake2b
from importlib.resources import files
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from composita.errors import CompositaError, UnreadableDocument
from composita.extract import EXTRACTORS
from composita.facts import Document, Source
from composita.pack import Edition, Pack, encode_edition, write_pack
from composita.read import LISTS, open_documents, sources

Progress = Callable[[str, int], None]  # which source, and how many documents are done

_CHUNK = 16  # documents a process gets at a time: enough to make the trip worth while


class Origin(Struct, frozen=True):
    """Where a source's files lie under the data folder: an entry of `starter.toml`."""

    edition: str
    documents: tuple[str, ...] = ()
    list: str = ""


class Lines(Struct, frozen=True):
    """The finished lines of one source, and what of it could not be read."""

    data: bytes
    problems: tuple[str, ...]


def extracted(document: Document) -> Edition:
    """The document with every fact that the extractors find in it, in the order of EXTRACTORS.

    A document in another language than English is kept without facts.
    """
    if document.language != "en":
        return Edition(document, ())
    facts = (fact for extract in EXTRACTORS.values() for fact in extract(document))
    return Edition(document, tuple(facts))


def build_packs(
    data: Path, out: Path, without: Iterable[str], jobs: int, progress: Progress
) -> Iterator[Pack]:
    """Builds the starter packs from the data folder into folders of `out`, one after another.

    A source that is done is kept in `out/.unfinished` until its pack is: an interrupted build
    goes on where it stopped, unless the code or the data have changed.
    """
    cards = sources()
    for name, origins in sorted(_by_pack(cards).items()):
        if name in set(without):
            continue
        lines = {id: _resumed(id, data, origin, out, jobs, progress) for id, origin in origins}
        yield write_pack(
            out / name,
            name,
            edition=max(origin.edition for _, origin in origins),
            sources=[cards[id] for id, _ in origins],
            files={f"{id}.jsonl": lines[id].data for id, _ in origins},
            problems=[problem for id, _ in origins for problem in lines[id].problems],
        )


def _by_pack(cards: dict[str, Source]) -> dict[str, list[tuple[str, Origin]]]:
    plan = tomllib.loads(files("composita").joinpath("starter.toml").read_text())
    packs: dict[str, list[tuple[str, Origin]]] = defaultdict(list)
    for id, entry in sorted(plan.items()):
        packs[cards[id].pack].append((id, msgspec.convert(entry, Origin)))
    return packs


def _resumed(
    id: str, data: Path, origin: Origin, out: Path, jobs: int, progress: Progress
) -> Lines:
    """The lines of a source, from an interrupted build where there is one."""
    kept = out / ".unfinished" / f"{id}-{_fingerprint(data, origin)}"
    if kept.exists():
        return msgspec.msgpack.decode(kept.read_bytes(), type=Lines)
    lines = _lines(id, data, origin, jobs, progress)
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(".part")
    unfinished.write_bytes(msgspec.msgpack.encode(lines))
    unfinished.replace(kept)
    return lines


def _lines(id: str, data: Path, origin: Origin, jobs: int, progress: Progress) -> Lines:
    if origin.list:
        path = data / origin.list
        edition = Edition(LISTS[id].document(path), tuple(LISTS[id].read(path)))
        return Lines(encode_edition(edition), edition.document.problems)
    documents, problems = _read_all(data, origin)
    encoded = b"".join(_over_processes(documents, jobs, lambda done: progress(id, done)))
    return Lines(encoded, tuple(problems))


def _read_all(data: Path, origin: Origin) -> tuple[list[Document], list[str]]:
    """A source's documents by id, and its problems with the files named as the plan names them."""
    found: dict[str, Document] = {}
    problems: list[str] = []
    for path in origin.documents:
        for document in open_documents(data / path):
            if isinstance(document, UnreadableDocument):
                problems.append(str(document).replace(f"{data}/", ""))
                continue
            problems += [f"{document.id} ({document.title}): {p}" for p in document.problems]
            found[document.id] = _joined(found.get(document.id), document)
    return [found[id] for id in sorted(found)], problems


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
        for number, encoded in enumerate(pool.map(_encoded, chunks), 1):
            progress(min(number * _CHUNK, len(documents)))
            yield encoded


def _encoded(documents: list[Document]) -> bytes:
    """The pack lines of some documents, without their words: runs in a process of its own."""
    return b"".join(encode_edition(_wordless(extracted(document))) for document in documents)


def _wordless(edition: Edition) -> Edition:
    return replace(edition, document=edition.document.without_words())


def _fingerprint(data: Path, origin: Origin) -> str:
    """Changes when a file of the source or our own code does."""
    roots = [data / path for path in (*origin.documents, *filter(None, [origin.list]))]
    if missing := [str(root) for root in roots if not root.exists()]:
        raise CompositaError(f"{missing[0]}: not there; name the data folder with --data")
    seen = blake2b(digest_size=8)
    for path in sorted(file for root in roots for file in _files_under(root)):
        seen.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    for path in _files_under(Path(str(files("composita")))):
        if path.suffix in {".py", ".toml", ".tsv"}:
            seen.update(path.read_bytes())
    return seen.hexdigest()


def _files_under(root: Path) -> list[Path]:
    return [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
