"""The REST interface: what it answers, and how it refuses."""

from __future__ import annotations

import logging

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]


def test_a_name_is_found(client: Client) -> None:
    """A substance with its UNII, and how the name was understood."""
    (item,) = client.get("/v1/find", params={"q": "pregabalin"}).json()["items"]
    (found,) = item["recognised"]
    assert found["how"] == "exact"
    assert found["substance"]["name"] == "Pregabalin"


def test_what_was_not_read_is_a_field(client: Client) -> None:
    """Words that are no name and say nothing of how it is taken are told as such."""
    (item,) = client.get("/v1/find", params={"q": "pregabalin 75 mg zzz"}).json()["items"]
    assert item["unread"] == ["zzz"]


def test_a_list_is_read_page_by_page(client: Client) -> None:
    """Two pages of two are the first four."""
    first = client.get("/v1/substances", params={"limit": 2}).json()
    second = client.get("/v1/substances", params={"limit": 2, "offset": 2}).json()
    four = client.get("/v1/substances", params={"limit": 4}).json()
    assert [*first["names"], *second["names"]] == four["names"]
    assert first["total"] > 1_000


def test_a_check_holds_findings_pairs_and_ledger(client: Client) -> None:
    """Every pair has an answer, and every ground of a finding has a passage."""
    asked = {"items": ["amitriptyline", "pregabalin 75 mg bd", "Nosuchmycin"]}
    check = client.post("/v1/check", json=asked).json()["check"]
    assert [pair["items"] for pair in check["pairs"]] == [[0, 1], [0, 2], [1, 2]]
    assert [pair["answer"] for pair in check["pairs"]][1:] == ["unknown", "unknown"]
    grounds = [ground for finding in check["findings"] for ground in finding["grounds"]]
    assert grounds
    assert all(ground["statement"]["passages"] for ground in grounds)


def test_a_check_comes_as_a_page_too(client: Client) -> None:
    """With a view, the same in words."""
    asked = {"items": ["amitriptyline", "pregabalin"], "view": "patient"}
    page = client.post("/v1/check", json=asked).json()["page"]
    assert page["title"] == "Taken together: Amitriptyline + Pregabalin"


def test_a_statement_leads_to_its_facts(client: Client) -> None:
    """The id that a page gives leads to documents and characters."""
    page = client.get("/v1/monographs/Pregabalin").json()
    explained = client.get(f"/v1/statements/{page['statements'][0]['id']}").json()
    assert explained[0]["document"]["title"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/v1/nothing", 404),
        ("/v1/find", 400),
        ("/v1/substances?limit=100000", 400),
        ("/v1/monographs/Nosuchmycin", 404),
        ("/v1/statements/000000000000", 404),
        ("/v1/substances/NOSUCHUNII", 404),
    ],
)
def test_a_refusal_is_a_problem(client: Client, address: str, status: int) -> None:
    """RFC 9457: a title, a status and a detail, and its own media type."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["status"] == status


@pytest.mark.parametrize(
    "body",
    [{}, {"items": []}, {"items": ["x"] * 31}, {"items": [" "]}, {"items": ["a"], "more": 1}, []],
)
def test_a_bad_list_is_refused(client: Client, body: object) -> None:
    """None, too many, an empty one, a field that nobody knows."""
    assert client.post("/v1/check", json=body).status_code == 400


def test_a_body_that_is_too_long_is_refused(client: Client) -> None:
    """64 KB are enough for thirty medicines."""
    assert client.post("/v1/check", json={"items": ["a" * 70_000]}).status_code == 413


def test_nothing_that_is_asked_is_logged(
    client: Client, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a name in an address nor one in a body is in any log or on any stream."""
    with caplog.at_level(logging.DEBUG):
        client.get("/v1/find", params={"q": "amitriptyline"})
        client.get("/v1/monographs/amitriptyline")
        client.post("/v1/check", json={"items": ["amitriptyline", "pregabalin"]})
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("httpx")]
    printed = capsys.readouterr()
    assert "amitriptyline" not in f"{ours} {printed.out} {printed.err}".lower()


def test_the_metrics_name_no_medicine(client: Client) -> None:
    """Counts by handler and status, and nothing else."""
    client.get("/v1/monographs/Pregabalin")
    text = client.get("/metrics").text
    assert 'handler="monograph",status="200"' in text
    assert "regabalin" not in text


def test_answers_carry_the_headers(client: Client) -> None:
    """No inline script, no referrer, no sniffing, and no cookie."""
    headers = client.get("/healthz").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    """The ETag is the version of the data."""
    first = client.get("/v1/sources")
    again = client.get("/v1/sources", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert not again.content


def test_the_interface_describes_itself(client: Client) -> None:
    """OpenAPI 3.1."""
    schema = client.get("/v1/schema/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert "/v1/check" in schema["paths"]
