"""Contradictions between pages of one site: one says there is an injection, another that there is
none. Only plain opposites about exactly the same substances count, and no page that says both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from composita.audit.audit import Audited
from composita.audit.claim import Claim, Reassured, Route, Sold, Verdict
from composita.audit.tables import table
from composita.facts import Advice, Special
from composita.store.statements import topic


class Saying(Struct, frozen=True):
    """Where one page says it, and the verdict that it got there."""

    path: str
    line: int
    column: int
    verdict: Verdict


class Clash(Struct, frozen=True):
    """Two sides of one thing about the same substances: which pages say it is so, which not."""

    about: tuple[str, ...]
    names: str
    topic: str
    yes: tuple[Saying, ...]
    no: tuple[Saying, ...]


class _Side(NamedTuple):
    topic: str
    is_so: bool


class Clashes:
    """Collects what pages say of a few topics."""

    def __init__(self) -> None:
        self._said: dict[tuple[tuple[str, ...], str], tuple[list[Saying], list[Saying]]] = {}
        self._names: dict[str, str] = {}

    def add(self, page: Audited) -> None:
        self._names.update({one.unii: one.name for one in page.who})
        for judged in page.judged:
            claim = judged.claim
            if side := _side(claim):
                key = (tuple(sorted(claim.about)), side.topic)
                yes, no = self._said.setdefault(key, ([], []))
                where = Saying(page.path, claim.line, claim.column, judged.verdict)
                (yes if side.is_so else no).append(where)

    def found(self) -> tuple[Clash, ...]:
        return tuple(self._clashes())

    def _clashes(self) -> Iterator[Clash]:
        for (about, asked), (yes, no) in sorted(self._said.items()):
            both = {said.path for said in yes} & {said.path for said in no}
            plain = [tuple(said for said in side if said.path not in both) for side in (yes, no)]
            if all(plain):
                names = " + ".join(self._names[unii] for unii in about)
                yield Clash(about, names, asked, *plain)


def _side(claim: Claim) -> _Side | None:
    """Which side a claim takes, if it is about a topic that has two."""
    value = claim.value
    if isinstance(value, Route):
        return _Side(f"given by this route: {value.route}", value.given)
    if isinstance(value, Sold):
        return _Side("sold as one product", value.together)
    if isinstance(value, Advice | Special | Reassured):
        return next(_coded(value), None)
    return None


def _coded(value: Advice | Special | Reassured) -> Iterator[_Side]:
    about, said = _said(value)
    for question, side in table("agrees")["sides"].items():
        if side["about"] == about and said in (*side["yes"], _FLAT) and not _part(value):
            yield _Side(question, said != _FLAT)


def _said(value: Advice | Special | Reassured) -> tuple[str, str]:
    """What it is about, and its code; of a reassurance how far it goes."""
    if isinstance(value, Reassured):
        return value.scope, value.force
    return topic(value), value.code if isinstance(value, Advice) else value.advice


def _part(value: Advice | Special | Reassured) -> str:
    return "" if isinstance(value, Advice) else value.part


_FLAT = "flat"
