"""The application: routes, limits and answers to errors, around one open library."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from litestar import Litestar, MediaType, Request, Response, get
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from msgspec import Struct

from composita.errors import CompositaError, NotRecognised
from composita.library import Library
from composita.serve import cds, rest, web
from composita.serve.guard import MOST_BYTES, Headers, Metrics, Rate
from composita.serve.holder import Holder, Served

_PROBLEM = "application/problem+json"


class Settings(Struct, frozen=True):
    """`a_minute` is the most requests from one address, 0 for any number."""

    a_minute: int = 600
    swap_every: float = 5.0


def application(open_one: Callable[[], Library], settings: Settings = Settings()) -> Litestar:  # noqa: B008
    """The service around the library that `open_one` opens, and opens again when it is newer."""
    holder = Holder(open_one, settings.swap_every)
    metrics, rate = Metrics(), Rate(settings.a_minute)

    @get("/metrics", media_type=MediaType.TEXT, include_in_schema=False)
    async def counts() -> str:
        return metrics.text()

    return Litestar(
        route_handlers=[rest.router(holder), cds.router(), web.router(), alive, ready, counts],
        dependencies={"holder": Provide(lambda: holder, sync_to_thread=False)},
        state=State({"holder": holder}),
        lifespan=[lambda _: _running(holder)],
        middleware=[Headers, _measured(metrics)],
        guards=[lambda connection, _: rate(connection)],  # type: ignore[arg-type]
        exception_handlers={
            NotRecognised: _not_recognised,
            CompositaError: _refused,
            HTTPException: _problem,
            Exception: _broken,
        },
        compression_config=CompressionConfig("gzip", minimum_size=1_000),
        request_max_body_size=MOST_BYTES,
        openapi_config=OpenAPIConfig(
            title="Composita", version=version("composita"), path="/v1/schema",
            render_plugins=[JsonRenderPlugin()],
        ),
        logging_config=None,
        debug=False,
    )  # fmt: skip


@get("/healthz", media_type=MediaType.TEXT, include_in_schema=False)
async def alive() -> str:
    """That the process answers."""
    return "ok\n"


@get("/readyz", media_type=MediaType.TEXT, include_in_schema=False)
async def ready(holder: Served) -> str:
    """That the store answers, and which version it is."""
    return f"{holder.library.version}\n"


@asynccontextmanager
async def _running(holder: Holder) -> AsyncIterator[None]:
    await holder.start()
    try:
        yield
    finally:
        await holder.stop()


def _measured(metrics: Metrics) -> Callable[[Any], Any]:
    """A middleware that counts answers by handler; what was asked stays out of it."""

    def wrapped(app: Any) -> Any:
        async def measured(scope: Any, receive: Any, send: Any) -> None:
            started, status = time.perf_counter(), 500

            async def sent(message: Any) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                await send(message)

            try:
                await app(scope, receive, sent)
            finally:
                handler = scope.get("route_handler")
                name = getattr(handler, "handler_name", "none") if handler else "none"
                metrics.count(name, status, time.perf_counter() - started)

        return measured

    return wrapped


def _told(
    status: int, title: str, detail: str, headers: dict[str, str] | None = None
) -> Response[Any]:
    """A problem as RFC 9457 words it."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Response(body, status_code=status, media_type=_PROBLEM, headers=headers)


def _not_recognised(_: Request[Any, Any, Any], error: NotRecognised) -> Response[Any]:
    return _told(404, "Not recognised", str(error))


def _refused(_: Request[Any, Any, Any], error: CompositaError) -> Response[Any]:
    return _told(400, "Cannot be answered", str(error))


def _problem(_: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    return _told(error.status_code, type(error).__name__, error.detail, error.headers)


def _broken(_: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A fault of ours: its kind is named, and nothing of what was asked."""
    return _told(500, "Internal error", type(error).__name__)
