"""Side effects: supported where a source lists the same one; often is not said where it is rare."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from composita.audit.verdicts.ruling import Medicines, Ruling, supported, unsupported
from composita.extract.vocabulary import bag
from composita.facts import AdverseReaction, Warning
from composita.store.reactions import COMMON, Reaction, everyday
from composita.store.said import Said


def judge(value: AdverseReaction, medicines: Medicines) -> Ruling:
    found = list(_same(value, medicines))
    if not found:
        return _warned(value.term, medicines)
    said = [one for reaction in found for one in reaction.said]
    if value.group == "common" and all(0 <= reaction.most < COMMON for reaction in found):
        return unsupported("rarer", said)
    if value.group == "common" and all(one.value.group == "warning" for one in said):
        return unsupported("only warned", said)
    exact = any(one.value.term == value.term for one in said)
    return supported(_first(value, said), exact)


def judge_warning(value: Warning, medicines: Medicines) -> Ruling:
    """A warning's topic: the same topic, or the same side effect."""
    same = [said for said in medicines.said(Warning) if _is_same(said.value.topic, value.topic)]
    if same:
        return supported(same)
    found = list(_same(AdverseReaction(value.topic, code=value.code), medicines))
    said = [one for reaction in found for one in reaction.said]
    return supported(said, exact=False) if said else unsupported()


def same_reactions(value: AdverseReaction, medicines: Medicines) -> Iterator[Said[AdverseReaction]]:
    """What sources say of the same side effect."""
    return (said for reaction in _same(value, medicines) for said in reaction.said)


def _same(value: AdverseReaction, medicines: Medicines) -> Iterator[Reaction]:
    """What sources list under the same everyday name, code, or words in another order."""
    name, words = everyday(value.term), _bag(value.term)
    for subject in medicines.all:
        same = subject.reactions.get(name) or next(
            (r for r in subject.reactions.values() if _means(r, value.code, words)), None
        )
        if same and medicines.counts(*same.said):
            yield same


def _means(reaction: Reaction, code: str, words: str) -> bool:
    return any(
        (code and said.value.code == code) or _bag(said.value.term) == words
        for said in reaction.said
    )


def _warned(term: str, medicines: Medicines) -> Ruling:
    said = [each for each in medicines.said(Warning) if _is_same(each.value.topic, term)]
    return supported(said, exact=False) if said else unsupported()


def _is_same(one: str, other: str) -> bool:
    return everyday(one) == everyday(other) or _bag(one) == _bag(other)


_bag = cache(bag)


def _first(
    value: AdverseReaction, said: list[Said[AdverseReaction]]
) -> list[Said[AdverseReaction]]:
    """The statements with the claim's own term before those that mean the same."""
    return sorted(said, key=lambda one: one.value.term != value.term)
