"""The reference as a service: serve, mcp."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from composita.cli.console import Without
from composita.errors import CompositaError


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    a_minute: Annotated[
        int, typer.Option(help="The most requests a minute from one address; 0 for any number.")
    ] = 600,
    without: Without = [],  # noqa: B006
) -> None:
    """Serves web pages, REST, CDS Hooks and FHIR from the store of this machine."""
    try:
        import uvicorn

        from composita.serve import Settings, application
    except ImportError as error:
        raise CompositaError("serve needs more: pip install 'composita[serve]'") from error
    from composita.library import open_library

    app = application(partial(open_library, without=without), Settings(a_minute))
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,  # what is looked up is in no log
        log_level="warning",
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=10,
        limit_concurrency=512,
    )


def mcp(without: Without = []) -> None:  # noqa: B006
    """Answers an assistant over standard input and output (Model Context Protocol)."""
    try:
        from composita.serve.mcp import server
    except ImportError as error:
        raise CompositaError("mcp needs more: pip install 'composita[mcp]'") from error
    from composita.library import open_library

    server(open_library(without=without)).run("stdio")
