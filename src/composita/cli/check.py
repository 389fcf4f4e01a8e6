"""Medicines taken together: check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from composita.cli.console import Output, Without, opened, write
from composita.errors import CompositaError
from composita.facts import Patient, View

_REGIMEN = 'Each medicine, as you would write it: "pregabalin 75 mg twice a day".'


def check(
    regimen: Annotated[list[str] | None, typer.Argument(help=_REGIMEN)] = None,
    file: Annotated[Path | None, typer.Option(help="Read the list here, one a line.")] = None,
    view: Annotated[View, typer.Option(help="For whom.")] = "patient",
    format: Annotated[
        Literal["text", "md", "json"], typer.Option(help="As text, Markdown or JSON.")
    ] = "text",
    output: Output = None,
    age: Annotated[float | None, typer.Option(help="In years.")] = None,
    pregnant: Annotated[bool, typer.Option("--pregnant", help="Pregnant.")] = False,
    breastfeeding: Annotated[bool, typer.Option("--breastfeeding", help="Breastfeeding.")] = False,
    creatinine_clearance: Annotated[float | None, typer.Option(help="In mL/min.")] = None,
    kidney: Annotated[bool, typer.Option("--kidney", help="Kidney disease.")] = False,
    liver: Annotated[bool, typer.Option("--liver", help="Liver disease.")] = False,
    condition: Annotated[list[str], typer.Option(help="An illness; can be given again.")] = [],  # noqa: B006
    alcohol: Annotated[bool, typer.Option("--alcohol", help="Drinks alcohol.")] = False,
    driving: Annotated[bool, typer.Option("--driving", help="Drives.")] = False,
    without: Without = [],  # noqa: B006
) -> None:
    """Shows what matters when medicines are taken together, and what nobody says."""
    from composita.publish import FORMATS

    patient = Patient(
        age, pregnant, breastfeeding, creatinine_clearance, kidney, liver, tuple(condition),
        alcohol, driving,
    )  # fmt: skip
    with opened(without) as library:
        found = library.check([*(regimen or ()), *_listed(file)], patient)
        page = FORMATS[format](library.checked(found, view))
    if output is None:
        typer.echo(page, nl=False)
    else:
        write(output, page)


def _listed(file: Path | None) -> tuple[str, ...]:
    """The items of a list in a file."""
    if file is None:
        return ()
    try:
        return (file.read_text(encoding="utf-8"),)
    except (OSError, UnicodeDecodeError) as error:
        raise CompositaError(f"{file}: cannot be read as a list of medicines: {error}") from error
