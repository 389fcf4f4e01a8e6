"""Advice as codes: which code bears out which is `agrees.toml`; what permits is reassurance."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from composita.audit.tables import table
from composita.audit.verdicts.ruling import Medicines, Ruling, supported, unsupported
from composita.facts import Advice, Special
from composita.store.said import Said


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
    return _alike(value.code, codes, ((each.value.code, each) for each in said))


def judge_special(value: Special, medicines: Medicines) -> Ruling:
    """Advice for a population; what is said of a part of it bears out nothing about the whole."""
    said = [s for s in medicines.said(Special) if s.value.population == value.population]
    here = [each for each in said if each.value.part in ("", value.part)]
    same = [each for each in here if each.value.advice == value.advice]
    if same:
        return supported(same)
    codes = table("agrees")["special"].get(value.population, {})
    return _alike(value.advice, codes, ((each.value.advice, each) for each in here))


def _alike(code: str, codes: dict[str, Any], said: Iterable[tuple[str, Said[Any]]]) -> Ruling:
    wanted: Collection[str] = codes.get(code, {}).get("said_by", ())
    alike = [each for told, each in said if told in wanted]
    return supported(alike, exact=False) if alike else unsupported()
