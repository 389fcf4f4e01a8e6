"""Runs the service: one process, or several on one port. Nothing that is asked is logged."""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, cast

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.supervisors import Multiprocess

from composita.errors import CompositaError
from composita.library import Library, open_library
from composita.serve.addresses import Crowd, Proxies
from composita.serve.connections import Connection, with_connection
from composita.serve.settings import Settings

if TYPE_CHECKING:
    import asyncio

    from litestar.types import ASGIApp

_MOST_CONNECTIONS = 1_000  # of each process

# Seconds that a thread which makes a page may go on while a request waits; Python's 5 ms would be
# waited for at each read and write of a request.
_TURN = 0.0005
# Garbage is looked for among what is new, and not among all that is kept in memory: that would
# stop every request for a tenth of a second, several times a minute.
_GARBAGE = (10_000, 10, 1_000_000)


def run(without: tuple[str, ...], settings: Settings, host: str, port: int, workers: int) -> None:
    """Serves until it is told to stop; then requests that have begun are answered."""
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, _stop)
    with listen(host, port) as door:
        open_library(without=without).close()  # made once, before anybody is answered
        config = server_config(partial(open_library, without=without), settings, workers)
        print(f"Composita is at {_address(door)}", file=sys.stderr, flush=True)
        if workers == 1:
            uvicorn.Server(config).run([door])
        else:
            _supervise(config, door)


def _stop(*_: object) -> NoReturn:
    sys.exit(0)


def listen(host: str, port: int) -> socket.socket:
    """A socket that waits for connections; of a name that has several addresses, IPv4's first."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, _, _, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)
        is_both = family == socket.AF_INET6 and socket.has_dualstack_ipv6()
        return socket.create_server(
            address[:2], family=family, backlog=2048, dualstack_ipv6=is_both
        )
    except (socket.gaierror, UnicodeError) as error:
        raise CompositaError(
            f"{host} is no address and no known name: choose another with --host"
        ) from error
    except OSError as error:
        why = _WHY.get(error.errno or 0, error.strerror)
        raise CompositaError(f"Port {port} of {host} cannot be listened on: {why}") from error


_WHY = {
    errno.EADDRINUSE: "it is in use; stop what uses it, or choose another with --port",
    errno.EACCES: "that needs a permission; choose one from 1024 on with --port",
    errno.EADDRNOTAVAIL: "this machine has no such address; choose another with --host",
}


def _address(door: socket.socket) -> str:
    host, port = door.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def server_config(
    open_one: Callable[[], Library], settings: Settings, workers: int = 1
) -> uvicorn.Config:
    """How uvicorn serves the library that `open_one` opens."""
    proxies = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
    crowd = Crowd(settings.at_a_time, _MOST_CONNECTIONS)
    connection = partial(Connection, settings, crowd, Proxies(proxies))
    make = partial(_application, open_one, settings, proxies)
    return uvicorn.Config(
        make if workers == 1 else partial(_worker, make),
        factory=True,
        workers=workers,
        http=cast("type[asyncio.Protocol]", connection),
        ws="none",
        lifespan="on",
        proxy_headers=False,  # `_application` does that
        access_log=False,
        log_level="error",
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=10,
    )


def _application(open_one: Callable[[], Library], settings: Settings, proxies: str) -> ASGIApp:
    from composita.serve.app import application  # what starts the workers does without

    sys.setswitchinterval(_TURN)
    gc.set_threshold(*_GARBAGE)
    app: Any = application(open_one, settings)
    return with_connection(cast("ASGIApp", ProxyHeadersMiddleware(app, proxies)))


def _worker(make: Callable[[], ASGIApp]) -> ASGIApp:
    """The application of one of several processes. It ends when what started it has ended."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        return make()
    except CompositaError as error:
        print(f"composita: {error}", file=sys.stderr)
        sys.exit(STARTUP_FAILURE)  # so that uvicorn does not try again


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _supervise(config: uvicorn.Config, door: socket.socket) -> None:
    """Keeps the workers running until it is told to stop."""
    supervisor = Multiprocess(config, [door])
    supervisor.run()
    if any(worker.exitcode == STARTUP_FAILURE for worker in supervisor.processes):
        raise CompositaError("A worker could not start; it has said why")
