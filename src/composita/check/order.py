"""The order of findings: by danger, then by how directly a source speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from composita.check.pairs import CLASS, EFFECT, NAME, directness
from composita.check.severity import place
from composita.facts import Finding, FindingKind

_PERSON = -1  # what is said of this very person stands before what is said of two medicines

# Where no source speaks of the medicines together: what is there twice is there by its name.
_BY_KIND: Mapping[FindingKind, int] = {
    "person": _PERSON, "same substance": NAME, "too much": NAME, "too often": NAME,
    "same class": CLASS,
}  # fmt: skip


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first; what weighs and speaks alike in the order of the items."""
    return tuple(sorted(findings, key=_key))


def _key(finding: Finding) -> tuple[int, int, tuple[int, ...]]:
    return place(finding.level), _directness(finding), finding.items


def _directness(finding: Finding) -> int:
    """Of what gives the finding its level."""
    if finding.kind in _BY_KIND:
        return _BY_KIND[finding.kind]
    first = finding.grounds[0]
    says_it = first.other is not None and first.level == finding.level
    return directness(first) if says_it else EFFECT
