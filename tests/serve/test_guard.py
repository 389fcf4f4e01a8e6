"""What stands around every answer: limits, headers, compression."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from composita.errors import CompositaError
from composita.library import open_library
from composita.serve.addresses import Crowd, Proxies, network
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


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "::ffff:c000:201", True),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("unknown", "unix:", False),
    ],
)
def test_what_counts_as_one_address(one: str, other: str, are_one: bool) -> None:
    """An address of IPv4, however it is written, and 64 bits of IPv6."""
    assert (network(one) == network(other)) == are_one


def test_what_a_proxy_tells_is_kept_short() -> None:
    """It may be anything, of any length."""
    assert len(network("x" * 10_000)) < 50


def test_which_proxies_are_believed() -> None:
    """Addresses and networks; everybody only where that is said."""
    proxies = Proxies("127.0.0.1, ::1,10.88.0.0/16")
    assert all(one in proxies for one in ("127.0.0.1", "::1", "10.88.3.4", "::ffff:10.88.3.4"))
    assert not any(one in proxies for one in ("127.0.0.2", "10.89.0.1", "2001:db8::1", ""))
    assert "192.0.2.1" in Proxies("*")
    assert "192.0.2.1" not in Proxies("")


def test_a_proxy_that_is_no_address_is_an_error() -> None:
    """It would be believed by nobody, and nobody would know why."""
    with pytest.raises(CompositaError, match="FORWARDED_ALLOW_IPS: 'nginx' does not appear"):
        Proxies("nginx")


def test_a_crowd_has_room_for_some_of_one_and_some_of_all() -> None:
    """A proxy's connections count among all, and for nobody."""
    crowd = Crowd(2, 5)
    assert [crowd.enters("a") for _ in range(3)] == [True, True, False]
    assert [crowd.enters(None) for _ in range(4)] == [True, True, True, False]
    assert not crowd.enters("b")
    crowd.leaves("a")
    assert crowd.enters("b")


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


SERVICE = "/cds-services/composita-order-sign"
NESTED = {
    "lists": (b"[", b"]"),
    "objects": (b'{"a":', b"}"),
    "lists that never end": (b"[", b""),
}
AROUND = b'{"hook": "order-sign", "context": {}, "feedback": [], "items": [], "typed": %s}'


@pytest.mark.parametrize("shape", NESTED)
@pytest.mark.parametrize(
    "path", ["/v1/check", "/v1/near", SERVICE, f"{SERVICE}/feedback", "/fhir/$check"]
)
def test_what_is_nested_too_deeply_is_a_mistake_of_who_asks(
    client: Client, path: str, shape: str
) -> None:
    """At any depth: the decoder gives up at about a thousand, or what reads the value after it."""
    opening, closing = NESTED[shape]
    told = [
        client.post(path, content=AROUND % (opening * depth + b"1" + closing * depth))
        for depth in (200, 900, *range(960, 1010, 7), 3000, 8000)
    ]
    assert {answer.status_code for answer in told} <= {200, 400}
    assert told[-1].status_code == 400
    assert "nested too deeply" in told[-1].text
    is_fhir = path.startswith("/fhir")
    assert told[-1].json().get("resourceType", "") == ("OperationOutcome" if is_fhir else "")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"items": ["warfarin"], "patiennt": {}}, "unknown field `patiennt`"),
        ({"items": ["warfarin"], "patient": {"agee": 80}}, "patient: .*unknown field `agee`"),
        ({"items": ["warfarin", 5]}, r"items\[1\]: Expected `str`"),
        ({"items": []}, "items: Expected `array` of length >= 1"),
    ],
)
def test_a_wrong_field_is_named(client: Client, body: dict[str, Any], said: str) -> None:
    """Where it stands, and what is wrong with it."""
    answer = client.post("/v1/check", json=body)
    assert answer.status_code == 400
    assert re.search(said, answer.json()["detail"])
