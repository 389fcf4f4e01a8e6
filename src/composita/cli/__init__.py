"""The commands, one file for each family: parse, call, print.

An error of ours is one line on stderr and exit code 2.
"""

from __future__ import annotations

import sys

import typer

from composita.cli import audit, check, packs, pages, score, serve, site, sources
from composita.cli.streams import forget_output, speak_utf8
from composita.errors import CompositaError

app = typer.Typer(
    help="A medicine reference in which every statement has a source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
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
    app.command()(command)

pack = typer.Typer(help="Build, verify and describe packs of facts.", no_args_is_help=True)
for pack_command in (packs.build, packs.verify, packs.info):
    pack.command()(pack_command)
app.add_typer(pack, name="pack")

website = typer.Typer(help="Build a static site from a list, and check it.", no_args_is_help=True)
for site_command in (site.build, site.check):
    website.command()(site_command)
app.add_typer(website, name="site")


def main() -> None:
    """Runs a command; what a person can mend is said in one line."""
    speak_utf8()
    try:
        app(standalone_mode=True)
    except CompositaError as error:
        typer.echo(f"composita: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output has left, for instance `| head`
        forget_output()
        sys.exit(1)
    except OSError as error:  # a full disk, a folder that may not be read
        forget_output()
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"composita: {where}{error.strerror or error}", err=True)
        sys.exit(2)
