"""FHIR R5: what is read and searched for is valid, whole in itself, and silence is told."""

from __future__ import annotations

from typing import Any

import pytest
from fhir.resources import get_fhir_model_class
from litestar import Litestar
from litestar.testing import TestClient

from fhir_rules import broken, entries

Client = TestClient[Litestar]
Json = dict[str, Any]

PREGABALIN = "MedicationKnowledge/55JG375S6M"


def got(client: Client, path: str, **params: str) -> Json:
    """The resource at an address, valid by the schema of FHIR R5."""
    answer = client.get(f"/fhir/{path}", params=params)
    assert answer.status_code == 200, answer.text
    return valid(answer)


def valid(answer: Any) -> Json:
    assert answer.headers["content-type"].startswith("application/fhir+json")
    made: Json = answer.json()
    get_fhir_model_class(made["resourceType"]).model_validate(made)
    return made


def checked(client: Client, body: Json, path: str = "$check") -> Json:
    answer = client.post(f"/fhir/{path}", json=body)
    assert answer.status_code == 200, answer.text
    made = valid(answer)
    assert broken(made) == []
    return made


def texts(*names: str) -> Json:
    """Parameters with medicines as they are typed."""
    given = [{"name": "medication", "valueString": name} for name in names]
    return {"resourceType": "Parameters", "parameter": given}


def test_the_server_says_what_it_can_do(client: Client) -> None:
    """Every kind of resource, and the operation with its definition."""
    told = got(client, "metadata")["rest"][0]
    assert {r["type"] for r in told["resource"]} > {"MedicationKnowledge", "ClinicalUseDefinition"}
    assert told["operation"][0]["definition"].endswith("/fhir/OperationDefinition/check")
    assert got(client, "OperationDefinition/check")["code"] == "check"


@pytest.mark.parametrize(
    "asked",
    [
        {"code": "55JG375S6M"},
        {"code": "http://fdasis.nlm.nih.gov|55JG375S6M"},
        {"name": "pregabalin"},
        {"name": "Lyrica"},
    ],
)
def test_a_medicine_is_found_by_code_or_name(client: Client, asked: dict[str, str]) -> None:
    """A UNII with or without its system, the INN, a brand."""
    found = got(client, "MedicationKnowledge", **asked)
    assert [e["fullUrl"].rpartition("/fhir/")[2] for e in found["entry"]] == [PREGABALIN]


def test_what_is_not_found_is_no_answer(client: Client) -> None:
    """An OperationOutcome says that it is not recognised."""
    found = got(client, "MedicationKnowledge", name="Nosuchmycin")
    assert found["total"] == 0
    (entry,) = found["entry"]
    assert entry["search"]["mode"] == "outcome"
    assert "Not recognised" in entry["resource"]["issue"][0]["details"]["text"]


def test_every_use_that_a_medicine_names_can_be_read(client: Client) -> None:
    """Each reference leads to a resource, and each resource to the passages that say it."""
    medicine = got(client, PREGABALIN)
    named = [one["reference"] for one in medicine["clinicalUseIssue"]]
    assert named
    for reference in named[::25]:
        use = got(client, reference)
        assert use["subject"] == [{"reference": PREGABALIN}]
        (origin,) = got(client, "Provenance", target=reference)["entry"]
        assert _places(origin["resource"])


def _places(origin: Json) -> list[Json]:
    """The documents of a Provenance, each contained in it."""
    inside = {f"#{one['id']}" for one in origin["contained"]}
    places = [entity["what"] for entity in origin["entity"]]
    assert {place["reference"] for place in places} == inside
    return places


def test_uses_are_searched_by_type_and_page_by_page(client: Client) -> None:
    """The links of the parts lead through all of them, and none comes twice."""
    asked = {"subject": PREGABALIN, "type": "undesirable-effect", "_count": "40"}
    page = got(client, "ClinicalUseDefinition", **asked)
    ids, total = _ids(page), page["total"]
    while following := [link["url"] for link in page["link"] if link["relation"] == "next"]:
        page = valid(client.get(following[0]))
        ids += _ids(page)
    assert len(ids) == len(set(ids)) == total > 40


def _ids(page: Json) -> list[str]:
    assert {e["resource"]["type"] for e in page["entry"]} == {"undesirable-effect"}
    return [e["resource"]["id"] for e in page["entry"]]


def test_a_leaflet_is_a_document(client: Client) -> None:
    """The page as an electronic leaflet, by its title."""
    made = got(client, "Bundle/Amitriptyline + Pregabalin")
    assert made["type"] == "document"
    assert made["entry"][0]["resource"]["title"] == "Amitriptyline + Pregabalin"


@pytest.mark.parametrize("path", ["$check", "MedicationKnowledge/$check"])
def test_a_check_gives_issues_and_what_nobody_knows(client: Client, path: str) -> None:
    """Issues with whom they implicate; a pair that is not known is told."""
    made = checked(client, texts("warfarin", "ibuprofen 400 mg", "Nosuchmycin"), path)
    issues = entries(made, "DetectedIssue").values()
    assert issues
    assert all(issue["implicated"] for issue in issues)
    (outcome,) = entries(made, "OperationOutcome").values()
    assert any("Nosuchmycin" in one["details"]["text"] for one in outcome["issue"])


def test_a_check_reads_requests_and_the_person(client: Client) -> None:
    """A Bundle with a coded request, a Medication referred to, and a birth date."""
    unii = {"system": "http://fdasis.nlm.nih.gov", "code": "1806D8D52K"}
    resources = [
        {"resourceType": "Patient", "birthDate": "1935"},
        {"resourceType": "Medication", "id": "m", "code": {"coding": [unii]}},
        {
            "resourceType": "MedicationRequest",
            "medication": {"reference": {"reference": "Medication/m"}},
        },
        {"resourceType": "MedicationStatement", "medicationCodeableConcept": {"text": "warfarin"}},
        {
            "resourceType": "MedicationRequest",
            "status": "stopped",
            "medicationCodeableConcept": {"text": "ibuprofen"},
        },
    ]
    body = {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}
    made = checked(client, body)
    medicines = {m["code"]["text"] for m in entries(made, "MedicationKnowledge").values()}
    assert medicines == {"Amitriptyline", "Warfarin"}
    categories = {i["category"][0]["text"] for i in entries(made, "DetectedIssue").values()}
    assert "person" in categories


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("Nothing/1", 404),
        ("MedicationKnowledge/NOSUCHUNII", 404),
        ("ClinicalUseDefinition/000000000000", 404),
        ("MedicationKnowledge", 400),
        ("ClinicalUseDefinition", 400),
        ("Bundle/Nosuchmycin", 404),
        ("a/b/c/d", 404),
    ],
)
def test_errors_are_outcomes(client: Client, path: str, status: int) -> None:
    """What cannot be answered is said in FHIR's words."""
    answer = client.get(f"/fhir/{path}")
    assert answer.status_code == status
    assert valid(answer)["resourceType"] == "OperationOutcome"


@pytest.mark.parametrize("body", [{}, {"resourceType": "Parameters"}, {"resourceType": "Patient"}])
def test_a_check_of_nothing_is_refused(client: Client, body: Json) -> None:
    """Nothing to check is a mistake of who asks, and no clean bill."""
    assert client.post("/fhir/$check", json=body).status_code == 400
