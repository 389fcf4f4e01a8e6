"""Connections, before uvicorn sees what comes: how many of one address, how slow, how large.

A `Connection` stands between the socket and uvicorn's protocol and gives it one request after the
other. The ASGI layer `with_connection` tells it when the answering of a request begins and ends.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from composita.serve.addresses import Crowd, Proxies, network, plain
from composita.serve.settings import Settings

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Receive, Scope, Send

_PIECE = 4 * 1024  # what uvicorn is given at a time
_MOST_OF_HEAD = 64 * 1024
_MOST_OF_BODY = 1024 * 1024  # with the framing of its chunks, that is; `guard` limits the body
_MOST_AHEAD = 1024 * 1024  # of requests that wait for the one before them
_PARTING = 1.0  # seconds to read a refusal before the connection is closed
_KEY = "connection"  # where a request's state holds its connection


def _answer(status: str, detail: str) -> bytes:
    """A whole answer, as a problem (RFC 9457), after which the connection is closed."""
    number, _, title = status.partition(" ")
    problem = {"type": "about:blank", "title": title, "status": int(number), "detail": detail}
    body = msgspec.json.encode(problem)
    head = f"HTTP/1.1 {status}\r\ncontent-type: application/problem+json\r\n"
    return f"{head}content-length: {len(body)}\r\nconnection: close\r\n\r\n".encode() + body


_FULL = _answer("503 Service Unavailable", "There are too many connections; try again in a moment")
_LARGE = _answer("431 Request Header Fields Too Large", "The head of a request may have 64 KB")


class Requests:
    """Follows the requests of a connection, and keeps none of them: how long they are, how many."""

    def __init__(self) -> None:
        self.unanswered = 0  # of those that have come whole
        self.has_long_head = self.has_long_body = False
        self._is_head = True
        self._bytes = 0
        self._parser = HttpRequestParser(self)

    def take(self, piece: bytes) -> bool:
        """Whether it is HTTP, and more may follow it."""
        self._bytes += len(piece)
        try:
            self._parser.feed_data(piece)
        except (HttpParserError, HttpParserUpgrade):
            return False
        self._measure()
        return True

    def on_headers_complete(self) -> None:
        self._measure()
        self._is_head, self._bytes = False, 0

    def on_message_complete(self) -> None:
        self.unanswered += 1
        self._is_head, self._bytes = True, 0

    def _measure(self) -> None:
        if self._is_head:
            self.has_long_head |= self._bytes > _MOST_OF_HEAD
        else:
            self.has_long_body |= self._bytes > _MOST_OF_BODY


class Connection(asyncio.Protocol):
    """One connection; what it lets through goes to uvicorn's protocol."""

    def __init__(
        self, settings: Settings, crowd: Crowd, proxies: Proxies, app_state: Any, **given: Any
    ) -> None:
        self._settings = settings
        self._crowd = crowd
        self._proxies = proxies
        self._make = partial(HttpToolsProtocol, app_state={**app_state, _KEY: self}, **given)
        self._http: HttpToolsProtocol | None = None  # while the connection is let in and open
        self._requests = Requests()
        self._ahead = bytearray()
        self._is_deaf = False
        self._late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport
        peer = transport.get_extra_info("peername")
        host = peer[0] if peer else ""
        self._network = None if host in self._proxies else network(host)
        if not self._crowd.enters(self._network):
            transport.write(_FULL)
            transport.close()
            return
        self._http = self._make()
        self._http.connection_made(transport)
        self._abort_in(self._settings.head_seconds)

    def data_received(self, data: bytes) -> None:
        if self._http is None or self._is_deaf:
            return
        self._ahead += data
        self._hand_on(self._http)
        if len(self._ahead) > _MOST_AHEAD:
            self._transport.abort()

    def eof_received(self) -> None:
        if self._http:
            self._http.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._http:
            self._go_on()
            self._crowd.leaves(self._network)
            self._http.connection_lost(exc)
            self._http = None

    def pause_writing(self) -> None:
        if self._http:
            self._http.pause_writing()

    def resume_writing(self) -> None:
        if self._http:
            self._http.resume_writing()

    def request_begins(self) -> None:
        """A request is being answered; how long that may take is for `guard.within` to say."""
        self._go_on()

    def request_ends(self) -> None:
        """It was answered: the answer has to be fetched, and the next head has to come."""
        self._requests.unanswered -= 1
        if self._http is None:
            return
        if self._requests.unanswered < 0:  # an answer that did not wait for the whole request
            self._part()
            return
        self._abort_in(self._settings.seconds)
        if self._ahead:
            self._hand_on(self._http)

    def _hand_on(self, http: HttpToolsProtocol) -> None:
        """Gives uvicorn what has come, up to the end of one request."""
        while self._ahead and not self._requests.unanswered and self._is_heard():
            piece = bytes(self._ahead[:_PIECE])
            del self._ahead[:_PIECE]
            self._is_deaf = not self._requests.take(piece)  # uvicorn says what is wrong
            if self._requests.has_long_head:
                self._transport.write(_LARGE)
                self._part()
            elif self._requests.has_long_body:
                self._transport.abort()
            else:
                http.data_received(piece)

    def _is_heard(self) -> bool:
        return not self._is_deaf and not self._transport.is_closing()

    def _part(self) -> None:
        """Closes, when there was time to read what was answered; in a crowd there is none."""
        self._is_deaf = True
        self._ahead.clear()
        if self._crowd.is_thin and not self._transport.is_closing():
            self._transport.write_eof()
        else:
            self._transport.close()
        self._abort_in(_PARTING)

    def _abort_in(self, seconds: float) -> None:
        self._go_on()
        loop = asyncio.get_running_loop()
        self._late = loop.call_later(seconds, self._transport.abort)

    def _go_on(self) -> None:
        if self._late:
            self._late.cancel()


def with_connection(app: ASGIApp) -> ASGIApp:
    """The application, whose requests tell their connection when they begin and end."""

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        connection: Connection | None = scope["state"].pop(_KEY, None)
        if connection is None:  # the beginning and the end of the application
            await app(scope, receive, send)
            return
        if client := scope["client"]:
            scope["client"] = (plain(client[0]), client[1])
        connection.request_begins()
        try:
            await app(scope, receive, send)
        finally:
            connection.request_ends()

    return call
