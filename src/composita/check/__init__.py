"""A regimen → a check: what matters together, the answer for each pair, and who was asked.

Levels come from `severity.toml`, effects that add up from `effects.toml`. Silence is never
taken for safety: see `facts.PairAnswer`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from composita.check import adding, amounts, circumstances, enzymes, pairs, person, same, states
from composita.check.items import item, pasted
from composita.check.known import Known, Terms, terms_of
from composita.check.pairs import Taken
from composita.check.profile import Profile, Profiles
from composita.check.severity import place
from composita.facts import Check, Finding, Ground, Item, Patient

__all__ = ["Known", "Profile", "Terms", "check", "item", "pasted", "terms_of"]


def check(
    items: Sequence[Item],
    profile: Profiles,
    patient: Patient,
    data: str,
    known: Known = Known(),  # noqa: B008
) -> Check:
    """The check of a regimen; `profile` gives a medicine as it is taken, local or not.

    `data` is the date of the data; `known` are the words for illnesses and allergens besides those
    of the lexicons.
    """
    takens = [taken for number, item in enumerate(items) for taken in _taken(number, item, profile)]
    told = circumstances.told(patient, known)
    asked = person.asked(takens, told, profile, known)
    findings = sorted(
        (
            *_together(takens, told),
            *same.findings(takens),
            *amounts.findings(items, takens),
            *person.findings(asked),
        ),
        key=_rank,
    )
    return Check(
        items=tuple(items),
        patient=patient,
        findings=tuple(findings),
        pairs=tuple(states.pairs(items, takens, findings)),
        ledger=states.ledger(takens),
        data=data,
        circumstances=tuple(person.answers(items, takens, asked, findings)),
    )


def _rank(finding: Finding) -> tuple[bool, int, tuple[int, ...], str, str]:
    """What the person must not take comes first, then the most forceful."""
    is_banned = finding.kind == "person" and finding.level == "contraindicated"
    return not is_banned, place(finding.level), finding.items, finding.kind, finding.topic


def _taken(number: int, item: Item, profile: Profiles) -> Iterator[Taken]:
    """Each substance of an item, and the product that holds them all."""
    found = {r.substance.unii: r.substance for r in item.recognised if r.substance}
    substances = tuple(found.values())
    for substance in substances:
        yield Taken(number, profile((substance,), item.local))
    if len(substances) > 1:
        yield Taken(number, profile(substances, item.local))


def _together(takens: Sequence[Taken], patient: Patient) -> Iterator[Finding]:
    """What is said of pairs; what is said of a shared effect goes to the finding about it."""
    having = adding.shared(takens)
    items_of = {key: {taken.item for taken, _ in who} for key, who in having.items()}
    told: dict[str, list[Ground]] = {key: [] for key in having}
    by_pair: dict[tuple[int, int], list[Ground]] = {}
    for a, b in combinations(takens, 2):
        for ground in _grounds(a, b, patient):
            if key := adding.concerns(ground, items_of):
                told[key].append(ground)
            else:
                by_pair.setdefault((a.item, b.item), []).append(ground)
    for items, grounds in by_pair.items():
        yield pairs.finding(items, grounds)
    for key, who in having.items():
        yield adding.finding(key, who, told[key])
    yield from _through_enzymes(takens, by_pair)


def _grounds(a: Taken, b: Taken, patient: Patient) -> Iterator[Ground]:
    if same.apart(a, b):
        yield from pairs.grounds(a, b, patient)
        yield from pairs.grounds(b, a, patient)


def _through_enzymes(
    takens: Sequence[Taken], told: dict[tuple[int, int], list[Ground]]
) -> Iterator[Finding]:
    """Where roles at an enzyme meet, and no source tells of the pair already."""
    for a, b in combinations(takens, 2):
        if same.apart(a, b) and (a.item, b.item) not in told:
            yield from enzymes.findings(a, b)
            yield from enzymes.findings(b, a)
