"""Packs: facts at rest. A pack is a folder of text files and a manifest that vouches for them.

    pack.json             Manifest: edition, licence, source cards, and for each file its hash
    <source>.jsonl.gz     a line for each document (an object) followed by its facts (arrays)
    substances.jsonl.gz   a line for each substance with its names (the names pack only)

`write_pack` makes one, `read_pack` gives it back, `verify_pack` raises `BadPack` where a file is
not what the manifest says. Two writes of the same contents give the same bytes.
"""

from composita.pack.lines import Edition, decode_editions, encode_edition
from composita.pack.manifest import FORMAT, Manifest
from composita.pack.pack import Pack, read_pack, verify_pack, write_pack
from composita.pack.shipped import PACKS, all_packs, starter_packs

__all__ = [
    "FORMAT", "PACKS", "Edition", "Manifest", "Pack", "all_packs", "decode_editions",
    "encode_edition", "read_pack", "starter_packs", "verify_pack", "write_pack",
]  # fmt: skip
