"""The service as a process and on a socket: slow clients, stopping, what it writes, swapping."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from composita.serve.settings import Settings

BODY = b'{"items": ["amitriptyline", "pregabalin"]}'
HEAD = (
    b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY)
)
BENCH = Path(__file__).parents[2] / "bench"


def answer(connection: socket.socket) -> bytes:
    """Everything that comes until the other side hangs up."""
    connection.settimeout(15)
    return b"".join(iter(lambda: connection.recv(65_536), b""))


def test_who_sends_slowly_is_not_waited_for(
    serve: Callable[[Settings], int],
) -> None:
    """Half a head, or half a body, does not hold a connection for ever."""
    port = serve(Settings(a_minute=0, seconds=0.2, head_seconds=0.2))
    with socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(HEAD[:30])
        with suppress(ConnectionResetError):
            assert answer(slow) == b""
    with socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(HEAD + BODY[:10])
        assert answer(slow).startswith(b"HTTP/1.1 408")


@pytest.fixture
def process(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`composita serve`, and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = "from composita.cli import main; main()"
    started = subprocess.Popen(
        [sys.executable, "-c", command, "serve", "--port", str(port)],
        env={"COMPOSITA_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    while started.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            break
        time.sleep(0.05)
    yield started, port
    started.kill()
    started.communicate()


def test_a_stop_waits_for_what_has_begun(process: tuple[subprocess.Popen[bytes], int]) -> None:
    """A request whose body is still coming is answered, and then the process ends well."""
    started, port = process
    with socket.create_connection(("127.0.0.1", port)) as asking:
        asking.sendall(HEAD + BODY[:10])
        time.sleep(0.2)
        started.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        asking.sendall(BODY[10:])
        assert answer(asking).startswith(b"HTTP/1.1 200")
    started.wait(15)


def test_nothing_that_is_asked_is_written(process: tuple[subprocess.Popen[bytes], int]) -> None:
    """Not a name in an address, a body, or a broken request, on either stream."""
    started, port = process
    requests = (
        b"GET /medicine/amitriptyline HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /v1/find?q=amitriptyline HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        HEAD + BODY,
        b"amitriptyline / not HTTP\r\n\r\n",
    )
    for request in requests:
        with socket.create_connection(("127.0.0.1", port)) as asking:
            asking.sendall(request)
            assert answer(asking)
    started.send_signal(signal.SIGTERM)
    written, _ = started.communicate(timeout=15)
    assert b"amitriptyline" not in written.lower()


def test_a_store_is_swapped_while_all_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """The soak of the benchmark, for ten seconds: no request fails."""
    monkeypatch.syspath_prepend(str(BENCH))
    from soak import soak

    told = soak(10, 3, workers=1)
    assert told["answered"] > 100
    assert told["swaps"] > 1
    assert not told["failed"]
