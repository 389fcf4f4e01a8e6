"""The reference as a service: serve, mcp."""

from __future__ import annotations

from typing import Annotated

import typer

from composita.cli.console import Without
from composita.errors import CompositaError


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8000,
    a_minute: Annotated[
        int,
        typer.Option(min=0, help="The most requests a minute from one address; 0 for any number."),
    ] = 600,
    workers: Annotated[int, typer.Option(min=1, help="How many processes answer.")] = 1,
    without: Without = [],  # noqa: B006
) -> None:
    """Serves web pages, REST, CDS Hooks and FHIR from the store of this machine."""
    try:
        from composita.serve.run import run
        from composita.serve.settings import Settings
    except ImportError as error:
        raise CompositaError("serve needs more: pip install 'composita[serve]'") from error
    run(tuple(without), Settings(a_minute, ahead=True), host, port, workers)


def mcp(without: Without = []) -> None:  # noqa: B006
    """Answers an assistant over standard input and output (Model Context Protocol)."""
    try:
        from composita.serve.mcp import server
    except ImportError as error:
        raise CompositaError("mcp needs more: pip install 'composita[mcp]'") from error
    from composita.library import open_library

    server(open_library(without=without)).run("stdio")
