"""What stands around every answer: headers, limits for each address, a limit of time."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import OrderedDict
from collections.abc import Callable

import msgspec
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from composita.serve.addresses import Crowd, network

MOST_BYTES = 64 * 1024
_ADDRESSES = 10_000  # whose requests are counted at a time
_ALWAYS = ("/healthz", "/readyz", "/metrics")  # asked by what watches the service

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}
_TLS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


def with_headers(app: ASGIApp) -> ASGIApp:
    """Adds the headers to every answer; HSTS where the request came over TLS."""
    always = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        more = [*always, _TLS] if scope.get("scheme") == "https" else always

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await app(scope, receive, sent)

    return call


def within(seconds: float) -> Callable[[ASGIApp], ASGIApp]:
    """Ends what takes longer: a body that comes too slowly, an answer that is not fetched."""

    def limited(app: ASGIApp) -> ASGIApp:
        async def call(scope: Scope, receive: Receive, send: Send) -> None:
            begun = False

            async def sent(message: Message) -> None:
                nonlocal begun
                begun = True
                await send(message)

            try:
                async with asyncio.timeout(seconds):
                    await app(scope, receive, sent)
            except TimeoutError:
                if not begun:
                    await refused(send, 408, "Took too long", "Send it again, and at once")

        return call if seconds else app

    return limited


def at_most(
    a_minute: int, at_a_time: int, now: Callable[[], float] = time.monotonic
) -> Callable[[ASGIApp], ASGIApp]:
    """So many requests of one address a minute, and so many at a time; 0 a minute is no limit."""
    rate, crowd = Rate(a_minute, now), Crowd(at_a_time, sys.maxsize)

    def limited(app: ASGIApp) -> ASGIApp:
        async def call(scope: Scope, receive: Receive, send: Send) -> None:
            client = scope.get("client")
            if client is None or scope["path"] in _ALWAYS:
                await app(scope, receive, send)
                return
            one = network(client[0])
            if not rate.allows(one):
                await refused(send, 429, *_TOO_OFTEN)
            elif not crowd.enters(one):
                await refused(send, 429, *_TOO_MANY)
            else:
                try:
                    await app(scope, receive, send)
                finally:
                    crowd.leaves(one)

        return call if a_minute else app

    return limited


_TOO_OFTEN = (
    "Too many requests",
    "Too many requests from this address; try again in a minute",
    (b"retry-after", b"60"),
)
_TOO_MANY = (
    "Too many requests",
    "Too many requests at a time from this address; wait until others are answered",
    (b"retry-after", b"5"),
)


class Rate:
    """Counts requests of addresses for a minute; nothing is kept longer than it must."""

    def __init__(self, a_minute: int, now: Callable[[], float]) -> None:
        self._most = a_minute
        self._now = now
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Whether the address may ask once more."""
        now = self._now()
        since, count = self._seen.pop(address, (now, 0))
        if now - since >= 60:
            since, count = now, 0
        self._seen[address] = since, count + 1
        if len(self._seen) > _ADDRESSES:
            self._seen.popitem(last=False)
        return count < self._most


async def refused(
    send: Send, status: int, title: str, detail: str, *headers: tuple[bytes, bytes]
) -> None:
    """Answers with a problem (RFC 9457) before any handler is asked."""
    body = msgspec.json.encode(
        {"type": "about:blank", "title": title, "status": status, "detail": detail}
    )
    told = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        *headers,
    ]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": body, "more_body": False})
