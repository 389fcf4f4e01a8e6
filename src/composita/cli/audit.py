"""Pages that are already online: audit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from composita.cli.console import Output, Without, opened, watched
from composita.errors import CompositaError


def audit(
    paths: Annotated[
        list[Path], typer.Argument(help="Markdown or HTML pages, or folders of them.")
    ],
    format: Annotated[
        Literal["text", "json", "sarif", "html"],
        typer.Option(help="As text, for programs, or as a folder of pages."),
    ] = "text",
    output: Output = None,
    contradicted: Annotated[
        int, typer.Option(help="Exit with 1 where more claims are contradicted.")
    ] = 0,
    omitted: Annotated[
        int | None, typer.Option(help="Exit with 1 where more must-haves are left out.")
    ] = None,
    jobs: Annotated[int, typer.Option(help="How many processes.")] = os.cpu_count() or 1,
    without: Without = [],  # noqa: B006
) -> None:
    """Holds written pages against the sources: claim by claim, and what they leave out."""
    from composita.audit import audited
    from composita.audit.reports import write

    with (
        opened(without) as library,
        watched() as progress,
        audited(paths, library, jobs, progress) as report,
    ):
        write(report, format, output)
        found = report.summary
    most = sum(found.omitted.values())
    if found.claims["contradicted"] > contradicted or (omitted is not None and most > omitted):
        raise typer.Exit(1)
    if not found.pages:
        raise CompositaError("None of these could be audited; the report says why")
