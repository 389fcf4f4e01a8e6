"""Answers are compressed with gzip for who accepts it, unless they come compressed."""

from __future__ import annotations

import gzip

from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

_LEAST = 1_000  # bytes; below, compressing costs more than it saves
_LEVEL = 4  # of 9: nearly as small as the last, in half of the time
_VARY = (b"vary", b"accept-encoding")


def packed(body: bytes) -> bytes:
    """The same bytes for the same body: no time is written into them."""
    return gzip.compress(body, _LEVEL, mtime=0)


def accepts_gzip(accepted: str) -> bool:
    return "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", "")


def compressed(app: ASGIApp) -> ASGIApp:
    """The application, compressing. Answers of ours come whole, never in pieces."""

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        if not accepts_gzip(headers.get(b"accept-encoding", b"").decode("latin-1")):
            await app(scope, receive, send)
            return
        start: HTTPResponseStartEvent | None = None

        async def sent(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start is not None and message["type"] == "http.response.body":
                if _is_worth_it(start, message["body"], message.get("more_body", False)):
                    message["body"] = packed(message["body"])
                    start["headers"] = _changed(start, len(message["body"]))
                await send(start)
                start = None
            await send(message)

        await app(scope, receive, sent)

    return call


def _is_worth_it(start: HTTPResponseStartEvent, body: bytes, more: bool) -> bool:
    is_encoded = any(name.lower() == b"content-encoding" for name, _ in start["headers"])
    return len(body) >= _LEAST and not more and not is_encoded


def _changed(start: HTTPResponseStartEvent, length: int) -> list[tuple[bytes, bytes]]:
    kept = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
    size = (b"content-length", str(length).encode())
    return [*kept, size, (b"content-encoding", b"gzip"), _VARY]
