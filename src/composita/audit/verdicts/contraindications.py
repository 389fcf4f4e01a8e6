"""Who must not use it: supported where a source forbids the same; never contradicted by silence."""

from __future__ import annotations

from composita.audit.verdicts.ruling import Medicines, Ruling, contradicted, supported, unsupported
from composita.audit.verdicts.uses import key
from composita.facts import Contraindication, Interaction, Special
from composita.store.reactions import everyday
from composita.store.said import Said

_FORBIDS = ("contraindicated", "avoid")


def judge(value: Contraindication, medicines: Medicines) -> Ruling:
    forbidden = list(medicines.said(Contraindication))
    if value.what == "none":
        named = [f for f in forbidden if counts(f.value) and medicines.is_alike(f)]
        return contradicted("forbids", named) if named else unsupported()
    same = [said for said in forbidden if _is_exact(value, said.value)]
    if same:
        return supported(same)
    alike = [said for said in forbidden if _is_alike(value, said.value, medicines)]
    return supported(alike, exact=False) if alike else _elsewhere(value, medicines)


def counts(value: Contraindication) -> bool:
    """Whether it forbids more than what somebody is allergic to, as every label does."""
    return value.what not in ("none", "allergy")


def _is_exact(one: Contraindication, other: Contraindication) -> bool:
    return one.what == other.what and one.term.casefold() == other.term.casefold()


def _is_alike(one: Contraindication, other: Contraindication, medicines: Medicines) -> bool:
    if one.what == other.what == "allergy":
        return _is_own(one, medicines) and _is_own(other, medicines)
    if {one.what, other.what} <= {"condition", "population"}:
        return bool(one.code and one.code == other.code) or key(one.term) == key(other.term)
    return one.what == other.what and (
        bool(one.code and one.code == other.code) or everyday(one.term) == everyday(other.term)
    )


def _is_own(value: Contraindication, medicines: Medicines) -> bool:
    """Whether the allergy is to the medicine itself or anything in it."""
    own = {f"UNII:{one.unii}" for subject in medicines.all for one in subject.substances}
    names = {one.name.casefold() for subject in medicines.all for one in subject.substances}
    return value.term == "any ingredient" or value.code in own or value.term.casefold() in names


def _elsewhere(value: Contraindication, medicines: Medicines) -> Ruling:
    """A medicine that an interaction forbids; a population that advice forbids."""
    if value.what in ("substance", "class"):
        said: list[Said[Interaction]] = [
            each
            for each in medicines.said(Interaction)
            if each.value.action in _FORBIDS and everyday(each.value.other) == everyday(value.term)
        ]
        return supported(said, exact=False) if said else unsupported()
    if value.what == "population":
        advised: list[Said[Special]] = [
            each
            for each in medicines.said(Special)
            if each.value.advice == "avoid"
            and each.value.population == value.term
            and not each.value.part
        ]
        return supported(advised, exact=False) if advised else unsupported()
    return unsupported()
