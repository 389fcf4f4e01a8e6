"""Evidence about a subject: equal facts merged, what most documents say first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from composita.extract.topics import homes
from composita.facts import (
    AdverseReaction,
    Advice,
    Document,
    Fact,
    Interaction,
    Passage,
    Source,
    Special,
    Substance,
    Value,
    kind_of,
)
from composita.store.reactions import Reaction, reactions
from composita.store.said import Said, V


class Evidence(NamedTuple):
    """What a store holds about exactly these substances: heads of documents, and facts.

    `naming` are lists and documents about others that state some of the facts.
    """

    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]
    naming: tuple[Document, ...] = ()


class Place(NamedTuple):
    """A section of a document."""

    document: str
    section: str


# What documents do about a topic: they say something that we understood; they have a section on it,
# or its words, and we could not read what they say; they do not speak of it.
Answer = Literal["says", "speaks of it", "silent"]


class Subject:
    """A substance, or a product of several, and all that is said about it.

    `own` documents are about it, `documents` those and all others that name it, in order: labels,
    leaflets, lists. `asked` has, for each topic of `asked.toml`, its own documents with a section
    that could speak of it.
    """

    def __init__(
        self,
        substances: tuple[Substance, ...],
        evidence: Evidence,
        sources: Mapping[str, Source],
    ) -> None:
        self.substances = substances
        self.name = " + ".join(substance.name for substance in substances)
        self.about = about(substances)
        everything = (*evidence.documents, *evidence.naming)
        ranked = sorted(everything, key=lambda document: _rank(document, sources))
        self.documents = {document.id: document for document in ranked}
        self.own = {document.id: document for document in evidence.documents}
        self.asked = _asked(evidence.documents)
        self._passages = _equal(fact for fact in evidence.facts if not fact.partly)
        self._in_part = _equal(fact for fact in evidence.facts if fact.partly)
        self._said: dict[type[Any], list[Said[Any]]] = {}
        self._partly: dict[type[Any], list[Said[Any]]] = {}

    @property
    def kinds(self) -> frozenset[type[Any]]:
        """The kinds of value that are said, wholly understood or not."""
        return frozenset([*self._passages, *self._in_part])

    def said(self, kind: type[V]) -> list[Said[V]]:
        """The statements of a kind: what most documents say first, labels before leaflets."""
        if kind not in self._said:
            self._said[kind] = self._statements(self._passages.get(kind, {}))
        return self._said[kind]

    def partly(self, kind: type[V]) -> list[Said[V]]:
        """What was understood of a kind only in part: a page for patients names the place."""
        if kind not in self._partly:
            whole = self._passages.get(kind, {})
            found = self._in_part.get(kind, {}).items()
            statements = self._statements({value: at for value, at in found if value not in whole})
            self._partly[kind] = [replace(said, partly=True) for said in statements]
        return self._partly[kind]

    def could_say(self, value: Value) -> frozenset[str]:
        """The documents with a section that could say such a thing."""
        return self.asked[topic(value)]

    def answer(self, topic: str) -> Answer:
        """What is known about a topic of `asked.toml`."""
        if topic in self._topics:
            return "says"
        return "speaks of it" if self.places(topic) else "silent"

    def places(self, topic: str) -> tuple[Place, ...]:
        """Where its own documents speak of a topic: in sections about it, or with its words.

        Sections about it come first; then the first of each document, labels before leaflets.
        """
        own = [document for id, document in self.documents.items() if id in self.own]
        found = [
            (in_words, nth, Place(document.id, section))
            for document in own
            for nth, (in_words, section) in enumerate(_speaking(document, topic))
        ]
        return tuple(place for _, _, place in sorted(found, key=lambda each: each[:2]))

    @cached_property
    def _topics(self) -> frozenset[str]:
        """The topics about which something is said; alcohol and food may be partners too."""
        values = [value for by_value in self._passages.values() for value in by_value]
        partners = {value.what for value in values if isinstance(value, Interaction)}
        return frozenset({*map(topic, values), *partners})

    @cached_property
    def reactions(self) -> dict[str, Reaction]:
        """Side effects by their everyday name."""
        return reactions(self.said(AdverseReaction))

    def _statements(self, by_value: Mapping[Value, list[Passage]]) -> list[Said[Any]]:
        order = {id: place for place, id in enumerate(self.documents)}
        statements = [
            _said(value, self.about, passages, order) for value, passages in by_value.items()
        ]
        statements.sort(key=lambda said: (-len(said.documents), order[said.documents[0]]))
        return statements


def _said(
    value: V, about: tuple[str, ...], passages: list[Passage], order: Mapping[str, int]
) -> Said[V]:
    if len(passages) == 1:
        return Said(value, about, (passages[0],), (passages[0].document,))
    passages.sort(key=lambda passage: order[passage.document])
    documents = dict.fromkeys([passage.document for passage in passages])
    return Said(value, about, tuple(passages), tuple(documents))


def about(substances: Iterable[Substance]) -> tuple[str, ...]:
    """The key under which evidence about exactly these substances is filed."""
    return tuple(sorted({substance.unii for substance in substances}))


_KINDS_OF_SOURCE = ("label", "leaflet", "list", "register", "names")


def _rank(document: Document, sources: Mapping[str, Source]) -> tuple[int, str]:
    return _KINDS_OF_SOURCE.index(sources[document.source].kind), document.id


def _asked(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    kinds = {document.id: {s.kind for s in document.sections} for document in documents}
    return {
        topic: frozenset(id for id, held in kinds.items() if not held.isdisjoint(could))
        for topic, could in could_say().items()
    }


def _speaking(document: Document, topic: str) -> list[tuple[bool, str]]:
    """The sections about a topic; where there are none, those that have its words: true."""
    home = homes().get(topic, frozenset())
    about = [(False, section.id) for section in document.sections if section.kind in home]
    return about or [(True, s.id) for s in document.sections if topic in s.speaks]


@cache
def could_say() -> Mapping[str, tuple[str, ...]]:
    text = files(__package__).joinpath("asked.toml").read_text(encoding="utf-8")
    return {topic: tuple(kinds) for topic, kinds in tomllib.loads(text).items()}


def _equal(facts: Iterable[Fact]) -> dict[type[Any], dict[Value, list[Passage]]]:
    """By kind, each value with every passage that says it."""
    kinds: dict[type[Any], dict[Value, list[Passage]]] = {}
    for fact in facts:
        values = kinds.setdefault(type(fact.value), {})
        values.setdefault(fact.value, []).append(fact.passage)
    return kinds


def topic(value: Value) -> str:
    """The key in `asked.toml`: the population or topic of advice, otherwise the kind."""
    if isinstance(value, Special):
        return value.population
    return value.topic if isinstance(value, Advice) else kind_of(value)
