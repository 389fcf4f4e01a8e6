"""The service as a process: where it listens, stopping, what it writes, swapping."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from unittest.mock import Mock

import pytest

from composita.errors import CompositaError
from composita.serve.run import listen

Process = subprocess.Popen[bytes]
Start = Callable[..., tuple[Process, int]]

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


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts `composita serve` with options, and waits until it answers: gives its port too."""
    with ExitStack() as ending:

        def started(*options: str) -> tuple[Process, int]:
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
            process = served(folder, "--port", str(port), *options)
            ending.callback(process.communicate)
            ending.callback(end_all_of, process)
            while process.poll() is None and not answers(port):
                time.sleep(0.05)
            return process, port

        yield started


def served(folder: Path, *options: str) -> Process:
    command = "from composita.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", command, "serve", *options],
        env={**os.environ, "COMPOSITA_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def end_all_of(process: Process) -> None:
    """Also of workers whose parent is gone."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)) as asking:
        asking.sendall(b"GET /readyz HTTP/1.0\r\n\r\n")
        return b" 200 " in answer(asking)
    return False


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_waits_for_what_has_begun(start: Start, stop: signal.Signals) -> None:
    """A request whose body is still coming is answered, and then the process ends well.

    All that it has said is where it is.
    """
    process, port = start()
    with socket.create_connection(("127.0.0.1", port)) as asking:
        asking.sendall(HEAD + BODY[:10])
        time.sleep(0.2)
        process.send_signal(stop)
        time.sleep(0.2)
        asking.sendall(BODY[10:])
        assert answer(asking).startswith(b"HTTP/1.1 200")
    said, _ = process.communicate(timeout=15)
    assert process.returncode == 0
    assert said.decode() == f"Composita is at http://127.0.0.1:{port}\n"


def test_workers_end_when_what_started_them_is_killed(start: Start) -> None:
    """What has begun is answered; then nobody holds the port any more."""
    process, port = start("--workers", "2")
    with socket.create_connection(("127.0.0.1", port)) as asking:
        asking.sendall(HEAD + BODY[:10])
        time.sleep(0.2)
        process.kill()
        process.wait(15)
        asking.sendall(BODY[10:])
        assert answer(asking).startswith(b"HTTP/1.1 200")
    process.communicate(timeout=15)  # ends when no worker can write any more
    listen("127.0.0.1", port).close()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_port_in_use_is_said_in_a_sentence(folder: Path, workers: str) -> None:
    """On stderr, with exit code 2; no worker tries again and again."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = served(folder, "--port", port, "--workers", workers)
        said, _ = process.communicate(timeout=15)
    assert process.returncode == 2
    assert said.decode() == (
        f"composita: Port {port} of 127.0.0.1 cannot be listened on: it is in use; "
        "stop what uses it, or choose another with --port\n"
    )


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("", " is no address and no known name"),
        ("a..b", "a..b is no address and no known name"),
        ("203.0.113.9", "this machine has no such address; choose another with --host"),
    ],
)
def test_a_host_that_is_not_here_is_said_in_a_sentence(host: str, said: str) -> None:
    """A name that nobody knows, and an address of another machine."""
    with pytest.raises(CompositaError, match=said):
        listen(host, 0)


def test_a_port_without_permission_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """As those below 1024 are to most."""
    refusal = Mock(side_effect=PermissionError(errno.EACCES, "Permission denied"))
    monkeypatch.setattr(socket, "create_server", refusal)
    with pytest.raises(CompositaError, match=r"Port 80 of .* choose one from 1024 on with --port"):
        listen("127.0.0.1", 80)


def test_nothing_that_is_asked_is_written(start: Start) -> None:
    """Not a name in an address, a body, or a broken request, on either stream."""
    process, port = start()
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
    process.send_signal(signal.SIGTERM)
    written, _ = process.communicate(timeout=15)
    assert b"amitriptyline" not in written.lower()


def test_documents_are_read_while_all_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """The soak of the benchmark, for twenty seconds: newer stores are served, no request fails."""
    monkeypatch.syspath_prepend(str(BENCH))
    from soak import soak

    told = soak(20, 2, workers=1)
    assert told["answered"] > 100
    assert told["read"] > 1
    assert told["stores"]
    assert not told["failed"]
