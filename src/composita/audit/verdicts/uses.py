"""What it is for: supported where a source gives the same condition as a use."""

from __future__ import annotations

from functools import cache

from composita.audit.verdicts.ruling import Medicines, Ruling, supported, unsupported
from composita.extract.conditions import base
from composita.extract.indications import parts
from composita.facts import Indication
from composita.store.reactions import everyday
from composita.store.said import Said


def judge(value: Indication, medicines: Medicines) -> Ruling:
    """A limit of use is no use, and prevention is not treatment."""
    uses = [said for said in medicines.said(Indication) if not said.value.limitation]
    if value.limitation or not uses:
        return unsupported()
    same = [said for said in uses if _fits(value, said) and said.value.condition == value.condition]
    if same:
        return supported(same)
    alike = [said for said in uses if _fits(value, said) and is_same(value, said.value)]
    return supported(alike, exact=False) if alike else unsupported()


def _fits(value: Indication, said: Said[Indication]) -> bool:
    roles = {value.role, said.value.role}
    return "prevention" not in roles or roles <= {"prevention", ""}


def is_same(one: Indication, other: Indication) -> bool:
    """The same code or words, setting aside how bad it is and what it goes with."""
    if one.term and one.term == other.term:
        return True
    return key(one.condition) in {key(other.condition), key(parts(other.condition)[0])}


@cache
def key(condition: str) -> frozenset[str]:
    """What is the same for all wordings of a condition: its everyday words in any order."""
    words = everyday(base(condition)).replace(",", " ").split()
    return frozenset(words)
