"""The packs that came with the package: the starter."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files
from pathlib import Path

from composita.errors import BadPack
from composita.pack.pack import Pack, read_pack

PACKS = Path(str(files("composita").joinpath("packs")))


def starter_packs(without: Collection[str] = ()) -> tuple[Pack, ...]:
    """The packs that came with the package, but for those named."""
    packs = [read_pack(path.parent) for path in sorted(PACKS.glob("*/pack.json"))]
    names = {pack.manifest.name for pack in packs}
    if unknown := sorted(set(without) - names):
        raise BadPack(unknown[0], f"no such pack; there are {', '.join(sorted(names))}")
    return tuple(pack for pack in packs if pack.manifest.name not in without)
