"""The packs that there are: those that came with the package, and a person's own beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib.resources import files
from pathlib import Path

from composita.errors import BadPack
from composita.pack.pack import Pack, read_pack

PACKS = Path(str(files("composita").joinpath("packs")))


def starter_packs(without: Collection[str] = ()) -> tuple[Pack, ...]:
    """The packs that came with the package, but for those named."""
    return _but(_packs_in(PACKS), without)


def all_packs(folder: Path, without: Collection[str] = ()) -> tuple[Pack, ...]:
    """The starter packs and those in a folder, but for those named.

    A pack in the folder takes the place of the starter pack of its name.
    """
    return _but({**_packs_in(PACKS), **_packs_in(folder)}, without)


def _packs_in(folder: Path) -> dict[str, Pack]:
    packs = (read_pack(path.parent) for path in sorted(folder.glob("*/pack.json")))
    return {pack.manifest.name: pack for pack in packs}


def _but(packs: Mapping[str, Pack], without: Collection[str]) -> tuple[Pack, ...]:
    if unknown := sorted(set(without) - packs.keys()):
        raise BadPack(unknown[0], f"no such pack; there are {', '.join(sorted(packs))}")
    return tuple(pack for name, pack in packs.items() if name not in without)
