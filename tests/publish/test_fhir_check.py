"""A check as FHIR: each finding with its severity and sources, and silence said aloud."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from fhir.resources.bundle import Bundle

from composita.check import Profile, check
from composita.compose import Subject, about, checked, told
from composita.facts import Item, Patient, Recognised, Substance
from composita.publish.fhir import check as fhir_check
from fhir_rules import broken, entries
from invented import (
    DEMOZINE,
    EXEMPLAMINE,
    NULLOMYCIN,
    SOURCES,
    TESTOPROL,
    UNKNOWN,
    asked,
    evidence,
)

Json = dict[str, Any]


def bundle(*names: Recognised, patient: Patient = Patient()) -> Json:  # noqa: B008
    """The Bundle of a check of these names."""
    of = evidence(names)

    def subject(substances: tuple[Substance, ...]) -> Subject:
        return Subject(substances, of[about(substances)], SOURCES)

    def profile(substances: tuple[Substance, ...], local: bool) -> Profile:
        return Profile(partial(subject, substances), local)

    items = tuple(Item(name.typed, (name,)) for name in names)
    found = check(items, profile, patient, "2026-07")
    page = checked(found, subject, SOURCES, "professional")
    text = fhir_check.publish(found, told(found, page), page)
    Bundle.model_validate_json(text)
    made: Json = json.loads(text)
    return made


def test_each_finding_is_an_issue_with_its_sources() -> None:
    """Severity, whose medicines, what sources say to do, and the passages that say so."""
    made = bundle(*asked(EXEMPLAMINE, TESTOPROL))
    assert broken(made) == []
    issues = entries(made, "DetectedIssue")
    origins = [origin["target"][0]["reference"] for origin in entries(made, "Provenance").values()]
    medicines = entries(made, "MedicationKnowledge")
    assert sorted(issues) == sorted(origins)
    for issue in issues.values():
        assert issue["severity"] in ("high", "moderate", "low")
        named = [medicines[one["reference"]]["code"]["text"] for one in issue["implicated"]]
        assert named == ["Exemplamine", "Testoprol"]
    actions = {m["action"]["text"] for i in issues.values() for m in i.get("mitigation", ())}
    assert "adjust" in actions


def test_what_concerns_the_person_is_an_issue_too() -> None:
    """A warning for pregnancy, of whoever is pregnant."""
    made = bundle(*asked(EXEMPLAMINE), patient=Patient(pregnant=True))
    assert broken(made) == []
    categories = [i["category"][0]["text"] for i in entries(made, "DetectedIssue").values()]
    assert "person" in categories


def test_no_issue_is_not_an_answer() -> None:
    """A name that nobody knows, and pairs that nobody covers, are told as such."""
    made = bundle(*asked(NULLOMYCIN, DEMOZINE), UNKNOWN)
    assert broken(made) == []
    assert not entries(made, "DetectedIssue")
    (outcome,) = entries(made, "OperationOutcome").values()
    told = {issue["code"]: issue for issue in outcome["issue"]}
    assert set(told) >= {"not-found", "incomplete"}
    assert "Nosuchmycin" in told["not-found"]["details"]["text"]


def test_the_same_check_is_the_same_bytes() -> None:
    """Ids come from what is found."""
    names = asked(EXEMPLAMINE, TESTOPROL)
    assert bundle(*names) == bundle(*names)
