"""FHIR R5: a check as a Bundle: a DetectedIssue for each finding, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from composita.facts import (
    Check,
    Finding,
    Item,
    Level,
    Monograph,
    Part,
    Passage,
    Silence,
    Substance,
)
from composita.publish.fhir.bundle import bundle
from composita.publish.fhir.coding import (
    Resource,
    coding,
    concept,
    each_once,
    filled,
    identity,
    reference,
)
from composita.publish.fhir.knowledge import shell
from composita.publish.fhir.provenance import origin, source

SEVERITY: dict[Level, str] = {
    "contraindicated": "high", "serious": "high", "caution": "moderate", "note": "low",
}  # fmt: skip

_ACTS = {  # codes of HL7's ActCode for the kinds of findings that it has
    "interaction": "DRG", "enzyme": "DRG", "adds up": "DRG",
    "same substance": "DUPTHPY", "same class": "DUPTHPY",
}  # fmt: skip
_UNSAID: dict[Silence, tuple[str, str]] = {
    "not recognised": ("warning", "not-found"),
    "not covered": ("warning", "incomplete"),
    "says nothing": ("information", "informational"),
    "speaks of it": ("warning", "incomplete"),
}


def publish(check: Check, told: Sequence[Part], page: Monograph) -> str:
    """The findings with their sources, and an OperationOutcome for what is not known.

    An issue has one severity for all that it implicates: see `check.in_levels`. `page` is the
    check's page for professionals, and `told` has its parts that word the findings.
    """
    issues = [_issue(f, part, check) for f, part in zip(check.findings, told, strict=True)]
    medicines = each_once(shell(_substances(item)) for item in check.items if _is_known(item))
    documents = {document.id: document for document in page.documents}
    origins = [
        origin(issue["id"], reference(issue), passages, documents)
        for issue, finding in zip(issues, check.findings, strict=True)
        if (passages := _passages(finding))
    ]
    unsaid = [*_outcome(page)]
    sources = map(source, page.documents)
    return bundle("collection", [*issues, *unsaid, *medicines, *origins, *sources])


def _issue(finding: Finding, told: Part, check: Check) -> Resource:
    """The finding in the words of the page; sources' own actions stand as mitigations."""
    act = _ACTS.get(finding.kind)
    code = coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", act) if act else None
    statements = (ground.statement.id for ground in finding.grounds)
    return filled(
        resourceType="DetectedIssue",
        id=identity("finding", finding.kind, finding.topic, *_whom(finding, check), *statements),
        status="final",
        category=[concept(finding.kind, *filter(None, [code]))],
        code=concept(told.title),
        severity=SEVERITY[finding.level],
        implicated=[_implicated(check.items[place]) for place in finding.items],
        detail="\n".join(f"* {sentence.text}" for sentence in told.sentences),
        mitigation=[{"action": concept(action)} for action in finding.actions if action],
    )


def _whom(finding: Finding, check: Check) -> Iterator[str]:
    """Names with places: one medicine may stand in a list twice."""
    return (f"{place} {check.items[place].name}" for place in finding.items)


def _implicated(item: Item) -> Resource:
    return reference(shell(_substances(item))) if _is_known(item) else {"display": item.name}


def _is_known(item: Item) -> bool:
    return all(name.substance for name in item.recognised)


def _substances(item: Item) -> list[Substance]:
    return [name.substance for name in item.recognised if name.substance]


def _passages(finding: Finding) -> list[Passage]:
    """Where everything that a finding rests on stands, each place once."""
    statements = (s for ground in finding.grounds for s in (ground.statement, *ground.means))
    return list(dict.fromkeys(passage for s in statements for passage in s.passages))


def _outcome(page: Monograph) -> Iterator[Resource]:
    """What was not recognised, not covered, or not said: none of it means that nothing happens."""
    under = (part for part in page.parts if part.key in _UNDER)
    silent = [part for part in _within(under) if part.silence]
    if silent:
        said = [_unsaid(part) for part in silent]
        yield {
            "resourceType": "OperationOutcome",
            "id": identity("unsaid", page.slug),
            "issue": said,
        }


_UNDER = ("not_read", "understood", "told", "unsaid")


def _within(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _within(part.parts)


def _unsaid(part: Part) -> Resource:
    severity, code = _UNSAID[part.silence]
    return {"severity": severity, "code": code, "details": concept(part.silent)}
