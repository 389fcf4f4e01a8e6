"""Reassurance: contradicted where a source warns, borne out only where one permits the same.

Which codes and terms warn of which scope is `scopes.toml`; what is said of other medicines has the
level that a check gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from composita.audit.claim import Reassured
from composita.audit.scopes import narrowed
from composita.audit.tables import table
from composita.audit.verdicts import contraindications
from composita.audit.verdicts.reactions import same_reactions
from composita.audit.verdicts.ruling import Medicines, Ruling, contradicted, supported, unsupported
from composita.audit.verdicts.uses import key
from composita.check.severity import stated
from composita.extract.phrases import pattern
from composita.extract.text import fold
from composita.facts import (
    AdverseReaction,
    Advice,
    Contraindication,
    Indication,
    Interaction,
    Level,
    Special,
    Warning,
)
from composita.store.said import Said, support

Weighed = tuple[int, Said[Any]]

FORBIDS, WARNS, DOUBTS, PERMITS = range(4)

# The weakest warning that contradicts a reassurance that goes so far.
_DECIDES = {"permission": FORBIDS, "hedged": WARNS, "flat": DOUBTS}
_BY_LEVEL: dict[Level, int] = {
    "contraindicated": FORBIDS, "serious": FORBIDS, "caution": WARNS, "note": DOUBTS,
}  # fmt: skip


def judge(value: Reassured, medicines: Medicines) -> Ruling:
    """Where some permit and some warn, it is contradicted only if more documents forbid it."""
    found = sorted(_weighed(value, medicines), key=lambda each: each[0])
    permits = [said for weight, said in found if weight == PERMITS]
    warnings = [said for weight, said in found if weight < PERMITS]
    against = [said for weight, said in found if weight <= _DECIDES[value.force]]
    forbids = [said for weight, said in found if weight == FORBIDS]
    if permits and not warnings:
        return unsupported("of a part", permits) if value.part else supported(permits)
    if permits and support(forbids) <= support(permits):
        return unsupported("sources differ", [*warnings, *permits])
    if against:
        return contradicted(table("scopes")[value.scope]["reason"], against, exact=not value.part)
    return unsupported("hedged", warnings) if warnings else unsupported()


def _weighed(value: Reassured, medicines: Medicines) -> Iterator[Weighed]:
    """What the sources say of the scope, and how much it weighs."""
    if value.scope in _NAMED:
        yield from _NAMED[value.scope](value, medicines)
        return
    scope = _scope(value.scope)
    told = _coded(scope, value, medicines)
    if value.dose:
        yield from (each for each in told if _is_of_dose(each, value, medicines))
        return
    yield from told
    yield from _termed(scope, value, medicines)
    if what := table("scopes")[value.scope].get("interaction"):
        yield from _interacting(medicines, lambda said: said.what == what)


def _is_of_dose(told: Weighed, value: Reassured, medicines: Medicines) -> bool:
    """Whether it is of the dose, for a use of the page: other uses have other doses."""
    weight, said = told
    code = getattr(said.value, "advice", "")
    changes = code in table("scopes")[value.scope].get("dose", ())
    return weight == PERMITS or (changes and medicines.may_be_alike(said))


class _Scope(NamedTuple):
    """Where the codes of a scope are, what each weighs, and the terms that warn of it."""

    topic: str
    codes: dict[str, int]
    terms: Any
    reactions: Any


@cache
def _scope(name: str) -> _Scope:
    row = table("scopes")[name]
    weights = (("forbids", FORBIDS), ("warns", WARNS), ("doubts", DOUBTS), ("permits", PERMITS))
    codes = {code: weight for key, weight in weights for code in row[key]}
    topic = row.get("population") or row["topic"]
    return _Scope(topic, codes, *(pattern(row.get(k, ()), {}) for k in ("terms", "reactions")))


def _coded(scope: _Scope, value: Reassured, medicines: Medicines) -> Iterator[Weighed]:
    for advice in medicines.said(Advice):
        if advice.value.topic == scope.topic and advice.value.code in scope.codes:
            yield scope.codes[advice.value.code], advice
    for special in medicines.said(Special):
        told = special.value
        weight = scope.codes.get(told.advice)
        if told.population != scope.topic or weight is None:
            continue
        if _is_of(told.part, value, weight) and _is_for(special, value, medicines):
            yield weight, special


def _is_for(said: Said[Any], value: Reassured, medicines: Medicines) -> bool:
    """Whether it is for a use of the page, where the page only permits: other uses may differ."""
    return value.force != "permission" or medicines.may_be_alike(said)


def _is_of(told: str, value: Reassured, weight: int) -> bool:
    """Whether what is said of a part counts. It may warn of the whole, and never permits it; a
    mere permission may be meant for the rest; a dose is changed for the part that is named.
    """
    is_whole = told in ("", *table("scopes")[value.scope].get("whole", ()))
    if value.part:
        return not value.dose if is_whole else told in value.part
    return is_whole or (weight != PERMITS and value.force != "permission")


def _termed(scope: _Scope, value: Reassured, medicines: Medicines) -> Iterator[Weighed]:
    """Bans, warnings and side effects; of a part of the scope only what is said of that part."""
    for ban in medicines.said(Contraindication):
        term = ban.value.term.lower()
        if ban.value.what != "allergy" and scope.terms.search(term) and _is_narrow(term, value):
            yield FORBIDS, ban
    if value.part:
        return
    for warning in medicines.said(Warning):
        if scope.terms.search(warning.value.topic.lower()):
            yield FORBIDS if warning.value.boxed else WARNS, warning
    for reaction in medicines.said(AdverseReaction):
        if scope.reactions.fullmatch(reaction.value.term.lower()):
            yield DOUBTS, reaction


def _is_narrow(term: str, value: Reassured) -> bool:
    """Whether a term is of the part of its scope that the page speaks of."""
    part = narrowed(term)
    return not value.part or not part or part == value.part


def _interacting(medicines: Medicines, is_meant: Any) -> Iterator[Weighed]:
    for said in medicines.said(Interaction):
        if is_meant(said.value):
            yield _BY_LEVEL[stated(said.value)], said


def _medicines(_value: Reassured, medicines: Medicines) -> Iterator[Weighed]:
    """Any medicine or food that a source says something of."""
    yield from _interacting(medicines, _says_something)


def _says_something(told: Interaction) -> bool:
    return told.what != "test" and bool(told.action or told.effects)


def _partner(value: Reassured, medicines: Medicines) -> Iterator[Weighed]:
    """What is said of the other by name, by either side or by a class of it."""
    name = fold(value.other)
    yield from _interacting(medicines, lambda told: fold(told.other) == name)
    for ban in medicines.said(Contraindication):
        if ban.value.what in ("substance", "class") and fold(ban.value.term) == name:
            yield FORBIDS, ban
    yield from ((_BY_LEVEL[level], said) for said, level in medicines.meets(value.other))


def _condition(value: Reassured, medicines: Medicines) -> Iterator[Weighed]:
    """A ban for the condition, or for a sort of it; not where it is what the medicine is for."""
    asked = key(value.other)
    if any(asked == key(use.value.condition) for use in medicines.said(Indication)):
        return
    for ban in medicines.said(Contraindication):
        if ban.value.what == "condition" and asked and asked <= key(ban.value.term):
            yield FORBIDS, ban
    for warning in medicines.said(Warning):
        if asked and asked == key(warning.value.topic):
            yield WARNS, warning


def _effects(value: Reassured, medicines: Medicines) -> Iterator[Weighed]:
    """The side effect that is denied; any, where none is named."""
    if not value.other:
        yield from ((_often(said), said) for said in medicines.said(AdverseReaction))
        return
    told = AdverseReaction(value.other)
    yield from ((_often(said), said) for said in same_reactions(told, medicines))


def _often(said: Said[AdverseReaction]) -> int:
    told = said.value
    is_common = told.group in ("boxed", "warning", "common", "serious") or told.frequency in _COMMON
    return WARNS if is_common else DOUBTS


_COMMON = ("very common", "common")


def _contraindications(_value: Reassured, medicines: Medicines) -> Iterator[Weighed]:
    for ban in medicines.said(Contraindication):
        if contraindications.counts(ban.value):
            yield FORBIDS, ban


def _everybody(value: Reassured, medicines: Medicines) -> Iterator[Weighed]:
    """Some must not use it, or a box warns."""
    for warning in medicines.said(Warning):
        if warning.value.boxed:
            yield DOUBTS, warning
    for _, ban in _contraindications(value, medicines):
        yield DOUBTS, ban


_NAMED = {
    "medicines": _medicines,
    "partner": _partner,
    "condition": _condition,
    "effects": _effects,
    "contraindications": _contraindications,
    "everybody": _everybody,
}
