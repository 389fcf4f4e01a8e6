"""What stands around every answer: limits, headers, compression."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from composita.library import open_library
from composita.serve.app import application
from composita.serve.guard import Rate
from composita.serve.settings import Settings

Client = TestClient[Litestar]


def test_who_asks_too_often_is_asked_to_wait(folder: Path) -> None:
    """The third request of a minute is refused where two are allowed; health is always told."""
    app = application(partial(open_library, folder), Settings(a_minute=2))
    with TestClient(app) as client:
        answers = [client.get("/v1/sources") for _ in range(3)]
        assert client.get("/healthz").status_code == 200
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["retry-after"] == "60"


def test_after_a_minute_an_address_may_ask_again() -> None:
    """And others may ask in between."""
    clock = iter([0.0, 1.0, 2.0, 61.0])
    rate = Rate(1, lambda: next(clock))
    assert [rate.allows(who) for who in ("a", "a", "b", "a")] == [True, False, True, True]


@pytest.mark.parametrize("path", ["/", "/nothing/at/all", "/v1/sources", "/fhir/Nothing/1"])
def test_every_answer_carries_the_headers(client: Client, path: str) -> None:
    """Also what no route takes; HSTS only where the request came over TLS."""
    answer = client.get(path)
    for header in ("content-security-policy", "cross-origin-opener-policy", "referrer-policy"):
        assert header in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "strict-transport-security" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert "strict-transport-security" in client.get(f"https://testserver.local{path}").headers


@pytest.mark.parametrize("path", ["/medicine/pregabalin", "/v1/monographs/pregabalin"])
def test_long_answers_are_compressed_for_who_accepts_it(client: Client, path: str) -> None:
    """And are the same for who does not."""
    small = client.get(path, headers={"accept-encoding": "gzip"})
    plain = client.get(path, headers={"accept-encoding": "gzip;q=0"})
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(small.headers["content-length"]) < len(plain.content) / 3
    assert small.content == plain.content
