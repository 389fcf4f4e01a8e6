"""The commands, one file for each family: parse, call, print.

An error of ours is one line on stderr and exit code 2.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from composita.cli import audit, check, packs, pages, score, serve, site, sources
from composita.cli.console import complain
from composita.cli.streams import forget_output, guard, speak_utf8
from composita.errors import CompositaError

app = typer.Typer(
    help="A medicine reference in which every statement has a source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its colours would be shown, as a stranger's are
)


def _in_short(command: Callable[..., None]) -> str:
    """What a command does, whole: what has no short help is cut off in the list of commands."""
    return (command.__doc__ or "").partition("\n\n")[0]


for command in (
    pages.show,
    check.check,
    audit.audit,
    pages.find,
    pages.explain,
    sources.read,
    sources.sources,
    score.score,
    serve.serve,
    serve.mcp,
):
    app.command(short_help=_in_short(command))(command)

pack = typer.Typer(
    help="Build, verify and describe packs of facts.", no_args_is_help=True, rich_markup_mode=None
)
for pack_command in (packs.build, packs.verify, packs.info):
    pack.command(short_help=_in_short(pack_command))(pack_command)
app.add_typer(pack, name="pack")

website = typer.Typer(
    help="Build a static site from a list, and check it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for site_command in (site.build, site.check):
    website.command(short_help=_in_short(site_command))(site_command)
app.add_typer(website, name="site")


def main() -> None:
    """Runs a command; what a person can mend is said in one line."""
    speak_utf8()
    guard()
    try:
        _run()
    except CompositaError as error:
        complain(f"composita: {error}")
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output has left, for instance `| head`
        forget_output()
        sys.exit(1)
    except OSError as error:  # a full disk, a folder that may not be read
        forget_output()
        where = f"{error.filename}: " if error.filename else ""
        complain(f"composita: {where}{error.strerror or error}")
        sys.exit(2)


def _run() -> None:
    try:
        app(standalone_mode=True)
    finally:
        sys.stdout.flush()  # a full disk is told, also where only the last lines did not fit
