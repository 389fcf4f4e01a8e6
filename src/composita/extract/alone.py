"""Whether what a clause forbids is forbidden by itself.

A contraindication holds one condition or one medicine: two that forbid only together, some doses
or members of a class, or some people with a condition are nothing that it can hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from composita.extract.asked import is_to_patients
from composita.extract.conditions import Condition, conditions
from composita.extract.forbidding import Clause, is_in_bracket, pattern
from composita.extract.partners import Mention, has_members


def only_together(clause: Clause, ills: list[Condition], others: list[Mention]) -> bool:
    """Whether a condition forbids only with a medicine, or with another condition.

    "Diabetes and you are treated with aliskiren", "asthma after taking aspirin", "colchicine in
    patients with renal disorders".
    """
    starts, ends = [ill.start for ill in ills], [ill.end for ill in ills]
    named = [mention.start for mention in clause.mentions]
    return (
        any(_is_near(ends, at) and _is_near(named, to) for at, to in _said(clause, "with_medicine"))
        or any(
            _is_near(ends, at) and _is_near(starts, to)
            for at, to in _said(clause, "with_condition")
        )
        or _only_in_some(clause, [mention.end for mention in others])
    )


def is_wider(clause: Clause, mention: Mention) -> bool:
    """Whether only some of it is meant: a dose, a route, a time, or members that are named."""
    near = max(clause.start, mention.start - _NEAR)
    if pattern("some_before").search(clause.text, near, mention.start):
        return True
    if pattern("some_after").match(clause.text, mention.end):
        return True
    if pattern("some_time").search(clause.text, clause.start, clause.end):
        return True
    if mention.partner.what != "class":
        return False
    before = conditions(clause.text, near, mention.start)
    return any(mention.start - ill.end <= 1 for ill in before) or gives_way(clause, mention)


def is_not_alone(clause: Clause, ill: Condition) -> bool:
    """Whether it is what another medicine is for, explains, or forbids only some who have it."""
    text = clause.text
    if pattern("use").search(text, clause.start, ill.start):
        return True
    if pattern("certain").search(text, clause.start, ill.start):
        return True
    if pattern("narrowed").match(text, ill.end):
        return True
    if is_to_patients(text) and not ill.code and is_in_bracket(text, clause.start, ill.start):
        return True
    before = [mention.end for mention in clause.mentions if mention.end <= ill.start]
    return bool(before) and is_in_bracket(text, before[-1], ill.start)


def gives_way(clause: Clause, mention: Mention) -> bool:
    """Whether a class is named only to say what a member is: "St John's wort, a herbal remedy"."""
    text, before = clause.text, pattern("member_before")
    if pattern("member_after").match(text, mention.end):
        return True
    if any(before.fullmatch(text, other.end, mention.start) for other in clause.mentions):
        return True
    vague = is_to_patients(text) and not has_members(mention.partner)
    return vague and bool(pattern("examples_after").match(text, mention.end))


def _said(clause: Clause, name: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern(name).finditer(clause.text, clause.start, clause.end))


def _only_in_some(clause: Clause, others: list[int]) -> bool:
    """Whether a medicine is forbidden in people with a condition, not either by itself."""
    return any(end <= at for at, _ in _said(clause, "in_people") for end in others)


def _is_near(places: list[int], place: int) -> bool:
    return any(abs(each - place) <= _NEAR for each in places)


_NEAR = 60
