"""Counts for Prometheus that name nobody: no path, no name, no body."""

from __future__ import annotations

import os
import time
from collections import Counter

from litestar.types import ASGIApp, Message, Receive, Scope, Send


class Metrics:
    """Counts of answers by handler and status, and the seconds they took, of this process."""

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()

    def measured(self, app: ASGIApp) -> ASGIApp:
        """The application, counted."""

        async def call(scope: Scope, receive: Receive, send: Send) -> None:
            started, status = time.perf_counter(), 500

            async def sent(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                await send(message)

            try:
                await app(scope, receive, sent)
            finally:
                self._count(_handler(scope), status, time.perf_counter() - started)

        return call

    def text(self) -> str:
        """The counts in Prometheus' text format; each worker has its own."""
        worker = f'worker="{os.getpid()}"'
        lines = ["# TYPE composita_answers_total counter"]
        lines += [
            f'composita_answers_total{{{worker},handler="{handler}",status="{status}"}} {count}'
            for (handler, status), count in sorted(self._answers.items())
        ]
        lines.append("# TYPE composita_seconds_total counter")
        lines += [
            f'composita_seconds_total{{{worker},handler="{handler}"}} {seconds:.6f}'
            for handler, seconds in sorted(self._seconds.items())
        ]
        return "\n".join(lines) + "\n"

    def _count(self, handler: str, status: int, seconds: float) -> None:
        self._answers[handler, status] += 1
        self._seconds[handler] += seconds  # type: ignore[assignment]


def _handler(scope: Scope) -> str:
    """The name of the function that answered: what was asked stays out of it."""
    return str(getattr(scope.get("route_handler"), "handler_name", "none"))
