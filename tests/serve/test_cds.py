"""CDS Hooks: medicines of an order and of a patient's list → cards."""

from __future__ import annotations

from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
Json = dict[str, Any]


def request_for(text: str, id: str = "1", kind: str = "MedicationRequest") -> Json:
    return {"resourceType": kind, "id": id, "medicationCodeableConcept": {"text": text}}


def bundle(*resources: Json) -> Json:
    return {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}


def order(drafts: Json, taken: Json, hook: str = "order-sign", **prefetch: Json) -> Json:
    return {
        "hook": hook,
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {"userId": "Practitioner/1", "patientId": "1", "draftOrders": drafts},
        "prefetch": {"requests": taken, **prefetch},
    }


def cards(client: Client, body: Json) -> list[Json]:
    answer = client.post(f"/cds-services/composita-{body['hook']}", json=body)
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["cards"]
    return found


def test_the_services_are_listed(client: Client) -> None:
    """Three hooks, each with what to prefetch."""
    services = client.get("/cds-services").json()["services"]
    assert [s["hook"] for s in services] == ["order-select", "order-sign", "patient-view"]
    assert all("conditions" in service["prefetch"] for service in services)


@pytest.mark.parametrize(
    ("ordered", "taken", "word"),
    [("ibuprofen 400 mg", "warfarin 5 mg", "bleeding"), ("ciclosporin", "digoxin", "")],
)
def test_an_order_meets_what_is_taken(client: Client, ordered: str, taken: str, word: str) -> None:
    """Warfarin with an NSAID, digoxin with cyclosporine: a card with sources and an issue."""
    found = cards(client, order(bundle(request_for(ordered, "9")), bundle(request_for(taken, "3"))))
    assert found
    assert word in found[0]["summary"]
    assert all(len(card["summary"]) < 140 for card in found)
    assert all(card["detail"].startswith("* ") for card in found)
    issue = found[0]["extension"]["org.composita.detectedIssue"]
    references = {one["reference"] for one in issue["implicated"]}
    assert references == {"MedicationRequest/9", "MedicationRequest/3"}


def test_an_order_can_be_taken_back(client: Client) -> None:
    """Where it is critical; only what is being ordered, never what is taken already."""
    taken = bundle(request_for("simvastatin", "3"))
    found = cards(client, order(bundle(request_for("clarithromycin", "9")), taken))
    offered = [s for card in found for s in card.get("suggestions", ())]
    assert offered
    assert all(card["selectionBehavior"] for card in found if "suggestions" in card)
    actions = [action for suggestion in offered for action in suggestion["actions"]]
    assert {tuple(action["resourceId"]) for action in actions} == {("MedicationRequest/9",)}


def test_what_is_taken_already_is_no_card_when_ordering(client: Client) -> None:
    """An order of something else does not repeat what was known before."""
    taken = bundle(request_for("warfarin", "3"), request_for("ibuprofen", "4"))
    found = cards(client, order(bundle(request_for("Nosuchmycin")), taken))
    assert [card["indicator"] for card in found] == ["info"]
    assert "Nosuchmycin" in found[0]["summary"]


def test_a_view_of_a_patient_shows_all(client: Client) -> None:
    """Without an order, every finding of the list is a card."""
    body = order({}, bundle(request_for("warfarin", "3"), request_for("ibuprofen", "4")))
    assert cards(client, {**body, "hook": "patient-view", "context": {"patientId": "1"}})


def test_a_unii_names_a_medicine(client: Client) -> None:
    """A coding is understood before any text."""
    coding = {"system": "http://fdasis.nlm.nih.gov", "code": "5Q7ZVV76EI", "display": "?"}
    coded = {"resourceType": "MedicationRequest", "medication": {"concept": {"coding": [coding]}}}
    assert cards(client, order(bundle(coded), bundle(request_for("ibuprofen"))))


def test_the_person_counts(client: Client) -> None:
    """A birth date gives the age, and an older person gets the card for it."""
    patient = {"resourceType": "Patient", "birthDate": "1940-02"}
    body = order(bundle(request_for("amitriptyline")), bundle(), patient=patient)
    assert any("older person" in card["summary"] for card in cards(client, body))


@pytest.mark.parametrize(
    ("service", "body", "status"),
    [
        ("composita-order-sign", {}, 400),
        ("composita-order-sign", {"hook": "order-select", "context": {}}, 400),
        ("composita-order-sign", {"hook": "order-sign"}, 400),
        ("nothing", {"hook": "nothing", "context": {}}, 404),
        ("composita-order-sign/feedback", {}, 400),
        ("composita-order-sign/feedback", {"feedback": []}, 200),
    ],
)
def test_bad_requests_are_refused(client: Client, service: str, body: Json, status: int) -> None:
    """With a status that says whose mistake it is."""
    assert client.post(f"/cds-services/{service}", json=body).status_code == status


def test_the_same_request_gives_the_same_cards(client: Client) -> None:
    """Down to their ids, so that feedback can be told apart."""
    body = order(bundle(request_for("ibuprofen")), bundle(request_for("warfarin")))
    assert cards(client, body) == cards(client, body)


RXNORM, ATC = "http://www.nlm.nih.gov/research/umls/rxnorm", "http://www.whocc.no/atc"


def coded(system: str, code: str, **words: str) -> Json:
    """A request with a code, and perhaps words beside it."""
    concept = {"coding": [{"system": system, "code": code}], **words}
    return {"resourceType": "MedicationRequest", "medicationCodeableConcept": concept}


@pytest.mark.parametrize(
    ("system", "code"),
    [(RXNORM, "11289"), (RXNORM, "596930"), (ATC, "N06AX21")],
)
def test_rxnorm_and_atc_name_a_medicine(client: Client, system: str, code: str) -> None:
    """An ingredient, a clinical drug and an ATC code, without a word beside them."""
    found = cards(client, order(bundle(coded(system, code)), bundle(request_for("ibuprofen"))))
    assert found
    assert not any("Not recognised" in card["summary"] for card in found)


def test_a_code_that_is_not_certain_leaves_it_to_the_words(client: Client) -> None:
    """An unknown code is no answer; the text beside it is."""
    known = coded(RXNORM, "0", text="warfarin")
    assert cards(client, order(bundle(known), bundle(request_for("ibuprofen"))))
    (card,) = cards(client, order(bundle(coded(RXNORM, "0")), bundle(request_for("ibuprofen"))))
    assert "Not recognised" in card["summary"]


def test_the_same_medicine_ordered_again_is_told(client: Client) -> None:
    """What is taken already and ordered once more is a finding; listed twice it is not."""
    again = cards(client, order(bundle(request_for("warfarin")), bundle(request_for("warfarin"))))
    assert [card["source"]["topic"]["code"] for card in again] == ["same substance"]
    listed = bundle(request_for("warfarin"), request_for("warfarin", kind="MedicationStatement"))
    view = {**order({}, listed), "hook": "patient-view", "context": {"patientId": "1"}}
    assert cards(client, view) == []


def test_what_was_stopped_is_not_taken(client: Client) -> None:
    """A stopped request, and one that says not to give it, count for nothing."""
    stopped = {**request_for("ibuprofen"), "status": "stopped"}
    forbidden = {**request_for("ibuprofen"), "doNotPerform": True}
    assert cards(client, order(bundle(request_for("warfarin")), bundle(stopped, forbidden))) == []


def test_each_pair_has_its_own_level(client: Client) -> None:
    """Of three that share an effect the two taken already are forbidden: ordering the third is
    not critical, and nobody is offered to take it back."""
    taken = bundle(request_for("warfarin", "3"), request_for("trazodone", "4"))
    found = cards(client, order(bundle(request_for("ibuprofen", "9")), taken))
    (bleeding,) = (
        card for card in found if "hemorrhage" in card["summary"] or "bleeding" in card["summary"]
    )
    assert bleeding["indicator"] == "warning"
    assert "suggestions" not in bleeding
    assert "Ibuprofen" in bleeding["summary"]
    issue = bleeding["extension"]["org.composita.detectedIssue"]
    assert issue["severity"] == "moderate"


@pytest.mark.parametrize(
    ("ordered", "taken", "code"),
    [("nafarelin", ["warfarin"], "unknown"), ("metformin", ["pegfilgrastim"], "silent")],
)
def test_no_finding_is_not_no_card(
    client: Client, ordered: str, taken: list[str], code: str
) -> None:
    """Pairs that nobody covers, and pairs of which sources say nothing: one card tells them all."""
    already = bundle(*(request_for(name, str(n)) for n, name in enumerate(taken)))
    (card,) = cards(client, order(bundle(request_for(ordered, "9")), already))
    assert card["indicator"] == "info"
    assert card["source"]["topic"]["code"] == code
    assert all(name.capitalize() in card["summary"] for name in (ordered, *taken))
