"""Equal facts merged: what is said about a subject, by how many of its documents, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from composita.compose.outline import outline
from composita.facts import (
    Advice,
    Document,
    Fact,
    Passage,
    Source,
    Special,
    Substance,
    Value,
    kind_of,
)

V = TypeVar("V", bound=Value)


class Evidence(NamedTuple):
    """What a store holds about exactly these substances: heads of documents, and their facts."""

    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]


class Said(NamedTuple, Generic[V]):
    """A statement before it is shown: a value, who says it (best first), who could have."""

    value: V
    about: tuple[str, ...]
    passages: tuple[Passage, ...]
    documents: tuple[str, ...]
    asked: frozenset[str]


class Subject(NamedTuple):
    """A substance, or a product of several, and all that is said about it."""

    name: str
    substances: tuple[Substance, ...]
    documents: Mapping[str, Document]
    asked: Mapping[str, frozenset[str]]
    by_kind: Mapping[type[Any], list[Said[Any]]]

    @property
    def about(self) -> tuple[str, ...]:
        """The UNIIs in order, as evidence is filed."""
        return about(self.substances)

    def said(self, kind: type[V]) -> list[Said[V]]:
        """Statements of a kind: what most documents say first, labels before leaflets."""
        return self.by_kind.get(kind, [])


def about(substances: Iterable[Substance]) -> tuple[str, ...]:
    """The key under which evidence about exactly these substances is filed."""
    return tuple(sorted({substance.unii for substance in substances}))


def subject(
    substances: tuple[Substance, ...], evidence: Evidence, sources: Mapping[str, Source]
) -> Subject:
    """What the evidence says about a subject, equal facts merged."""
    uniis = about(substances)
    documents = {d.id: d for d in sorted(evidence.documents, key=lambda d: _rank(d, sources))}
    asked = _asked(documents.values())
    order = {id: place for place, id in enumerate(documents)}
    by_kind: dict[type[Any], list[Said[Any]]] = {}
    for value, passages in _equal(evidence.facts).items():
        said = _said(value, uniis, passages, order, asked)
        by_kind.setdefault(type(value), []).append(said)
    for statements in by_kind.values():
        statements.sort(key=lambda said: (-len(said.documents), order[said.documents[0]]))
    name = " + ".join(substance.name for substance in substances)
    return Subject(name, substances, documents, asked, by_kind)


_KINDS_OF_SOURCE = ("label", "leaflet", "list", "register", "names")


def _rank(document: Document, sources: Mapping[str, Source]) -> tuple[int, str]:
    return _KINDS_OF_SOURCE.index(sources[document.source].kind), document.id


def _asked(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """For each topic of the outline, the documents with a section that could speak of it."""
    kinds = {document.id: {s.kind for s in document.sections} for document in documents}
    return {
        topic: frozenset(id for id, held in kinds.items() if not held.isdisjoint(could))
        for topic, could in outline().asked.items()
    }


def _equal(facts: Iterable[Fact]) -> dict[Value, list[Passage]]:
    passages: dict[Value, list[Passage]] = {}
    for fact in facts:
        passages.setdefault(fact.value, []).append(fact.passage)
    return passages


def _said(
    value: Value,
    about: tuple[str, ...],
    passages: list[Passage],
    order: Mapping[str, int],
    asked: Mapping[str, frozenset[str]],
) -> Said[Value]:
    if len(passages) > 1:
        passages.sort(key=lambda passage: order[passage.document])
    documents = tuple(dict.fromkeys(passage.document for passage in passages))
    return Said(value, about, tuple(passages), documents, asked.get(topic(value), frozenset()))


def topic(value: Value) -> str:
    """The key in the outline's `asked`: the population or topic of advice, otherwise the kind."""
    if isinstance(value, Special):
        return value.population
    return value.topic if isinstance(value, Advice) else kind_of(value)


def alike(
    statements: Iterable[Said[V]], words: Callable[[V], str]
) -> list[tuple[str, list[Said[V]]]]:
    """Statements that come out in the same words, together; the best supported words first."""
    lines: dict[str, list[Said[V]]] = {}
    for said in statements:
        lines.setdefault(words(said.value), []).append(said)
    return sorted(lines.items(), key=lambda line: -support(line[1]))


def support(statements: Iterable[Said[V]]) -> int:
    """How many documents say one of these."""
    return len({document for said in statements for document in said.documents})
