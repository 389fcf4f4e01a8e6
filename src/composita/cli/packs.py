"""Packs of facts: pack build, pack verify, pack info."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from composita.cli.console import Without, echo, one_line, watched

if TYPE_CHECKING:
    from composita.pack import Manifest


def build(
    name: Annotated[str, typer.Argument(help="An optional pack (ansm), for yourself.")] = "",
    data: Annotated[Path, typer.Option(help="The folder of real data.")] = Path("../shared/data"),
    out: Annotated[Path, typer.Option(help="Where the packs go.")] = Path("src/composita/packs"),
    without: Without = [],  # noqa: B006
    jobs: Annotated[int, typer.Option(help="How many processes.")] = os.cpu_count() or 1,
) -> None:
    """Builds the starter packs, or an optional one; goes on where a build was interrupted."""
    if name:
        from composita.optional import build_optional
        from composita.store import home

        print(_described(build_optional(name, home() / "packs").manifest))
        return
    from composita.starter import build_packs

    with watched() as progress:
        for pack in build_packs(data, out, without, jobs, progress):
            print(_described(pack.manifest))


def verify(folders: list[Path]) -> None:
    """Checks every line of packs against their manifests."""
    from composita.pack import verify_pack

    for folder in folders:
        print(f"{folder}: as its manifest says; {_described(verify_pack(folder).manifest)}")


def info(folders: list[Path]) -> None:
    """Describes packs: edition, licence, sources and counts."""
    from composita.pack import read_pack

    for folder in folders:
        manifest = read_pack(folder).manifest
        print(_described(manifest))
        for source in manifest.sources:
            echo(f"{source.name}. {source.publisher}. {source.licence}.")


def _described(manifest: Manifest) -> str:
    return one_line(
        f"pack {manifest.name}, edition {manifest.edition}: {manifest.documents:,} documents, "
        f"{manifest.facts:,} facts, {manifest.substances:,} substances, "
        f"{len(manifest.problems):,} problems; {manifest.licence}"
    )
