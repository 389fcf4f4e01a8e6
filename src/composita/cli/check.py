"""Medicines taken together: check."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
import typer
from msgspec.structs import asdict

from composita.cli.console import Output, Without, complain, given, opened, write
from composita.errors import CompositaError
from composita.facts import Item, Patient, View

if TYPE_CHECKING:
    from composita.library import Library

_REGIMEN = 'Each medicine, as you would write it: "pregabalin 75 mg twice a day".'
_FILE = "Read this: a list, one medicine a line; or a person's record, FHIR in JSON."
_NOT_WHOLE = 3  # the exit code where something that was typed is not in the answer


def check(
    regimen: Annotated[list[str] | None, typer.Argument(help=_REGIMEN)] = None,
    file: Annotated[Path | None, typer.Option(help=_FILE)] = None,
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
    allergy: Annotated[
        list[str], typer.Option(help="A medicine or class; can be given again.")
    ] = [],  # noqa: B006
    alcohol: Annotated[bool, typer.Option("--alcohol", help="Drinks alcohol.")] = False,
    driving: Annotated[bool, typer.Option("--driving", help="Drives.")] = False,
    without: Without = [],  # noqa: B006
) -> None:
    """Shows what matters when medicines are taken together, and what nobody says.

    Ends with exit code 3 where something that was typed was not understood.
    """
    from composita.publish import FORMATS

    patient = Patient(
        age, pregnant, breastfeeding, creatinine_clearance, kidney, liver, tuple(condition),
        alcohol, driving, tuple(allergy),
    )  # fmt: skip
    with opened(without) as library:
        items, recorded = _read(file, library)
        found = library.check([*(regimen or ()), *items], _both(patient, recorded))
        page = FORMATS[format](library.checked(found, view))
    if output is None:
        print(page, end="")
    else:
        write(output, page)
    if found.not_read:
        raise typer.Exit(_NOT_WHOLE)


def _read(file: Path | None, library: Library) -> tuple[list[str | Item], Patient]:
    """The items of a list in a file, or those of a person's record with the person."""
    if file is None:
        return [], Patient()
    try:
        text = given(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CompositaError(f"{file}: cannot be read as a list of medicines: {error}") from error
    data = _json(text)
    if data is None and file.suffix.lower() != ".json":
        return [text], Patient()
    return _record(file, data, library)


def _json(text: str) -> object:
    """The value of a JSON text, or those of its lines; None where it is none."""
    for decode in (msgspec.json.decode, msgspec.json.Decoder().decode_lines):
        with suppress(msgspec.DecodeError, RecursionError):
            found = decode(text)
            return found if isinstance(found, dict | list) and found else None
    return None


def _record(file: Path, data: object, library: Library) -> tuple[list[str | Item], Patient]:
    """A record's medicines and person; what else it holds is told, and nothing of it is kept."""
    from composita.serve.parameters import record

    try:
        found = record(data, library)
    except CompositaError as error:
        raise CompositaError(f"{file}: not a record that can be read: {error}") from error
    if found.left_out:
        complain(f"{file}: left out: {', '.join(found.left_out)}")
    return [*found.items], found.patient


def _both(typed: Patient, recorded: Patient) -> Patient:
    """What was typed of the person, and what their record says besides."""
    return Patient(**{k: _more(v, getattr(recorded, k)) for k, v in asdict(typed).items()})


def _more(typed: Any, recorded: Any) -> Any:
    if isinstance(typed, tuple) and isinstance(recorded, tuple):
        return typed + recorded
    return recorded if typed is None or typed is False else typed
