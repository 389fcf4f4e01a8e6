"""Advice as codes: which code bears out which, and which says the opposite, is `agrees.toml`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from composita.audit.tables import table
from composita.audit.verdicts.ruling import Medicines, Ruling, contradicted, supported, unsupported
from composita.facts import Advice, Special
from composita.store.said import Said

A = TypeVar("A", Advice, Special)


def judge(value: Advice, medicines: Medicines) -> Ruling:
    """Advice for everyday life: of the same topic, with the same detail where there is one."""
    said = [each for each in medicines.said(Advice) if each.value.topic == value.topic]
    same = [
        each for each in said if each.value.code == value.code and each.value.detail == value.detail
    ]
    if same:
        return supported(same)
    if value.detail:
        return unsupported("differs", said)
    codes = table("agrees")["advice"].get(value.topic, {})
    coded = [(each.value.code, each) for each in said]
    return _by_code(value.code, coded, codes, medicines)


def judge_special(value: Special, medicines: Medicines) -> Ruling:
    """Advice for a population; what is said of a part of it bears out nothing about the whole."""
    said = [s for s in medicines.said(Special) if s.value.population == value.population]
    here = [each for each in said if each.value.part in ("", value.part)]
    same = [each for each in here if each.value.advice == value.advice]
    if same:
        return supported(same)
    codes = table("agrees")["special"].get(value.population, {})
    alike = _with(codes.get(value.advice, {}).get("said_by", ()), _coded(here))
    if alike:
        return supported(alike, exact=False)
    counts = [each for each in said if value.part in ("", each.value.part)]
    return _opposed(value.advice, _coded(counts), codes, medicines)


def _coded(said: list[Said[Special]]) -> Coded:
    return [(each.value.advice, each) for each in said]


Coded = list[tuple[str, Said[Any]]]


def _by_code(code: str, said: Coded, codes: dict[str, Any], medicines: Medicines) -> Ruling:
    alike = _with(codes.get(code, {}).get("said_by", ()), said)
    return supported(alike, exact=False) if alike else _opposed(code, said, codes, medicines)


def _opposed(code: str, said: Coded, codes: dict[str, Any], medicines: Medicines) -> Ruling:
    """The opposite, unless a source also says what the page says."""
    entry = codes.get(code, {})
    against = _with(entry.get("against", ()), said)
    opposite = [each for each in against if medicines.is_alike(each)]
    if opposite and not _with((code, *entry.get("said_by", ())), said):
        return contradicted(entry["reason"], opposite)
    return unsupported()


def _with(codes: Collection[str], said: Coded) -> list[Said[Any]]:
    return [each for code, each in said if code in codes]
