"""The manifest of a pack: what it holds, under which licence, and the hash of each file."""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from composita.errors import BadPack
from composita.facts import Source

FORMAT = 1
NAME = "pack.json"


class Contents(Struct, frozen=True):
    """One file of a pack: the hash of its lines (BLAKE2b, 32 hexadecimal digits) and their bytes.

    Both are of the lines as text, so that they do not depend on how these were compressed.
    """

    hash: str
    size: int


class Manifest(Struct, frozen=True, kw_only=True):
    """`edition` is the date of the newest data in the pack; `problems` counts what was not read."""

    name: str
    edition: str
    licence: str
    sources: tuple[Source, ...]
    files: dict[str, Contents]
    documents: int = 0
    facts: int = 0
    substances: int = 0
    problems: tuple[str, ...] = ()
    format: int = FORMAT

    @property
    def hash(self) -> str:
        """The hash that stands for the whole pack."""
        return hash_of(msgspec.json.encode(self.files, order="sorted"))


class _Format(Struct):
    format: int


def hash_of(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a folder; `BadPack` where it is missing, damaged or of a newer format."""
    path = folder / NAME
    if not path.is_file():  # a pipe may never give anything
        raise BadPack(str(folder), f"no {NAME} there: this folder is not a pack")
    try:
        data = path.read_bytes()
        if msgspec.json.decode(data, type=_Format).format > FORMAT:
            raise BadPack(str(folder), "made by a newer Composita; update with pip install -U")
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadPack(str(path), f"damaged: {error}") from None
    for name in manifest.files:
        if not re.fullmatch(r"[\w-]+\.jsonl\.gz", name):
            raise BadPack(str(path), f"names a file outside the pack: {name!r}")
    return manifest


def encode_manifest(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=2) + b"\n"
