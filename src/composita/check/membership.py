"""What a source may call a medicine: its names, its classes, its roles at enzymes, its effects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from composita.check import by_name
from composita.check.effects import Member, effects, makes_a_member
from composita.check.tables import data
from composita.check.terms import meant
from composita.extract.text import fold
from composita.facts import Class, EnzymeRole, Value
from composita.store.said import Said
from composita.store.spelling import key_of
from composita.store.statements import Subject

Because = Said[Any] | None  # what is said of a medicine, or None where the term is its name


def called(subject: Subject, has: Mapping[str, Member]) -> dict[str, Because]:
    """Every folded term, and every key of a name, that means this subject.

    Names come before classes, and those before effects.
    """
    return {
        **{term: member.said for term, member in _effects(has)},
        **dict(_enzymes(subject)),
        **dict(_classes(subject)),
        **dict.fromkeys(term for one in subject.substances for term in by_name.groups(one)),
        **dict.fromkeys(names(subject)),
    }


def names(subject: Subject) -> Iterator[str]:
    """Its names and brands, folded, and the key that is the same for all their spellings."""
    yield fold(subject.name)
    for substance in subject.substances:
        for name in (substance.name, *(n.text for n in substance.names if n.kind != "code")):
            yield from (fold(name), key_of(name))


def _classes(subject: Subject) -> Iterator[tuple[str, Because]]:
    for said in reversed(subject.said(Class)):
        for name in meant(said):
            yield name, said


def _enzymes(subject: Subject) -> Iterator[tuple[str, Because]]:
    """ "strong CYP3A4 inhibitors" and "CYP3A4 inhibitors", for a strong one."""
    strengths, feeble = data("enzymes")["strength"], data("enzymes")["feeble"]["strengths"]
    for said in reversed(subject.said(EnzymeRole)):
        role = said.value
        for enzyme in spelled(role.enzyme):
            plain = fold(f"{enzyme} {role.role}s")
            for strength in strengths.get(role.strength, (role.strength,)):
                yield f"{strength} {plain}".strip(), said
            if role.strength not in feeble:
                yield plain, said


def spelled(enzyme: str) -> tuple[str, ...]:
    """The enzyme, and those that labels write for it."""
    alike = data("enzymes")["alike"]["enzymes"]
    return next((tuple(names) for names in alike if enzyme in names), (enzyme,))


def _effects(has: Mapping[str, Member]) -> Iterator[tuple[str, Member]]:
    """ "CNS depressants", for what a label warns may make sleepy."""
    for key, member in has.items():
        if member.strength in ("boxed", "warning"):
            yield from ((fold(term), member) for term in effects()[key].named)


def weak_way(value: Value) -> str:
    """Why what makes a term mean a medicine does not carry the whole level; "" where it does."""
    if isinstance(value, Class):
        return "action" if value.system == "MeSH PA" else ""
    if isinstance(value, EnzymeRole):
        return "" if value.strength else "strength"
    return "" if makes_a_member(value) else "effect"
