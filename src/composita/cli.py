"""The commands: parse, call, print. An error of ours is one line on stderr and exit code 2."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from composita.errors import CompositaError, UnreadableDocument
from composita.facts import View

if TYPE_CHECKING:
    from composita.facts import Recognised
    from composita.library import Library, Progress
    from composita.pack import Manifest

app = typer.Typer(
    help="A medicine reference in which every statement has a source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
packs = typer.Typer(help="Build, verify and describe packs of facts.", no_args_is_help=True)
app.add_typer(packs, name="pack")


Format = Literal["text", "md", "json"]
Title = Annotated[str, typer.Argument(help='One medicine or several: "A + B", "A/B", "A and B".')]
Without = Annotated[list[str], typer.Option(help="Leave this pack out; can be given again.")]


def main() -> None:
    """Runs a command; what a person can mend is said in one line."""
    try:
        app(standalone_mode=True)
    except CompositaError as error:
        typer.echo(f"composita: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output has left, for instance `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


@app.command()
def show(
    title: Title,
    view: Annotated[View, typer.Option(help="For whom.")] = "patient",
    format: Annotated[Format, typer.Option(help="As text, Markdown or JSON.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write it here.")] = None,
    without: Without = [],  # noqa: B006
) -> None:
    """Shows the page about one medicine or about several taken together."""
    from composita.publish import FORMATS

    with _library(without) as library:
        page = FORMATS[format](library.monograph(title, view))
    if output is None:
        typer.echo(page, nl=False)
    else:
        _write(output, page)


@app.command()
def find(title: Title, without: Without = []) -> None:  # noqa: B006
    """Shows which substances a text names, and how it was understood."""
    with _library(without) as library:
        found = library.find(title)
    for name in found:
        typer.echo(_recognised(name))
    if not any(name.substance for name in found):
        raise typer.Exit(2)


@app.command()
def read(paths: list[Path]) -> None:
    """Adds your own labels (SPL, openFDA, ePI, leaflets; files, folders or zips) to the store."""
    bad: list[UnreadableDocument] = []
    good = 0
    with _library() as library, _progress() as progress:
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


@app.command()
def sources(
    problems: Annotated[bool, typer.Option("--problems", help="List what was not read.")] = False,
    without: Without = [],  # noqa: B006
) -> None:
    """Lists the sources with licence, edition and counts."""
    with _library(without) as library:
        if problems:
            for pack in library.packs():
                for problem in pack.problems:
                    _echo(f"{pack.name}: {problem}")
        else:
            _print_sources(library)


@app.command()
def explain(
    statement: Annotated[str, typer.Argument(help="The id that a page gives a statement.")],
    without: Without = [],  # noqa: B006
) -> None:
    """Follows a statement to its facts: document, section, characters, and the words if read."""
    from composita.publish.trail import trail

    with _library(without) as library:
        found = library.explain(statement)
    if not found:
        raise CompositaError(f"{statement}: no such statement; ids stand in the professional view")
    for number, behind in enumerate(found, 1):
        typer.echo(trail(number, *behind))


@app.command()
def score(
    gold: Annotated[Path, typer.Argument(help="The folder of gold sets.")],
    format: Annotated[Literal["text", "json"], typer.Option(help="As text or JSON.")] = "text",
) -> None:
    """Measures how good the facts are against gold that people marked."""
    from composita.score import card

    rows = list(card.card(gold))
    typer.echo(card.as_text(rows) if format == "text" else card.as_json(rows), nl=False)


@packs.command()
def build(
    data: Annotated[Path, typer.Option(help="The folder of real data.")] = Path("../shared/data"),
    out: Annotated[Path, typer.Option(help="Where the packs go.")] = Path("src/composita/packs"),
    without: Without = [],  # noqa: B006
    jobs: Annotated[int, typer.Option(help="How many processes.")] = os.cpu_count() or 1,
) -> None:
    """Builds the starter packs; goes on where an interrupted build stopped."""
    from composita.starter import build_packs

    with _progress() as progress:
        for pack in build_packs(data, out, without, jobs, progress):
            typer.echo(_described(pack.manifest))


@packs.command()
def verify(folders: list[Path]) -> None:
    """Checks every line of packs against their manifests."""
    from composita.pack import verify_pack

    for folder in folders:
        typer.echo(f"{folder}: as its manifest says; {_described(verify_pack(folder).manifest)}")


@packs.command()
def info(folders: list[Path]) -> None:
    """Describes packs: edition, licence, sources and counts."""
    from composita.pack import read_pack

    for folder in folders:
        manifest = read_pack(folder).manifest
        typer.echo(_described(manifest))
        for source in manifest.sources:
            _echo(f"{source.name}. {source.publisher}. {source.licence}.")


@contextmanager
def _library(without: list[str] | None = None) -> Iterator[Library]:
    from composita.library import open_library

    with _progress() as progress:
        library = open_library(without=without or (), progress=progress)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def _progress() -> Iterator[Progress]:
    """One line on stderr that counts, where a person is watching."""
    if not sys.stderr.isatty():
        yield lambda _doing, _done: None
        return

    def show(doing: str, done: int) -> None:
        if done % 20 == 0:
            sys.stderr.write(f"\r{doing[:50]}: {done:,} documents\x1b[K")

    yield show
    sys.stderr.write("\r\x1b[K")


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CompositaError(f"{path}: cannot be written: {error.strerror}") from error


def _recognised(name: Recognised) -> str:
    shown = name.typed if len(name.typed) <= 60 else name.typed[:57] + "..."
    if name.substance is None:
        near = f"; near names: {', '.join(name.near)}" if name.near else ""
        return f"{shown}: not recognised{near}"
    how = {
        "exact": "",
        "salt": f", named by its form {name.form}",
        "brand": f", named by the brand {name.matched}",
        "typo": f", read as {name.matched}",
        "none": "",
    }[name.how]
    return f"{shown}: {name.substance.name} (UNII {name.substance.unii}){how}"


def _print_sources(library: Library) -> None:
    from composita.store import Counts

    counts = library.counts()
    for pack in library.packs():
        for source in pack.sources:
            has = counts.get(source.id, Counts())
            typer.secho(source.name, bold=True)
            _echo(
                f"{source.publisher}. {source.licence}. Pack {pack.name}, edition {pack.edition}."
            )
            held = (
                f"{pack.substances:,} substances"
                if pack.substances
                else (f"{has.documents:,} documents, {has.facts:,} facts")
            )
            unused = f"; {has.unused:,} are about nothing recognised" if has.unused else ""
            _echo(f"{held}{unused}.")
        if pack.problems:
            _echo(f"{len(pack.problems)} problems: see composita sources --problems")


def _echo(text: str) -> None:
    """Prints a paragraph, indented, at 80 columns."""
    typer.echo(textwrap.fill(text, 78, initial_indent="  ", subsequent_indent="  "))


def _described(manifest: Manifest) -> str:
    return (
        f"pack {manifest.name}, edition {manifest.edition}: {manifest.documents:,} documents, "
        f"{manifest.facts:,} facts, {manifest.substances:,} substances, "
        f"{len(manifest.problems):,} problems; {manifest.licence}"
    )
