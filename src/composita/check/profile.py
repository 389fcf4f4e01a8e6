"""A medicine as a check sees it: what it is called, what is told of others, what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
    Dose,
    EnzymeRole,
    Interaction,
    Level,
    Statement,
    Substance,
    Value,
    statement_id,
)
from composita.store.said import Said
from composita.store.spelling import key_of
from composita.store.statements import Subject

_MEDICINES = ("substance", "class", "enzyme")
_EVERYBODY = ("", "adults")


class Told(Struct, frozen=True, gc=False):
    """What a medicine's sources say about another one, with our level for it.

    `counts` is its level for the way of use: what is not said of a local form weighs little.
    `case` is the sub-case that it holds for, `topics` are the effects that it is about.
    """

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
    """One substance, or a product of several, as taken: `local` where it acts where it is put.

    It holds what every check needs, and reads the rest of what is said again where that is asked
    for: all profiles together stay small enough to be kept.
    """

    def __init__(self, read: Callable[[], Subject], local: bool = False) -> None:
        self._read = read
        subject = read()
        self.about = subject.about
        self.holds = frozenset(subject.about)
        self.names = frozenset(names(subject))
        self._of_local_forms = where.documents(subject)
        self.local = local or where.only(subject, self._of_local_forms)
        self._skipped = where.of_others(subject) if self.local else self._of_local_forms
        self._statements: dict[Value, Statement] = {}
        self.effects = self._effects(subject)
        self.shows = {key: _statement(one.said, subject) for key, one in self.effects.items()}
        self.called = self._called(subject)
        self.told = self._told(subject)
        self.needs = self._roles(subject, "substrate")
        self.acts = self._roles(subject, "inhibitor") + self._roles(subject, "inducer")
        self.regulated = self._regulated(subject)
        self.doses = [one for one in subject.said(Dose) if one.value.population in _EVERYBODY]
        self.asked = self._asked(subject)
        self.by_source = _by_source(self.asked)

    @property
    def subject(self) -> Subject:
        """All that is said of it."""
        return self._read()

    def statement(self, said: Said[Any]) -> Statement:
        """The statement for something that is said of this medicine."""
        known = self._statements.get(said.value)
        if known is None:
            known = self._statements[said.value] = _statement(said, self.subject)
        return known

    def counts(self, said: Said[Any]) -> bool:
        """Whether a document for this way of use says it."""
        return not self._skipped or not self._skipped.issuperset(said.documents)

    def is_of_its_form(self, said: Said[Any]) -> bool:
        """Whether a local form is what a document that says it is about; true of all others."""
        return not self.local or not self._of_local_forms.isdisjoint(said.documents)

    def _effects(self, subject: Subject) -> dict[str, Member]:
        """The effects that add up which it has; none where it acts only where it is put."""
        if self.local:
            return {}
        return {key: one for key, one in members(subject).items() if self.counts(one.said)}

    def _called(self, subject: Subject) -> dict[str, Meant]:
        """What sources may call it, and why; a local form is meant only by its name."""
        if self.local:
            return dict.fromkeys(self.names, Meant(None, (), severity.table("most")["local"]))
        terms = called(subject, self.effects)
        why = {id(said): _meant(said, subject) for said in terms.values()}
        return {term: why[id(said)] for term, said in terms.items()}

    def _told(self, subject: Subject) -> dict[str, list[Told]]:
        """What its sources say about other medicines, by the folded name of the other."""
        found: dict[str, list[Told]] = {}
        kinds = {(d.id, s.id): s.kind for d in subject.documents.values() for s in d.sections}
        for other, said in _about_others(subject):
            if other not in self.names and self.counts(said):
                sections = {kinds.get((p.document, p.section), "") for p in said.passages}
                one = self._weighed(said, _statement(said, subject), sections)
                found.setdefault(other, []).append(one)
        return found

    def _weighed(self, said: Said[Any], statement: Statement, sections: Iterable[str]) -> Told:
        level = severity.most_forceful(severity.stated(said.value, kind) for kind in sections)
        counts = level if self.is_of_its_form(said) else severity.at_most(level, "local")
        case = said.value.case if isinstance(said.value, Interaction) else ""
        return Told(statement, level, counts, case, topics(said.value))

    def _roles(self, subject: Subject, role: str) -> list[Said[EnzymeRole]]:
        """Where it has a role at enzymes; nowhere if it acts only where it is put."""
        said = [] if self.local else subject.said(EnzymeRole)
        return [one for one in said if one.value.role == role]

    def _regulated(self, subject: Subject) -> list[Said[Class]]:
        """Its established pharmacologic classes; none where it acts only where it is put."""
        said = [] if self.local else subject.said(Class)
        return [one for one in said if one.value.system == "EPC"]

    def _asked(self, subject: Subject) -> frozenset[str]:
        """The documents that could speak of other medicines, and those that do so elsewhere."""
        said = {id for one in subject.said(Interaction) for id in one.documents}
        return frozenset(said | subject.asked["interaction"]) - self._skipped


def _meant(said: Said[Any] | None, subject: Subject) -> Meant:
    if said is None:
        return Meant(None, (), severity.LEVELS[0])
    way = weak_way(said.value)
    most = severity.table("most")[way] if way else severity.LEVELS[0]
    return Meant(said, (_statement(said, subject),), most)


def _statement(said: Said[Any], subject: Subject) -> Statement:
    asked = len(subject.could_say(said.value).union(said.documents))
    name = statement_id(said.about, said.value)
    return Statement(name, said.about, said.value, said.passages, asked)


def _by_source(documents: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for document in documents:
        found.setdefault(document.partition(":")[0], set()).add(document)
    return {source: frozenset(some) for source, some in found.items()}


def _about_others(subject: Subject) -> Iterator[tuple[str, Said[Any]]]:
    for ban in subject.said(Contraindication):
        if ban.value.what in _MEDICINES:
            yield _other(ban.value.what, ban.value.term), ban
    for said in subject.said(Interaction):
        if said.value.what in _MEDICINES:
            yield _other(said.value.what, said.value.other), said


def _other(what: str, term: str) -> str:
    """A substance by the key that its spellings share, anything else folded."""
    return key_of(term) if what == "substance" else fold(term)


# Gives a medicine as it is taken, local or not.
Profiles = Callable[[tuple[Substance, ...], bool], Profile]
