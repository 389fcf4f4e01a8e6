"""The starter packs: built from the folder of real data as `starter.toml` plans it.

A source that is done is kept aside until all are: an interrupted build goes on where it
stopped, unless the code or the data have changed.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from shutil import rmtree

import msgspec
from msgspec import Struct

from composita.errors import CompositaError
from composita.ingest import Lines, ingest
from composita.pack import Edition, Pack, encode_edition, write_pack
from composita.read import LISTS, drugsatfda, sources
from composita.read.inn import read as read_inns
from composita.read.unii import read as read_unii
from composita.store.substances import substances

Progress = Callable[[str, int], None]  # which source, and how many documents are done


_CODE = Path(str(files("composita")))


class Origin(Struct, frozen=True, kw_only=True):
    """Where a source's files lie under the data folder: an entry of `starter.toml`."""

    edition: str
    documents: tuple[str, ...] = ()
    list: str = ""
    names: tuple[str, ...] = ()


def build_packs(
    data: Path, out: Path, without: Collection[str], jobs: int, progress: Progress
) -> Iterator[Pack]:
    """Builds the starter packs into folders of `out`, one after another; the names come last."""
    built: list[Pack] = []
    for name, origins in sorted(_plan().items(), key=lambda item: item[0] == "names"):
        if name in without:
            continue
        files = {}
        problems: list[str] = []
        for id, origin in origins.items():
            lines = _kept(id, data, origin, out, built, jobs, progress)
            files["substances.jsonl.gz" if origin.names else f"{id}.jsonl.gz"] = lines.data
            problems += lines.problems
        edition = max(origin.edition for origin in origins.values())
        cards = [sources()[id] for id in origins]
        built.append(write_pack(out / name, name, edition, cards, files, problems))
        yield built[-1]
    rmtree(out / ".unfinished")


def _plan() -> dict[str, dict[str, Origin]]:
    """For each pack, its sources and where they lie."""
    packs: dict[str, dict[str, Origin]] = defaultdict(dict)
    for id, entry in tomllib.loads(
        files("composita").joinpath("starter.toml").read_text(encoding="utf-8")
    ).items():
        packs[sources()[id].pack][id] = msgspec.convert(entry, Origin)
    return packs


def _kept(
    id: str,
    data: Path,
    origin: Origin,
    out: Path,
    built: list[Pack],
    jobs: int,
    progress: Progress,
) -> Lines:
    """The lines of a source, from an interrupted build where there is one."""
    kept = out / ".unfinished" / f"{id}-{_fingerprint(data, origin, built)}"
    if kept.exists():
        return msgspec.msgpack.decode(kept.read_bytes(), type=Lines)
    if origin.names:
        lines = _names(data, origin, built)
    elif origin.list:
        edition = Edition(*LISTS[id](data / origin.list))
        lines = Lines(encode_edition(edition), edition.document.problems)
    else:
        paths = [data / path for path in origin.documents]
        lines = ingest(paths, jobs, lambda done: progress(id, done))
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.with_suffix(".part").write_bytes(msgspec.msgpack.encode(lines))
    kept.with_suffix(".part").replace(kept)
    return lines


def _names(data: Path, origin: Origin, built: Iterable[Pack]) -> Lines:
    """The substances that the other packs are about or that `origin.names[2]` has titles of."""
    unii, inn, titles, register = (data / path for path in origin.names)
    editions = [edition for pack in built for edition in pack.editions()]
    labelled = [product for edition in editions for product in edition.document.products]
    products = [*labelled, *drugsatfda.products(register)]
    listed = {name for edition in editions for fact in edition.facts for name in fact.about}
    rows = titles.read_text(encoding="utf-8").splitlines()[1:]
    titled = {name for row in rows for name in row.split("\t")[0].split(" + ")}
    with unii.open("rb") as rows_of_unii:
        names = read_unii(rows_of_unii, str(unii))
        inns = read_inns(inn.read_bytes(), str(inn))
        found = substances(names, inns, products, sorted(listed | titled))
    return Lines(b"".join(msgspec.json.encode(s) + b"\n" for s in found), ())


def _fingerprint(data: Path, origin: Origin, built: Iterable[Pack]) -> str:
    """Changes when a file of the source, a pack that it is made from, or our own code does."""
    roots = [data / path for path in (*origin.documents, *origin.names, origin.list) if path]
    if missing := [str(root) for root in roots if not root.exists()]:
        raise CompositaError(f"{missing[0]}: not there; name the data folder with --data")
    seen = blake2b(digest_size=8)
    for path in (file for root in roots for file in _files_under(root)):
        seen.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    for path in _files_under(_CODE):
        if path.suffix in {".py", ".toml", ".tsv"}:
            seen.update(path.read_bytes())
    for pack in built if origin.names else ():
        seen.update(pack.manifest.hash.encode())
    return seen.hexdigest()


def _files_under(root: Path) -> list[Path]:
    return [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
