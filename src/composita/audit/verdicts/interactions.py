"""Taking it with something else: supported where a source names the same partner."""

from __future__ import annotations

from composita.audit.verdicts.ruling import Medicines, Ruling, supported, unsupported
from composita.extract.text import fold
from composita.facts import Contraindication, Interaction
from composita.store.reactions import everyday
from composita.store.said import Said

_FORBIDS = ("contraindicated", "avoid")


def judge(value: Interaction, medicines: Medicines) -> Ruling:
    """A partner that a page forbids must be forbidden; an effect that it names must be named."""
    named = [said for said in medicines.said(Interaction) if _is_same(value, said.value)]
    if not named:
        return _forbidden(value, medicines)
    if value.action in _FORBIDS:
        forbidden = [said for said in named if said.value.action in _FORBIDS]
        return supported(forbidden) if forbidden else unsupported("weaker", named)
    if value.effects:
        return _with_effect(value, named)
    return supported(named)


def _with_effect(value: Interaction, named: list[Said[Interaction]]) -> Ruling:
    said = {everyday(effect) for effect in value.effects}
    same = [n for n in named if not said.isdisjoint(map(everyday, n.value.effects))]
    return supported(same) if same else unsupported("another effect", named)


def _forbidden(value: Interaction, medicines: Medicines) -> Ruling:
    said = [
        each
        for each in medicines.said(Contraindication)
        if each.value.what in ("substance", "class") and fold(each.value.term) == fold(value.other)
    ]
    return supported(said, exact=False) if said and not value.effects else unsupported()


def _is_same(one: Interaction, other: Interaction) -> bool:
    return one.what == other.what and fold(one.other) == fold(other.other)
