"""What the library is made of: read, sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from composita.cli.console import Without, echo, opened, watched
from composita.errors import UnreadableDocument

if TYPE_CHECKING:
    from composita.library import Library


def read(paths: list[Path]) -> None:
    """Adds your own labels (SPL, openFDA, ePI, leaflets; files, folders or zips) to the store."""
    bad: list[UnreadableDocument] = []
    good = 0
    with opened() as library, watched() as progress:
        for path in paths:
            for outcome in library.read(path, progress):
                if isinstance(outcome, UnreadableDocument):
                    bad.append(outcome)
                else:
                    good += 1
    typer.echo(f"{good} read, {len(bad)} not.")
    for problem in bad:
        typer.echo(f"  not read: {problem}", err=True)
    if bad:
        raise typer.Exit(2)


def sources(
    problems: Annotated[bool, typer.Option("--problems", help="List what was not read.")] = False,
    without: Without = [],  # noqa: B006
) -> None:
    """Lists the sources with licence, edition and counts."""
    with opened(without) as library:
        if problems:
            for pack in library.packs():
                for problem in pack.problems:
                    echo(f"{pack.name}: {problem}")
        else:
            _print_sources(library)


def _print_sources(library: Library) -> None:
    from composita.store import Counts

    counts = library.counts()
    for pack in library.packs():
        for source in pack.sources:
            has = counts.get(source.id, Counts())
            typer.secho(source.name, bold=True)
            echo(f"{source.publisher}. {source.licence}. Pack {pack.name}, edition {pack.edition}.")
            held = (
                f"{pack.substances:,} substances"
                if pack.substances
                else (f"{has.documents:,} documents, {has.facts:,} facts")
            )
            unused = f"; {has.unused:,} are about nothing recognised" if has.unused else ""
            echo(f"{held}{unused}.")
        if pack.problems:
            echo(f"{len(pack.problems)} problems: see composita sources --problems")
