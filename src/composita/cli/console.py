"""What the commands share: arguments, the open library, progress, and what they print."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from composita.errors import CompositaError

if TYPE_CHECKING:
    from composita.library import Library, Progress

NOT_ALL_READ = 3  # the exit code of an answer that leaves out something that was typed

Title = Annotated[str, typer.Argument(help='One medicine or several: "A + B", "A/B", "A and B".')]
Without = Annotated[list[str], typer.Option(help="Leave this pack out; can be given again.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write it here.")]


@contextmanager
def opened(without: list[str] | None = None) -> Iterator[Library]:
    from composita.library import open_library

    with watched() as progress:
        library = open_library(without=without or (), progress=progress)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def watched(what: str = "documents") -> Iterator[Progress]:
    """One line on stderr that counts, where a person is watching."""
    if not sys.stderr.isatty():
        yield lambda _doing, _done: None
        return

    def show(doing: str, done: int) -> None:
        if done % 20 == 0:
            sys.stderr.write(f"\r{doing[:50]}: {done:,} {what}\x1b[K")

    yield show
    sys.stderr.write("\r\x1b[K")


def write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CompositaError(f"{path}: cannot be written: {error.strerror}") from error


def echo(text: str) -> None:
    """Prints a paragraph, indented, at 80 columns."""
    typer.echo(textwrap.fill(text, 78, initial_indent="  ", subsequent_indent="  "))
