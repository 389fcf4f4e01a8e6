"""Whatever is asked, the answer is never a fault of ours."""

from __future__ import annotations

from collections import Counter
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]

HOOKS = ("order-select", "order-sign", "patient-view")
QUICK = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
words = st.sampled_from(
    [
        "resourceType", "entry", "resource", "medication", "medicationCodeableConcept", "coding",
        "code", "system", "text", "display", "reference", "id", "contained", "birthDate", "status",
        "Bundle", "MedicationRequest", "Medication", "Patient", "Condition", "warfarin", "a + b",
        "http://www.whocc.no/atc", "parameter", "name", "valueString", "clinicalStatus",
    ]
)  # fmt: skip
values = st.recursive(
    scalars | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words | st.text(), inner),
    max_leaves=12,
)
resources = st.fixed_dictionaries(
    {"resourceType": st.sampled_from(["MedicationRequest", "Patient", "Condition", "Medication"])},
    optional={"medicationCodeableConcept": values, "medication": values, "code": values,
              "contained": values, "birthDate": values, "clinicalStatus": values, "id": values},
)  # fmt: skip
entries = st.lists(st.fixed_dictionaries({"resource": resources | values}) | values, max_size=5)
bundles = st.fixed_dictionaries({"resourceType": st.just("Bundle"), "entry": entries})


@QUICK
@given(hook=st.sampled_from(HOOKS), context=bundles | values, prefetch=bundles | values)
def test_any_cds_request(client: Client, hook: str, context: Any, prefetch: Any) -> None:
    """Cards or a refusal, whatever orders and prefetched resources hold."""
    body = {"hook": hook, "context": {"draftOrders": context}, "prefetch": {"taken": prefetch}}
    answer = client.post(f"/cds-services/composita-{hook}", json=body)
    assert answer.status_code == 200 or 400 <= answer.status_code < 500


@QUICK
@given(body=bundles | values)
def test_any_body(client: Client, body: Any) -> None:
    """Any JSON at all, to every address that takes a body."""
    for path in ("/fhir/$check", "/v1/check", "/v1/near", "/cds-services/composita-order-sign"):
        answer = client.post(path, json=body)
        assert answer.status_code == 200 or 400 <= answer.status_code < 500, path


@QUICK
@given(text=st.text(max_size=200))
def test_any_pasted_list(client: Client, text: str) -> None:
    """A page or the form again, whatever is pasted."""
    assert client.post("/check", data={"list": text}).status_code in (200, 400)


def test_any_request_of_the_interface(client: Client) -> None:
    """What its OpenAPI document allows, for each of its operations, is answered without a fault."""
    described = client.get("/v1/schema/openapi.json").json()
    schema = schemathesis.openapi.from_dict(described)
    asked = Counter(_asked(client, found.ok()) for found in schema.get_all_operations())
    assert asked.total() == sum(len(methods) for methods in described["paths"].values())


def _asked(client: Client, operation: Any) -> str:
    """Asks an operation some ways; gives its name."""

    @settings(QUICK, max_examples=10)
    @given(case=operation.as_strategy())
    def asked(case: Any) -> None:
        how = case.as_transport_kwargs(base_url="http://testserver.local")
        known = {key: how.get(key) for key in ("method", "url", "params", "headers", "json")}
        answer = client.request(**known, content=how.get("data"))
        assert answer.status_code < 500, answer.text

    asked()
    return str(operation.label)
