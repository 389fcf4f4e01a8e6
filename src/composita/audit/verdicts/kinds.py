"""What it is and how it works: classes and mechanisms, compared word by word."""

from __future__ import annotations

from composita.audit.tables import table
from composita.audit.verdicts.ruling import Medicines, Ruling, contradicted, supported, unsupported
from composita.extract.classes import singular
from composita.extract.partners import known
from composita.extract.text import fold
from composita.facts import Class, Mechanism

_VAGUE = frozenset(
    ("agent", "drug", "medicine", "medication", "the", "of", "a", "an", "and", "in", "level",
     "specific", "certain", "selective", "selectively", "activity", "action", "effect")
)  # fmt: skip


def judge_class(value: Class, medicines: Medicines) -> Ruling:
    """Supported by the same class, or by one that it is only the broader name of."""
    said = list(medicines.said(Class))
    same = [each for each in said if _name(each.value.name) == _name(value.name)]
    if same:
        return supported(same)
    broader = [each for each in said if _is_part(_words(value.name), _words(each.value.name))]
    return supported(broader, exact=False) if broader else unsupported()


def judge_mechanism(value: Mechanism, medicines: Medicines) -> Ruling:
    """Supported by the same action on the same target; contradicted by the opposite action."""
    said = [
        each
        for each in medicines.said(Mechanism)
        if each.value.target and _same_target(value.target, each.value.target)
    ]
    same = [each for each in said if each.value.action == value.action]
    if same:
        return supported(same)
    direction = _direction(value.action)
    alike = [each for each in said if direction and _direction(each.value.action) == direction]
    if alike:
        return supported(alike, exact=False)
    opposite = [each for each in said if direction and _direction(each.value.action)]
    if opposite and len({_direction(each.value.action) for each in said}) == 1:
        exact = all(_words(each.value.target) == _words(value.target) for each in opposite)
        return contradicted("mechanism", opposite) if exact else unsupported()
    return unsupported()


def _direction(action: str) -> str:
    plain = action.removeprefix("is thought to ")
    return next((way for way, verbs in table("agrees")["actions"].items() if plain in verbs), "")


def _name(name: str) -> str:
    """One spelling for a class: that of the class lexicon where it knows the name."""
    partner = known(name)
    return fold(partner.name) if partner else " ".join(sorted(_words(name)))


def _words(name: str) -> frozenset[str]:
    words = (singular(word.strip("(),")) for word in fold(name).replace("-", " ").split())
    return frozenset(word for word in words if word and word not in _VAGUE)


def _is_part(broad: frozenset[str], narrow: frozenset[str]) -> bool:
    return bool(broad) and broad < narrow


def _same_target(one: str, other: str) -> bool:
    words, others = _words(one), _words(other)
    return bool(words and others) and (words <= others or others <= words)
