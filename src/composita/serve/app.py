"""The application: routes, limits and answers to errors, around one open library."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from litestar import Litestar, MediaType, get
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from composita.library import Library
from composita.serve import cds, fhir, rest, web
from composita.serve.ahead import make_ahead
from composita.serve.compressed import compressed
from composita.serve.guard import MOST_BYTES, at_most, with_headers, within
from composita.serve.holder import Holder, Served
from composita.serve.metrics import Metrics
from composita.serve.problems import HANDLERS
from composita.serve.settings import Settings


def application(open_one: Callable[[], Library], settings: Settings = Settings()) -> Litestar:  # noqa: B008
    """The service around the library that `open_one` opens, and opens again when it is newer."""
    holder = Holder(open_one, settings.swap_every)
    metrics = Metrics()

    @get("/metrics", media_type=MediaType.TEXT, include_in_schema=False)
    async def counts() -> str:
        return metrics.text()

    routers = [rest.router(holder), cds.router(), fhir.router(), web.router()]
    app = Litestar(
        route_handlers=[*routers, alive, ready, counts],
        dependencies={"holder": Provide(lambda: holder, use_cache=True, sync_to_thread=False)},
        lifespan=[lambda _: _running(holder, settings.ahead)],
        exception_handlers=HANDLERS,  # type: ignore[arg-type]
        request_max_body_size=MOST_BYTES,
        openapi_config=OpenAPIConfig(
            title="Composita", version=version("composita"), path="/v1/schema",
            render_plugins=[JsonRenderPlugin()],
        ),
        logging_config=None,
        debug=False,
    )  # fmt: skip
    # Around the router, because what no route takes needs headers and limits as well.
    limits = (within(settings.seconds), at_most(settings.a_minute, settings.at_a_time))
    for layer in (compressed, *limits, with_headers, metrics.measured):
        app.asgi_handler = layer(app.asgi_handler)
    return app


@get("/healthz", media_type=MediaType.TEXT, include_in_schema=False)
async def alive() -> str:
    """That the process answers."""
    return "ok\n"


@get("/readyz", media_type=MediaType.TEXT, include_in_schema=False)
async def ready(holder: Served) -> str:
    """That the store answers, and which version it is."""
    return f"{holder.version}\n"


@asynccontextmanager
async def _running(holder: Holder, ahead: bool) -> AsyncIterator[None]:
    await holder.start()
    making = asyncio.create_task(make_ahead(holder)) if ahead else None
    try:
        yield
    finally:
        if making:
            making.cancel()
        await holder.stop()
