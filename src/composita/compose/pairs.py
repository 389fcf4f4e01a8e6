"""What the sources of one medicine say about another: by name, by class, by effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from composita.compose.interactions import Told, advised, force
from composita.compose.membership import Called, terms
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.said import Said
from composita.compose.statements import Subject
from composita.extract.text import fold
from composita.facts import Contraindication, Interaction, Part, Sentence, Silence

Terms = Mapping[str, Called]


class Combination(NamedTuple):
    """The medicines of a page that are taken together, and the product that holds them all."""

    subjects: tuple[Subject, ...]
    product: Subject


def compose(heading: Heading, combination: Combination, page: Page) -> Part:
    """One part for each pair, because what is not said is not said of a pair."""
    called = {subject.about: terms(subject) for subject in combination.subjects}
    parts = [_pair(a, b, called, page) for a, b in combinations(combination.subjects, 2)]
    return page.part(heading, combination.product, parts=parts)


def _pair(a: Subject, b: Subject, called: Mapping[tuple[str, ...], Terms], page: Page) -> Part:
    title = f"{a.name} + {b.name}"
    sentences = [*_told(a, b, called[b.about], page), *_told(b, a, called[a.about], page)]
    if sentences:
        return Part("pair", title, tuple(sentences))
    covered = any(subject.asked["interaction"] for subject in (a, b))
    silent = f"{_silent(a, b, page)} {_silent(b, a, page)} {page.words['pair']['warning']}"
    silence: Silence = "says nothing" if covered else "not covered"
    return Part("pair", title, silent=silent, silence=silence)


def _silent(a: Subject, b: Subject, page: Page) -> str:
    say = page.words["pair"]
    asked = a.asked["interaction"]
    if not asked:
        return say["not_covered"].format(a=a.name)
    return say["silent"].format(a=a.name, b=b.name, documents=page.who(asked))


def _told(a: Subject, b: Subject, called: Terms, page: Page) -> Iterator[Sentence]:
    """What a's sources say about b, the most forceful first."""
    by_term: dict[str, list[Said[Any]]] = {}
    for term, said in _named(a):
        if term in called:
            by_term.setdefault(term, []).append(said)
    for term, told in sorted(by_term.items(), key=lambda item: force(item[1])):
        yield _sentence(a, b, told, called[term], page)


def _named(a: Subject) -> Iterator[tuple[str, Said[Any]]]:
    for said in a.said(Contraindication):
        if said.value.what in ("substance", "class"):
            yield fold(said.value.term), said
    for other in a.said(Interaction):
        if other.value.what in ("substance", "class"):
            yield fold(other.value.other), other


def _sentence(a: Subject, b: Subject, told: Told, called: Called, page: Page) -> Sentence:
    """ "Sources of A: take care with opioids (slow breathing). B is listed as “…”."""
    value = told[-1].value
    other = value.term if isinstance(value, Contraindication) else value.other
    text = advised(a.name, told, other, page)
    why, statements = _why(b, called, page)
    return page.say(" ".join(filter(None, (text, why))), [*told, *statements])


def _why(b: Subject, called: Called, page: Page) -> tuple[str, list[Said[Any]]]:
    """Why the term means b, where it is not b's name, and the statements that say so."""
    say = page.words["pair"]
    if called.belongs:
        group = called.belongs.value.name
        return say["belongs"].format(name=b.name, group=group), [called.belongs]
    if called.causes:
        cause = called.causes.said[0]
        effect = plain(cause.value.term, page)
        return say["causes"].format(name=b.name, effect=effect), [cause]
    return "", []
