"""What the sources of one medicine say about another: by name, by class, by effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from msgspec.structs import asdict

from composita.check.effects import members
from composita.check.membership import Because, called
from composita.compose.interactions import ACTIONS, Told, advised, strongest
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.words import listed
from composita.extract.text import fold
from composita.facts import (
    Contraindication,
    Interaction,
    Part,
    Sentence,
    Silence,
    Value,
    kind_of,
)
from composita.store.said import Said
from composita.store.statements import Subject

Terms = Mapping[str, Because]
Pair = tuple[Subject, Subject]


class Combination(NamedTuple):
    """The medicines of a page that are taken together, and the product that holds them all."""

    subjects: tuple[Subject, ...]
    product: Subject


def compose(heading: Heading, combination: Combination, page: Page) -> Part:
    """A part for each pair of which something is said; then the pairs of which nothing is."""
    names = {s.about: called(s, members(s)) for s in combination.subjects}
    told: list[Part] = []
    unsaid: list[Pair] = []
    for a, b in combinations(combination.subjects, 2):
        sentences = (*_told(a, b, names[b.about], page), *_told(b, a, names[a.about], page))
        if sentences:
            told.append(Part("pair", _title((a, b)), sentences))
        else:
            unsaid.append((a, b))
    return page.part(heading, combination.product, parts=[*told, *_silent(unsaid, page)])


def _title(pair: Pair) -> str:
    return " + ".join(subject.name for subject in pair)


def _silent(unsaid: Sequence[Pair], page: Page) -> Iterator[Part]:
    """Pairs whose sources are silent, apart from pairs that have no sources on both sides."""
    covered = [pair for pair in unsaid if all(map(_interactions, pair))]
    if covered:
        yield _nothing("says nothing", covered, _documents(covered, page), page)
    if others := [pair for pair in unsaid if pair not in covered]:
        without = (s.name for pair in others for s in pair if not _interactions(s))
        yield _nothing("not covered", others, listed(dict.fromkeys(without), "or"), page)


def _interactions(subject: Subject) -> set[str]:
    """The documents that could speak of interactions, and those that do so elsewhere."""
    said = {document for one in subject.said(Interaction) for document in one.documents}
    return said.union(subject.asked["interaction"])


def _documents(pairs: Sequence[Pair], page: Page) -> str:
    return page.who(id for pair in pairs for subject in pair for id in _interactions(subject))


def _nothing(silence: Silence, pairs: Sequence[Pair], because: str, page: Page) -> Part:
    say = page.words["pair"]
    titles = listed(_title(pair) for pair in pairs)
    silent = say[silence].format(pairs=titles, because=because)
    return Part(silence, say["silent_title"], silent=silent, silence=silence)


def _told(a: Subject, b: Subject, called: Terms, page: Page) -> Iterator[Sentence]:
    """What a's sources say about b, the most forceful first."""
    by_term: dict[str, list[Said[Any]]] = {}
    for term, said in _named(a):
        if term in called:
            by_term.setdefault(term, []).append(said)
    for term, told in sorted(by_term.items(), key=lambda item: ACTIONS.index(strongest(item[1]))):
        yield _sentence(a, b, told, called[term], page)


def _named(a: Subject) -> Iterator[tuple[str, Said[Any]]]:
    for said in a.said(Contraindication):
        if said.value.what in _MEDICINES:
            yield fold(said.value.term), said
    for other in a.said(Interaction):
        if other.value.what in _MEDICINES:
            yield fold(other.value.other), other


_MEDICINES = ("substance", "class", "enzyme")


def _sentence(a: Subject, b: Subject, told: Told, because: Because, page: Page) -> Sentence:
    """ "Sources of A: take care with opioids – slow breathing. B is listed as “…”."""
    value = told[-1].value
    other = value.term if isinstance(value, Contraindication) else value.other
    text = advised(a.name, told, other, page)
    if because is None:
        return page.say(text, told)
    return page.say(f"{text} {_why(b, because.value, page)}", [*told, because])


def _why(b: Subject, value: Value, page: Page) -> str:
    """What makes the term mean b: a class, what it is to an enzyme, or a side effect."""
    fields = asdict(value)
    if "term" in fields:
        fields["term"] = plain(fields["term"], page)
    return " ".join(page.words["pair"][kind_of(value)].format(b=b.name, **fields).split())
