"""Pages and look-ups: show, find, explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from composita.cli.console import NOT_ALL_READ, Output, Title, Without, opened, write
from composita.errors import CompositaError
from composita.facts import View

if TYPE_CHECKING:
    from composita.facts import Recognised

Format = Literal["text", "md", "html", "json", "jsonld", "fhir", "epi"]


def show(
    title: Title,
    view: Annotated[View, typer.Option(help="For whom.")] = "patient",
    format: Annotated[
        Format, typer.Option(help="As a page, or for programs: JSON, JSON-LD, FHIR.")
    ] = "text",
    output: Output = None,
    without: Without = [],  # noqa: B006
) -> None:
    """Shows the page about one medicine or about several taken together."""
    from composita.publish import FORMATS

    with opened(without) as library:
        page = FORMATS[format](library.monograph(title, view))
    if output is None:
        print(page, end="")
    else:
        write(output, page)


def find(title: Title, without: Without = []) -> None:  # noqa: B006
    """Shows which substances a text names, and how it was understood."""
    with opened(without) as library:
        found = library.find(title)
    for words in found.unread:
        print(f"Not read: «{words}»")
    for name in found.names:
        print(_recognised(name))
    if not any(name.substance for name in found.names):
        raise typer.Exit(2)
    if found.unread or not all(name.substance for name in found.names):
        raise typer.Exit(NOT_ALL_READ)


def explain(
    statement: Annotated[str, typer.Argument(help="The id that a page gives a statement.")],
    without: Without = [],  # noqa: B006
) -> None:
    """Follows a statement to its facts: document, section, characters, and the words if read."""
    from composita.publish.trail import trail

    with opened(without) as library:
        found = library.explain(statement.strip().removeprefix("#"))
    if not found:
        raise CompositaError(f"{statement}: no such statement; ids stand in the professional view")
    for number, behind in enumerate(found, 1):
        print(trail(number, *behind))


_UNCERTAIN = (
    "not certain: no product of this name that is known here has this strength or form. "
    "It is known as a name of {near}; check the pack, and type the generic name"
)
_UNKNOWN = "not recognised; the generic name stands on the pack, often below the brand"


def _recognised(name: Recognised) -> str:
    shown = name.typed if len(name.typed) <= 60 else name.typed[:57] + "..."
    if name.how == "group":
        return f"{shown}: begins the names of several, type one of: {'; '.join(name.near)}"
    if name.how == "not taken":
        return f"{shown}: understood as not taken; where it is, type the name alone"
    if name.how == "uncertain":
        return f"{shown}: {_UNCERTAIN.format(near=' + '.join(name.near))}"
    if name.substance is None:
        near = f"; near names: {', '.join(name.near)}" if name.near else ""
        return f"{shown}: {_UNKNOWN}{near}"
    how = {
        "salt": f", named by its form {name.form}",
        "brand": f", named by the brand {name.matched}",
        "typo": f", read as {name.matched}",
    }.get(name.how, "")
    return f"{shown}: {name.substance.name} (UNII {name.substance.unii}){how}"
