"""The person as services are told of them: whole, in range, and with nothing that nobody reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from mcp import Client as Assistant

from composita.library import Library, open_library
from composita.serve.mcp import server

Client = TestClient[Litestar]
Json = dict[str, Any]

WHOLE: Json = {
    "age": 70,
    "pregnant": False,
    "breastfeeding": True,
    "creatinine_clearance": 25,
    "kidney_disease": True,
    "liver_disease": True,
    "conditions": ["asthma", "blurble"],
    "alcohol": True,
    "driving": True,
    "allergies": ["penicillin"],
}
TOLD = {
    "older people", "breastfeeding", "kidney impairment", "liver impairment", "alcohol", "driving",
    "asthma", "blurble", "allergy to penicillin",
}  # fmt: skip

OUT_OF_RANGE = [
    {"age": -1},
    {"age": 131},
    {"creatinine_clearance": 0},
    {"creatinine_clearance": 1e6},
    {"conditions": [" "]},
]


@pytest.fixture(scope="module")
def library(folder: Path) -> Library:
    return open_library(folder)


def called(library: Library, tool: str, arguments: Json) -> Any:
    async def ask() -> Any:
        async with Assistant(server(library)) as client:
            return await client.call_tool(tool, arguments)

    return anyio.run(ask)


def test_rest_takes_and_answers_the_whole_person(client: Client) -> None:
    """A circumstance for each thing told, with an answer for every item."""
    body = {"items": ["warfarin", "amoxicillin"], "patient": WHOLE}
    answer = client.post("/v1/check", json=body).json()["check"]
    assert {one["topic"] for one in answer["circumstances"]} == TOLD
    for one in answer["circumstances"]:
        assert [a["item"] for a in one.get("answers", [])] in ([0, 1], [])


@pytest.mark.parametrize(
    "body",
    [
        {"items": ["warfarin"], "patient": {"weight": 70}},
        {"items": ["warfarin"], "patient": {"age": 70, "Pregnant": True}},
        {"items": ["warfarin"], "person": {"age": 70}},
        *({"items": ["warfarin"], "patient": person} for person in OUT_OF_RANGE),
    ],
)
def test_rest_refuses_what_it_does_not_know_and_what_nobody_has(client: Client, body: Json) -> None:
    """At any depth: what was told and not read would go missing from the answer."""
    assert client.post("/v1/check", json=body).status_code == 400


def test_an_assistant_tells_and_is_told_of_the_whole_person(library: Library) -> None:
    """The same as REST, and first what was not read."""
    answer = called(library, "check", {"items": ["warfarin", "amoxicillin"], **WHOLE})
    assert not answer.is_error, answer
    made = answer.structured_content
    assert made["not_read"] == ["blurble"]
    assert {one["told"] for one in made["person"]} == TOLD
    states = {a["answer"] for one in made["person"] for a in one["answers"]}
    assert states <= {"found", "not read", "silent", "unknown"}


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("check", {"items": ["warfarin"], "weight": 70}),
        ("check", {"items": ["warfarin"], "patient": {"age": 70}}),
        ("find", {"name": "warfarin", "language": "fr"}),
        ("monograph", {"title": "warfarin", "page": 2}),
        ("explain", {"statement": "000000000000", "words": True}),
        *(("check", {"items": ["warfarin"], **person}) for person in OUT_OF_RANGE),
    ],
)
def test_an_assistant_is_refused(library: Library, tool: str, arguments: Json) -> None:
    """A field that a tool does not know, or a number that nobody has, is an error."""
    assert called(library, tool, arguments).is_error


def bundle(*resources: Json) -> Json:
    medicine = {
        "resourceType": "MedicationRequest",
        "medicationCodeableConcept": {"text": "amoxicillin 500 mg"},
    }
    entries = [{"resource": one} for one in (medicine, *resources)]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def allergy(text: str, **fields: object) -> Json:
    return {"resourceType": "AllergyIntolerance", "code": {"text": text}, **fields}


@pytest.mark.parametrize(
    "birth", ["2999-01-01", "2999", "1850", "yesterday", "1950-13", "", 1950.5]
)
@pytest.mark.parametrize("path", ["/fhir/$check", "/cds-services/composita-patient-view"])
def test_a_birth_date_that_nobody_has_is_refused(client: Client, birth: object, path: str) -> None:
    """In the future, too long ago, or no date."""
    made = bundle({"resourceType": "Patient", "birthDate": birth})
    hook = {"hook": "patient-view", "context": {}, "prefetch": {"all": made}}
    assert client.post(path, json=made if "fhir" in path else hook).status_code == 400


def test_an_allergy_of_a_record_counts(client: Client) -> None:
    """The class that the medicine is of; what is refuted, or says that there is none, does not."""
    over = {"verificationStatus": {"coding": [{"code": "refuted"}]}}
    for resource, counts in (
        (allergy("Penicillin"), True),
        (allergy("Penicillin", **over), False),
        (allergy("No known allergies"), False),
    ):
        answer = client.post("/fhir/$check", json=bundle(resource)).text
        assert ("allergy to Penicillin" in answer) is counts
        assert "No known" not in answer


def test_what_a_record_tells_and_nobody_knows_is_in_the_outcome(client: Client) -> None:
    """In FHIR's OperationOutcome, and as a card for who orders."""
    illness = {"resourceType": "Condition", "code": {"text": "blurblitis blurb"}}
    assert "blurblitis blurb" in client.post("/fhir/$check", json=bundle(illness)).text
    hook = {"hook": "patient-view", "context": {}, "prefetch": {"all": bundle(illness)}}
    cards = client.post("/cds-services/composita-patient-view", json=hook).json()["cards"]
    assert any("blurblitis blurb" in card.get("detail", "") for card in cards)


@pytest.mark.parametrize(
    ("field", "value"),
    [("age", "-1"), ("age", "131"), ("age", "nan"), ("clearance", "0"), ("clearance", "inf")],
)
def test_the_form_says_what_cannot_be(client: Client, field: str, value: str) -> None:
    """The form comes again with what was typed, and says what to mend."""
    answer = client.post("/check", data={"list": "warfarin", field: value})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "must be" in answer.text


def test_the_form_takes_allergies(client: Client) -> None:
    """With commas between them, as illnesses."""
    form = {"list": "amoxicillin", "allergies": "penicillin, blurblemycin"}
    page = client.post("/check", data=form).text
    assert "if you have an allergy to penicillin" in page
    assert "«allergy to blurblemycin»" in page
