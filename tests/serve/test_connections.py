"""The service on a socket, under fire: slow, large and wrong requests, and many of them.

127.0.0.1 is a proxy that is believed; 127.0.0.2 and on are addresses like any other.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from composita.serve.settings import Settings

JSON = b'{"items": ["amitriptyline", "pregabalin"]}'
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n3\r\n%s\r\n%x;a=b\r\n%s\r\n0\r\nX: y\r\n\r\n" % (
    JSON[:3], len(JSON) - 3, JSON[3:],
)  # fmt: skip

Connect = Callable[..., socket.socket]


def request(line: str, *headers: str, rest: bytes = b"\r\n") -> bytes:
    return (
        "".join(f"{one}\r\n" for one in (f"{line} HTTP/1.1", "Host: a", *headers)).encode() + rest
    )


def near(*headers: str, rest: bytes = b"") -> bytes:
    return request("POST /v1/near", *headers, rest=b"\r\n" + rest)


HEALTH = request("GET /healthz")
LAST = request("GET /healthz", "Connection: close")
NEAR = near("Content-Length: 17", rest=b'{"typed": "preg"}')
SLOW = request("POST /v1/check", "Content-Length: 60000", rest=b"\r\n{")


@pytest.fixture(scope="module")
def connect(serve: Callable[[Settings], int]) -> Connect:
    """Connects to a service with narrow limits, from an address of this machine."""
    port = serve(Settings(a_minute=1000, at_a_time=3, seconds=0.4, head_seconds=0.4))

    def connected(source: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection(("127.0.0.1", port), 5, source_address=(source, 0))

    return connected


@contextmanager
def several(connect: Connect, count: int, source: str, sent: bytes) -> Iterator[None]:
    """So many connections that have sent this, and are left open."""
    with ExitStack() as opened:
        for _ in range(count):
            opened.enter_context(connect(source)).sendall(sent)
        time.sleep(0.1)
        yield


def answer(connection: socket.socket) -> bytes:
    """Everything that comes until the other side hangs up."""
    come = []
    with suppress(ConnectionResetError):
        while data := connection.recv(65_536):
            come.append(data)
    return b"".join(come)


def asked(connect: Connect, sent: bytes, source: str = "127.0.0.1") -> bytes:
    """What the service says to this, until it closes the connection."""
    with connect(source) as asking:
        with suppress(ConnectionError):
            asking.sendall(sent)
        return answer(asking)


@pytest.mark.parametrize(("begun", "told"), [(SLOW, b"HTTP/1.1 408"), (HEALTH[:9], b"")])
def test_who_drips_is_cut(connect: Connect, begun: bytes, told: bytes) -> None:
    """A body or a head has to be there in a time, however often a byte of it comes."""
    with connect("127.0.0.2") as dripping:
        dripping.sendall(begun)
        dripping.settimeout(0.05)
        come, end = [], time.monotonic() + 5
        with suppress(ConnectionError):
            while time.monotonic() < end:
                with suppress(TimeoutError):
                    come.append(dripping.recv(65_536))
                dripping.sendall(b" ")
        assert time.monotonic() < end, "the connection stays open"
    assert b"".join(come).startswith(told)


def test_who_sends_slowly_holds_up_nobody_else(connect: Connect) -> None:
    """An address has so many requests at a time, also that of a proxy; others are answered."""
    with several(connect, 3, "127.0.0.1", SLOW):
        assert asked(connect, NEAR).startswith(b"HTTP/1.1 429")
        assert asked(connect, NEAR + LAST, "127.0.0.2").count(b"HTTP/1.1 200") == 2
    time.sleep(0.1)
    assert asked(connect, NEAR + LAST).count(b"HTTP/1.1 200") == 2


def test_an_address_has_so_many_connections(connect: Connect) -> None:
    """One too many is told so and closed; a proxy has as many as it likes."""
    for source, told in (("127.0.0.2", b" 503 "), ("127.0.0.3", b" 200 "), ("127.0.0.1", b" 200 ")):
        with several(connect, 3, "127.0.0.2", b""), several(connect, 4, "127.0.0.1", b""):
            assert told in asked(connect, LAST, source)
        time.sleep(0.1)
    assert b" 200 " in asked(connect, LAST, "127.0.0.2")


def test_behind_a_proxy_those_count_for_whom_it_asks(connect: Connect) -> None:
    """Who asks through a proxy does not take the place of others who do."""
    one, other = "X-Forwarded-For: 203.0.113.1", "X-Forwarded-For: 203.0.113.2"
    slow = request("POST /v1/check", one, "Content-Length: 60000", rest=b"\r\n{")
    with several(connect, 3, "127.0.0.1", slow):
        for header, told in ((one, b" 429 "), (other, b" 200 ")):
            assert told in asked(connect, request("GET /v1/sources", header, "Connection: close"))


def test_who_is_no_proxy_is_not_believed(connect: Connect) -> None:
    """Naming another address does not help."""
    forged = request("GET /healthz", "X-Forwarded-Proto: https", "Connection: close")
    assert b"strict-transport-security" in asked(connect, forged, "127.0.0.1")
    assert b"strict-transport-security" not in asked(connect, forged, "127.0.0.2")


@pytest.mark.parametrize(
    ("size", "status"), [(60_000, b"200"), (70_000, b"431"), (5_000_000, b"431")]
)
@pytest.mark.parametrize("shape", ["X: %s\r\n", "%s"])
def test_a_head_has_at_most_64_kb(connect: Connect, size: int, status: bytes, shape: str) -> None:
    """In one line or in many; more is refused, and the connection closed."""
    headers = shape % ("a" * size) if "X" in shape else "a:b\r\n" * (size // 5)
    sent = LAST[:-2] + headers.encode() + b"\r\n"
    assert asked(connect, sent).startswith(b"HTTP/1.1 " + status)
    assert asked(connect, HEALTH + sent).endswith(b"ok\n" if status == b"200" else b'64 KB"}')


def test_requests_come_one_after_the_other(connect: Connect) -> None:
    """Kept connections, many requests sent at once, bodies in chunks, in any pieces."""
    chunked = request("POST /v1/check", rest=CHUNKED)
    assert asked(connect, HEALTH * 100 + chunked * 3 + LAST).count(b"HTTP/1.1 200 OK") == 104
    with connect() as asking:
        for place in range(len(chunked)):
            asking.sendall(chunked[place : place + 1])
        asking.sendall(NEAR + LAST)
        assert answer(asking).count(b"HTTP/1.1 200 OK") == 3


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (("Content-Length: 100000000",), b"x" * 1_000_000),
        (("Transfer-Encoding: chunked",), b"7FFFFFFFFFFFFFF\r\n" + b"x" * 1_000_000),
        (("Content-Length: 100000000", "Expect: 100-continue"), b""),
    ],
)
def test_a_large_body_is_refused_at_once(
    connect: Connect, headers: tuple[str, ...], body: bytes
) -> None:
    """Before it has come; and nobody waits for the rest."""
    told = asked(connect, request("POST /v1/check", *headers, rest=b"\r\n" + body))
    assert told.startswith(b"HTTP/1.1 413")
    assert told.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize(
    "framing",
    [
        b"1;" + b"a" * 3_000_000,  # what is said about a chunk
        b"0\r\nX: " + b"a" * 3_000_000,  # what is said after the last
    ],
)
def test_what_frames_a_body_is_limited_too(connect: Connect, framing: bytes) -> None:
    """It is no part of the body, which has a limit of its own."""
    head = request("POST /v1/check", "Transfer-Encoding: chunked")
    assert not asked(connect, head + framing)


@pytest.mark.parametrize(
    "sent",
    [
        near("Content-Length: 4", "Transfer-Encoding: chunked", rest=b"0\r\n\r\n") + LAST,
        near("Content-Length: 4", "Content-Length: 5", rest=b"12345") + LAST,
        near("Content-Length: -1") + LAST,
        near("Transfer-Encoding: chunked, identity", rest=b"0\r\n\r\n") + LAST,
        near("Transfer-Encoding: chunked", rest=b"FFFFFFFFFFFFFFFFF\r\n") + LAST,
        request("GET /healthz", "X: a\0b") + LAST,
        request("GET /heal\0thz") + LAST,
        request("GET /healthz", "@ (): x") + LAST,
        request("GET /healthz", "X : y") + LAST,
        request("GET /healthz", "X: y\r\n z") + LAST,
        HEALTH.replace(b"\r\n", b"\n") + LAST,
        b"\x16\x03\x01\x02\x00" + b"\0" * 500,
    ],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_is_refused(connect: Connect, sent: bytes) -> None:
    """And nothing after it is answered."""
    told = asked(connect, sent)
    assert told.startswith(b"HTTP/1.1 400")
    assert told.count(b"HTTP/1.1") == 1


def test_a_request_that_was_answered_early_is_the_last(connect: Connect) -> None:
    """What is still coming of it is not waited for, and what follows is not answered."""
    with connect() as asking:
        asking.sendall(request("POST /v1/check", "Content-Length: 70000"))
        told = asking.recv(65_536)
        with suppress(ConnectionError):
            asking.sendall(b"x" * 70_000 + LAST)
        told += answer(asking)
    assert told.startswith(b"HTTP/1.1 413")
    assert told.count(b"HTTP/1.1") == 1


def test_who_sends_far_ahead_is_cut(connect: Connect) -> None:
    """Requests that wait for the one before them take memory."""
    large = request("GET /healthz", f"X: {'a' * 8_000}")
    assert asked(connect, large * 50 + LAST).count(b"HTTP/1.1 200") == 51
    assert asked(connect, large * 1_000 + LAST).count(b"HTTP/1.1 200") < 1_000


def test_who_never_reads_is_cut(connect: Connect) -> None:
    """An answer has to be fetched in a time; it does not stay in memory for ever."""
    with connect("127.0.0.4") as deaf:
        deaf.sendall(request("GET /v1/monographs/pregabalin") * 100 + LAST)
        time.sleep(2)
        head, _, body = answer(deaf).rpartition(b"HTTP/1.1 200")[2].partition(b"\r\n\r\n")
    length = int(head.partition(b"content-length: ")[2].split()[0])
    assert len(body) < length, "the last answer is whole"


def test_other_versions_are_answered(connect: Connect) -> None:
    """HTTP/1.0, and a body that waits to be asked for."""
    assert asked(connect, b"GET /healthz HTTP/1.0\r\n\r\n").endswith(b"ok\n")
    with connect() as asking:
        asking.sendall(near("Expect: 100-continue", "Content-Length: 17", "Connection: close"))
        assert asking.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        asking.sendall(NEAR[-17:])
        assert answer(asking).startswith(b"HTTP/1.1 200")
