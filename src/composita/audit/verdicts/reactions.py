"""Side effects: supported where a source lists the same one; often is not said where it is rare."""

from __future__ import annotations

from collections.abc import Iterator

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


def _same(value: AdverseReaction, medicines: Medicines) -> Iterator[Reaction]:
    """What sources list under the same everyday name, code, or words in another order."""
    name, words = everyday(value.term), bag(value.term)
    for subject in medicines.all:
        listed = {name: r for name, r in subject.reactions.items() if medicines.counts(*r.said)}
        if name in listed:
            yield listed[name]
            continue
        for reaction in listed.values():
            terms = {(said.value.term, said.value.code) for said in reaction.said}
            if any((code and code == value.code) or bag(term) == words for term, code in terms):
                yield reaction
                break


def _warned(term: str, medicines: Medicines) -> Ruling:
    said = [each for each in medicines.said(Warning) if _is_same(each.value.topic, term)]
    return supported(said, exact=False) if said else unsupported()


def _is_same(one: str, other: str) -> bool:
    return everyday(one) == everyday(other) or bag(one) == bag(other)


def _first(
    value: AdverseReaction, said: list[Said[AdverseReaction]]
) -> list[Said[AdverseReaction]]:
    """The statements with the claim's own term before those that mean the same."""
    return sorted(said, key=lambda one: one.value.term != value.term)
