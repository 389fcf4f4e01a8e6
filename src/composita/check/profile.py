"""A medicine as a check sees it: what it is called, what is told of others, what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from msgspec import Struct

from composita.check import local as where
from composita.check import severity
from composita.check.effects import Member, Topics, members, topics
from composita.check.membership import called, names, weak_way
from composita.extract.text import fold
from composita.facts import (
    Class,
    Contraindication,
    EnzymeRole,
    Interaction,
    Level,
    Statement,
    Substance,
    statement_id,
)
from composita.store.said import Said
from composita.store.spelling import key_of
from composita.store.statements import Subject

_MEDICINES = ("substance", "class", "enzyme")


class Told(Struct, frozen=True, gc=False):
    """What a medicine's sources say about another one, with our level for it.

    `counts` is its level for the way of use: what is not said of a local form weighs little.
    `case` is the sub-case that it holds for, `topics` are the effects that it is about.
    """

    said: Said[Any]
    statement: Statement
    level: Level
    counts: Level
    case: str
    topics: Topics


class Meant(Struct, frozen=True, gc=False):
    """Why a term means a medicine: what is `said` of it, or None where the term is its name.

    `means` is the statement for that, and `most` the highest level that it carries.
    """

    said: Said[Any] | None
    means: tuple[Statement, ...]
    most: Level


class Profile:
    """One substance, or a product of several, as taken: `local` where it acts where it is put."""

    def __init__(self, subject: Subject, local: bool = False) -> None:
        self.subject = subject
        self.about = subject.about
        self.holds = frozenset(subject.about)
        self.names = frozenset(names(subject))
        self._of_local_forms = where.documents(subject)
        self.local = local or where.only(subject, self._of_local_forms)
        self._skipped = where.of_others(subject) if self.local else self._of_local_forms
        self._statements: dict[int, Statement] = {}

    @cached_property
    def effects(self) -> dict[str, Member]:
        """The effects that add up which it has; none where it acts only where it is put."""
        if self.local:
            return {}
        return {key: one for key, one in members(self.subject).items() if self.counts(one.said)}

    @cached_property
    def called(self) -> dict[str, Meant]:
        """What sources may call it, and why; a local form is meant only by its name."""
        if self.local:
            return dict.fromkeys(self.names, Meant(None, (), severity.table("most")["local"]))
        terms = called(self.subject, self.effects)
        why = {id(said): self._meant(said) for said in terms.values()}
        return {term: why[id(said)] for term, said in terms.items()}

    @cached_property
    def told(self) -> dict[str, list[Told]]:
        """What its sources say about other medicines, by the folded name of the other."""
        found: dict[str, list[Told]] = {}
        for other, said in self._about_others():
            if other not in self.names and self.counts(said):
                found.setdefault(other, []).append(self._told(said))
        return found

    @cached_property
    def roles(self) -> dict[str, list[Said[EnzymeRole]]]:
        """What it is to enzymes, by role; nothing where it acts only where it is put."""
        found: dict[str, list[Said[EnzymeRole]]] = {}
        for said in [] if self.local else self.subject.said(EnzymeRole):
            found.setdefault(said.value.role, []).append(said)
        return found

    @cached_property
    def regulated(self) -> list[Said[Class]]:
        """Its established pharmacologic classes; none where it acts only where it is put."""
        said = [] if self.local else self.subject.said(Class)
        return [one for one in said if one.value.system == "EPC"]

    @cached_property
    def asked(self) -> frozenset[str]:
        """The documents that could speak of other medicines, and those that do so elsewhere."""
        said = {id for one in self.subject.said(Interaction) for id in one.documents}
        return frozenset(said | self.subject.asked["interaction"]) - self._skipped

    @cached_property
    def by_source(self) -> dict[str, frozenset[str]]:
        """The documents of `asked`, by their source."""
        found: dict[str, set[str]] = {}
        for document in self.asked:
            found.setdefault(document.partition(":")[0], set()).add(document)
        return {source: frozenset(documents) for source, documents in found.items()}

    def statement(self, said: Said[Any]) -> Statement:
        """The statement for something that is said of this medicine."""
        known = self._statements.get(id(said))
        if known is None:
            asked = len(self.subject.could_say(said.value).union(said.documents))
            name = statement_id(said.about, said.value)
            known = Statement(name, said.about, said.value, said.passages, asked)
            self._statements[id(said)] = known
        return known

    def counts(self, said: Said[Any]) -> bool:
        """Whether a document for this way of use says it."""
        return not self._skipped or not self._skipped.issuperset(said.documents)

    def is_of_its_form(self, said: Said[Any]) -> bool:
        """Whether a local form is what a document that says it is about; true of all others."""
        return not self.local or not self._of_local_forms.isdisjoint(said.documents)

    def _meant(self, said: Said[Any] | None) -> Meant:
        if said is None:
            return Meant(None, (), severity.LEVELS[0])
        way = weak_way(said.value)
        most = severity.table("most")[way] if way else severity.LEVELS[0]
        return Meant(said, (self.statement(said),), most)

    def _told(self, said: Said[Any]) -> Told:
        level = self._level(said)
        counts = level if self.is_of_its_form(said) else severity.at_most(level, "local")
        case = said.value.case if isinstance(said.value, Interaction) else ""
        return Told(said, self.statement(said), level, counts, case, topics(said.value))

    def _about_others(self) -> Iterator[tuple[str, Said[Any]]]:
        for ban in self.subject.said(Contraindication):
            if ban.value.what in _MEDICINES:
                yield _other(ban.value.what, ban.value.term), ban
        for said in self.subject.said(Interaction):
            if said.value.what in _MEDICINES:
                yield _other(said.value.what, said.value.other), said

    def _level(self, said: Said[Any]) -> Level:
        sections = {self._kinds.get((p.document, p.section), "") for p in said.passages}
        return severity.most_forceful(severity.stated(said.value, kind) for kind in sections)

    @cached_property
    def _kinds(self) -> dict[tuple[str, str], str]:
        documents = self.subject.documents.values()
        return {(d.id, s.id): s.kind for d in documents for s in d.sections}


# Gives a medicine as it is taken, local or not.
Profiles = Callable[[tuple[Substance, ...], bool], Profile]


def _other(what: str, term: str) -> str:
    """A substance by the key that its spellings share, anything else folded."""
    return key_of(term) if what == "substance" else fold(term)
