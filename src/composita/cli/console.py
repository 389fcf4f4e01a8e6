"""What the commands share: arguments, the open library, progress, and what they print."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from composita.cli.streams import Ours
from composita.controls import shown
from composita.errors import CompositaError

if TYPE_CHECKING:
    from composita.library import Library, Progress

_MOST_GIVEN = 32 * 2**20  # bytes; the longest records of a person have some MB
_LONGEST_LINE = 5_000  # characters; the longest path has 4,096

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
            sys.stderr.write(_LINE_AGAIN)
            sys.stderr.write(f"{shown(one_line(doing))[:50]}: {done:,} {what}")
            sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write(_LINE_AGAIN)


_LINE_AGAIN = Ours("\r\x1b[K")


def regular(file: Path) -> Path:
    """A file that was named; `CompositaError` where it may never give anything, or never end."""
    if file.exists() and not file.is_file():
        raise CompositaError(f"{file}: no file, but a folder, a pipe or a device")
    return file


def given(file: Path) -> bytes:
    """The bytes of a file that was named, or of a pipe that somebody writes into."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST_GIVEN + 1)
    except OSError as error:
        raise CompositaError(f"{file}: cannot be read: {error.strerror}") from error
    if len(data) > _MOST_GIVEN:
        raise CompositaError(f"{file}: larger than {_MOST_GIVEN >> 20} MB: no list of medicines")
    return data


def write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CompositaError(f"{path}: cannot be written: {error.strerror}") from error


def echo(text: str) -> None:
    """Prints a paragraph, indented, at 80 columns."""
    print(textwrap.fill(shown(text), 78, initial_indent="  ", subsequent_indent="  "))


def headline(text: str) -> None:
    """Prints a line, bold where a person is watching."""
    bold = sys.stdout.isatty()
    sys.stdout.write(Ours("\x1b[1m" if bold else ""))
    print(one_line(text), end="")
    sys.stdout.write(Ours("\x1b[0m\n" if bold else "\n"))


def complain(text: str) -> None:
    """Prints a line on stderr."""
    sys.stdout.flush()  # what was said before stands before it
    print(one_line(text), file=sys.stderr)


def one_line(text: str) -> str:
    """A text whose line feeds and tabs, in a name that a stranger gave, open no line of ours."""
    line = (
        text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]} … {len(text):,} characters"
    )
    return line.replace("\n", "\\n").replace("\t", "\\t")
