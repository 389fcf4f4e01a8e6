"""What a reassurance is about: people, organs, habits, other medicines, conditions; or everybody.

The words are `scopes.toml`; medicines and conditions are found by the lexicons of the extractors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from composita.audit.claim import Force, Reassured, Stated
from composita.audit.layout import Stretch
from composita.audit.names import Names, Who
from composita.audit.tables import table
from composita.extract.conditions import Condition, conditions
from composita.extract.partners import is_own, mentions, own
from composita.extract.phrases import pattern
from composita.facts import (
    AdverseReaction,
    Advice,
    Document,
    Ingredient,
    Product,
    Special,
    Warning,
)
from composita.store.statements import topic

EVERYBODY = "everybody"


class Phrased(NamedTuple):
    """How a clause reassures: how far, whether only about what it names (`scoped`), whether it is
    a `whole` answer to its title, whether it is about the `dose` alone, whether it `denies`.
    """

    force: Force
    scoped: bool = False
    whole: bool = False
    dose: bool = False
    denies: bool = False


def scopes(said: Phrased, clause: str, before: str, stretch: Stretch) -> Iterator[Reassured]:
    """What a clause reassures about: what it names, else what stands `before` it, else its
    section; nothing where a phrase counts only with something named and nothing is.
    """
    words, found = _nearest(clause, before, said, stretch)
    part = narrowed(words.lower())
    for scope, other in dict.fromkeys(found):
        if _may_be(said, scope):
            yield Reassured(scope, other, part, said.force, said.dose)


def _nearest(
    clause: str, before: str, said: Phrased, stretch: Stretch
) -> tuple[str, list[tuple[str, str]]]:
    """The nearest words that name a scope, and what they name; a wide one if none is narrow."""
    near = [(clause, _named(clause, stretch)), (before, _named(before, stretch))]
    near.append((clause, _at_home(clause, stretch, said)))
    named = [(words, found) for words, found in near if found]
    narrow = [(words, found) for words, found in named if not _is_wide(found[0][0])]
    return next(iter((*narrow, *named)), ("", []))


def _may_be(said: Phrased, scope: str) -> bool:
    """A permission is not for all medicines, a dose not of a condition, praise not of effects."""
    if said.dose:
        return "dose" in _table()[scope]
    if _table()[scope].get("denied") and not said.denies:
        return False
    return said.force != "permission" or not _is_wide(scope)


def permitted(value: Stated) -> Stated:
    """A code that permits as the reassurance that it is; anything else as it is."""
    if isinstance(value, Special | Advice):
        code = value.advice if isinstance(value, Special) else value.code
        for name, row in _table().items():
            if _topic(row) == topic(value) and code in row.get("permits", ()):
                return Reassured(name, part=getattr(value, "part", ""), dose="dose" in row)
    return value


def _topic(row: dict[str, Any]) -> str:
    """The population or topic of a scope's codes."""
    return str(row.get("population") or row.get("topic") or "")


def denied(value: AdverseReaction | Warning, force: Force) -> Reassured:
    """A side effect that the page says does not come."""
    term = value.term if isinstance(value, AdverseReaction) else value.topic
    return Reassured("effects", term, force=force)


def narrowed(words: str) -> str:
    """The words that narrow a scope to a part of it, "" where none do."""
    found = _narrowing().search(words)
    return found.group() if found else ""


class _Scope(NamedTuple):
    name: str
    rank: int
    words: re.Pattern[str]
    vague: re.Pattern[str]


def _named(words: str, stretch: Stretch) -> list[tuple[str, str]]:
    """The scopes of the lowest rank that some words name."""
    low, found = words.lower(), list[tuple[int, str, str]]()
    for each in _scopes():
        if each.words.search(low):
            found.append((each.rank, each.name, ""))
            low = each.words.sub(_TAKEN, low)  # an unborn child is no child
    found += [(_rank("partner"), "partner", other) for other in _partners(words, stretch)]
    found += [(_rank("condition"), "condition", other) for other in _conditions(words)]
    found = found or [(each.rank, each.name, "") for each in _scopes() if each.vague.search(low)]
    lowest = min((rank for rank, _, _ in found), default=0)
    return [(name, other) for rank, name, other in found if rank == lowest]


def _partners(words: str, stretch: Stretch) -> Iterator[str]:
    """Other medicines, classes and foods; not the medicine that it is about, nor its classes."""
    if not _phrases("partner", "joins").search(words.lower()):
        return
    kinds, ours, names = tuple(_table()["partner"]["kinds"]), _own(stretch.who), Names(stretch.who)
    for start, end, partner in mentions(words):
        before = f" {words[:start].lower().rstrip()}"
        named = bool(names.named(words[start:end])) or _is_in_name(partner.name, stretch.who)
        is_ours = named or is_own(partner, ours)
        if partner.what in _PARTNERS and not is_ours and not before.endswith(kinds):
            yield partner.name


@lru_cache(maxsize=1024)
def _own(who: Who) -> frozenset[str]:
    ingredients = tuple(Ingredient(one.name, one.unii) for one in who)
    return own(Document("", "", "", (Product("", ingredients),)))


def _is_in_name(partner: str, who: Who) -> bool:
    """ "Insulins", of a page about an insulin."""
    return any(partner.casefold().rstrip("s") in one.name.casefold() for one in who)


def _conditions(words: str) -> Iterator[str]:
    """Conditions of people: "patients with …"; kidneys and livers are scopes of their own."""
    bare = _SUFFERERS.sub(lambda people: "," * len(people.group()), words)
    for condition in conditions(bare, 0, len(bare)):
        is_scope = any(each.words.search(condition.name.lower()) for each in _scopes())
        if condition.code and not is_scope and _is_of_people(words, condition):
            yield condition.name


def _is_of_people(words: str, condition: Condition) -> bool:
    """Whether somebody who has it stands just before it, or after it: "asthma sufferers"."""
    if _SUFFERERS.match(words, condition.end):
        return True
    return any(
        condition.start - who.end() <= _GAP
        for who in _phrases("condition", "who").finditer(words.lower(), 0, condition.start)
    )


def _at_home(clause: str, stretch: Stretch, said: Phrased) -> list[tuple[str, str]]:
    """The scopes of a section, or of its title; everybody where there is none and the clause names
    the medicine.

    Below side effects only a whole answer, "none", is about them: else it is about one of them.
    """
    rows = _table().items()
    kind = [(name, "") for name, row in rows if stretch.kind in row.get("sections", ())]
    if said.whole:
        kind += [(name, "") for name, row in rows if stretch.kind in row.get("none_in", ())]
    titled = _named(f"{stretch.title} {stretch.question}", stretch)
    titled = [(name, other) for name, other in titled if "none_in" not in _table()[name]]
    if kind or titled or said.scoped or said.whole:
        return kind or titled
    names_it = Names(stretch.who).named(clause) or _phrases(EVERYBODY, "subjects").search(clause)
    return [(EVERYBODY, "")] if names_it else []


def _is_wide(scope: str) -> bool:
    """Whether a scope is too wide for a permission: "may be used with other medicines"."""
    return _rank(scope) >= _WIDE


def _rank(scope: str) -> int:
    return int(_table()[scope]["rank"])


@cache
def _scopes() -> tuple[_Scope, ...]:
    return tuple(
        _Scope(name, row["rank"], pattern(row["words"], {}), pattern(row.get("vague", ()), {}))
        for name, row in _table().items()
    )


@cache
def _table() -> dict[str, dict[str, Any]]:
    return {name: row for name, row in table("scopes").items() if "rank" in row}


@cache
def _phrases(scope: str, key: str) -> re.Pattern[str]:
    return pattern(_table()[scope][key], {})


@cache
def _narrowing() -> re.Pattern[str]:
    return pattern(table("scopes")["narrowed"]["say"], {})


_WIDE = 4
_SUFFERERS = re.compile(r" (?:sufferers|patients|people)\b", re.IGNORECASE)
_GAP = 1  # characters: a space
_TAKEN = "¦"
_PARTNERS = ("substance", "class", "food")
