"""A whole site from a list: site build, site check."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from composita.cli.console import Without, complain, echo, regular, watched

if TYPE_CHECKING:
    from composita.site import Report

Out = Annotated[Path, typer.Option(help="The folder of the site.")]


def build(
    list: Annotated[Path, typer.Option(help="Titles and paths, with a tab between.")],
    out: Out = Path("site"),
    jekyll: Annotated[Path | None, typer.Option(help="Write Markdown for Jekyll here.")] = None,
    base_url: Annotated[str, typer.Option(help="The address that the site will have.")] = "",
    report_to: Annotated[str, typer.Option(help="Where errors go: mailto:… or https://…")] = "",
    no_fulltext: Annotated[
        bool, typer.Option("--no-fulltext", help="Leave the index for search in the text out.")
    ] = False,
    fhir: Annotated[
        bool, typer.Option("--fhir", help="Write a FHIR Bundle beside each page that has sources.")
    ] = False,
    without: Without = [],  # noqa: B006
    allow: Annotated[
        list[str], typer.Option(help="Publish this pack though its licence does not say so.")
    ] = [],  # noqa: B006
    jobs: Annotated[int, typer.Option(help="How many processes.")] = os.cpu_count() or 1,
) -> None:
    """Builds a static site, a page for each title of a list; the old one stays until it is done."""
    from composita.site import Plan
    from composita.site import build as build_site

    plan = Plan(
        regular(list), out, jekyll, base_url, report_to, tuple(without), tuple(allow),
        not no_fulltext, fhir, jobs,
    )  # fmt: skip
    with watched("pages") as progress:
        report = build_site(plan, progress)
    _tell(report, out)


def check(out: Annotated[Path, typer.Argument(help="The folder of the site.")]) -> None:
    """Reads a written site again: files as they were written, links that lead on."""
    from composita.site import prove

    with watched("files") as progress:
        read, problems = prove(out, progress)
    for problem in problems:
        complain(problem)
    print(f"{read:,} files read, {len(problems):,} problems.")
    if problems:
        raise typer.Exit(2)


def _tell(report: Report, out: Path) -> None:
    if report.unchanged:
        print(f"{out}: nothing has changed since it was built.")
        return
    print(f"{out}: {report.pages:,} pages.")
    echo(", ".join(f"{state} {count:,}" for state, count in sorted(report.states.items())) + ".")
    if report.grade is not None:
        echo(f"Reading grade of the patient view (Flesch–Kincaid), median: {report.grade:.1f}.")
    for problem in report.problems:
        echo(problem)
