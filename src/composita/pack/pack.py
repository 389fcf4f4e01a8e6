"""Reading, verifying and writing whole packs."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from composita.errors import BadPack
from composita.facts import Source, Substance
from composita.pack.lines import Edition, decode_editions
from composita.pack.manifest import (
    NAME,
    Contents,
    Manifest,
    encode_manifest,
    hash_of,
    read_manifest,
)

_SUBSTANCES = "substances.jsonl.gz"


class Pack(Struct, frozen=True):
    """A pack in a folder. Its contents are read when they are asked for, file by file."""

    folder: Path
    manifest: Manifest

    def editions(self) -> Iterator[Edition]:
        for name in sorted(self.manifest.files):
            if name != _SUBSTANCES:
                yield from decode_editions(self._lines(name), str(self.folder / name))

    def substances(self) -> tuple[Substance, ...]:
        if _SUBSTANCES not in self.manifest.files:
            return ()
        try:
            return tuple(msgspec.json.decode(b, type=Substance) for b in self._lines(_SUBSTANCES))
        except msgspec.MsgspecError as error:
            raise BadPack(str(self.folder / _SUBSTANCES), f"damaged: {error}") from None

    def _lines(self, name: str) -> list[bytes]:
        """The lines of a file that is what the manifest says it is."""
        stated = self.manifest.files[name]
        data = _read(self.folder / name, stated.size)
        if hash_of(data) != stated.hash:
            raise BadPack(str(self.folder / name), "its hash is wrong; get the pack again")
        return data.splitlines()


def read_pack(folder: Path) -> Pack:
    """The pack in a folder; only the manifest is read at once."""
    return Pack(folder, read_manifest(folder))


def verify_pack(folder: Path) -> Pack:
    """The pack, after every line of every file has been read and checked against its hash."""
    pack = read_pack(folder)
    editions = list(pack.editions())
    counted = (len(editions), sum(len(e.facts) for e in editions), len(pack.substances()))
    stated = (pack.manifest.documents, pack.manifest.facts, pack.manifest.substances)
    if counted != stated:
        raise BadPack(str(folder), f"holds {counted} documents, facts, substances; says {stated}")
    return pack


def write_pack(
    folder: Path,
    name: str,
    edition: str,
    sources: Iterable[Source],
    files: Mapping[str, bytes],
    problems: Iterable[str] = (),
) -> Pack:
    """Writes a pack: `files` maps names such as "us-spl.jsonl.gz" to their finished lines.

    The manifest is written last, so a folder without one is an unfinished pack.
    """
    cards = tuple(sorted(sources, key=lambda card: card.id))
    manifest = Manifest(
        name=name,
        edition=edition,
        licence="; ".join(sorted({card.licence for card in cards})),
        sources=cards,
        files={n: Contents(hash_of(data), len(data)) for n, data in sorted(files.items())},
        documents=sum(_count(data, b"{") for n, data in files.items() if n != _SUBSTANCES),
        facts=sum(_count(data, b"[") for data in files.values()),
        substances=files.get(_SUBSTANCES, b"").count(b"\n"),
        problems=tuple(problems),
    )
    folder.mkdir(parents=True, exist_ok=True)
    for stale in {p.name for p in folder.glob("*.jsonl.gz")} - set(files):
        (folder / stale).unlink()
    for file, data in files.items():
        _write(folder / file, gzip.compress(data, mtime=0))
    _write(folder / NAME, encode_manifest(manifest))
    return Pack(folder, manifest)


def _count(data: bytes, opening: bytes) -> int:
    return data.count(b"\n" + opening) + data.startswith(opening)


def _read(path: Path, size: int) -> bytes:
    """The lines in a file, or one byte more than it should hold: never more than that."""
    if not path.is_file():
        raise BadPack(str(path), "missing; get the pack again")
    try:
        with gzip.open(path) as file:
            return file.read(size + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise BadPack(str(path), f"damaged: {error}; get the pack again") from None


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(data)
    unfinished.replace(path)
