"""Runs the service: one process, or several on one port. Nothing that is asked is logged."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from composita.library import open_library
from composita.serve.settings import Settings

if TYPE_CHECKING:
    from litestar import Litestar

# Seconds that a thread which makes a page may go on while a request waits; Python's 5 ms would be
# waited for at each read and write of a request.
_TURN = 0.0005
# Garbage is looked for among what is new, and not among all that is kept in memory: that would
# stop every request for a tenth of a second, several times a minute.
_GARBAGE = (10_000, 10, 1_000_000)
_HEADERS_WITHIN = 10.0  # seconds; who sends them more slowly is not waited for


class Prompt(HttpToolsProtocol):
    """HTTP that hangs up on who takes long to say what is wanted."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._told()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._expect()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._told()
        super().on_headers_complete()

    def _expect(self) -> None:
        self._told()
        self._late = self.loop.call_later(_HEADERS_WITHIN, self.transport.abort)

    def _told(self) -> None:
        if self._late:
            self._late.cancel()


def run(without: tuple[str, ...], settings: Settings, host: str, port: int, workers: int) -> None:
    """Serves until it is told to stop; then requests that have begun are answered."""
    open_library(without=without).close()  # made once, before anybody listens
    os.environ[_TOLD] = msgspec.json.encode((without, settings)).decode()
    uvicorn.run(
        "composita.serve.run:told",
        factory=True,
        host=host,
        port=port,
        http=Prompt,
        ws="none",
        workers=workers,
        access_log=False,
        log_level="warning",
        use_colors=False,
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=10,
        limit_concurrency=512,
    )


_TOLD = "COMPOSITA_SERVE"  # how a worker is told what `run` was told


def told() -> Litestar:
    """The application of a worker."""
    from composita.serve.app import application  # what starts the workers does without

    sys.setswitchinterval(_TURN)
    gc.set_threshold(*_GARBAGE)
    given = os.environ[_TOLD]
    without, settings = msgspec.json.decode(given, type=tuple[tuple[str, ...], Settings])
    return application(partial(open_library, without=without), settings)
