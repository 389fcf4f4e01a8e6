"""What protects people and the service: headers, limits, and counts that name nobody."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable

from litestar import Request
from litestar.exceptions import TooManyRequestsException
from litestar.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 1024
_ADDRESSES = 10_000  # whose requests are counted at a time

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
_TLS = "max-age=31536000; includeSubDomains"


class Headers:
    """Adds the headers to every answer; HSTS where the request came over TLS."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = list(self._headers)
                if scope.get("scheme") == "https":
                    more.append((b"strict-transport-security", _TLS.encode()))
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await self._app(scope, receive, sent)


class Rate:
    """At most so many requests a minute from one address; 0 is no limit. Nothing is kept longer."""

    def __init__(self, a_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most = a_minute
        self._now = now
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def __call__(self, request: Request) -> None:  # type: ignore[type-arg]
        """Raises `TooManyRequestsException` where the address has asked too often."""
        if not self._most or request.client is None:
            return
        since, count = self._seen.pop(request.client.host, (self._now(), 0))
        if self._now() - since >= 60:
            since, count = self._now(), 0
        self._seen[request.client.host] = since, count + 1
        if len(self._seen) > _ADDRESSES:
            self._seen.popitem(last=False)
        if count >= self._most:
            raise TooManyRequestsException(
                "Too many requests from this address; try again in a minute",
                headers={"retry-after": "60"},
            )


class Metrics:
    """Counts of answers by handler and status, for Prometheus: no path, no name, no body."""

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()

    def count(self, handler: str, status: int, seconds: float) -> None:
        self._answers[handler, status] += 1
        self._seconds[handler] += seconds  # type: ignore[assignment]

    def text(self) -> str:
        """The counts in Prometheus' text format."""
        lines = ["# TYPE composita_answers_total counter"]
        lines += [
            f'composita_answers_total{{handler="{handler}",status="{status}"}} {count}'
            for (handler, status), count in sorted(self._answers.items())
        ]
        lines.append("# TYPE composita_seconds_total counter")
        lines += [
            f'composita_seconds_total{{handler="{handler}"}} {seconds:.6f}'
            for handler, seconds in sorted(self._seconds.items())
        ]
        return "\n".join(lines) + "\n"
