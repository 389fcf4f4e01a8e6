"""What a verdict is given with: the medicines a claim is about, and what was found of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from composita.audit.claim import Sure, Verdict
from composita.facts import Level
from composita.store.said import Said, V
from composita.store.statements import Subject


class Medicines(NamedTuple):
    """The subjects of a claim: each substance alone, and the product of them all, if there are
    several. `alike` are the documents about a use that the page names too: what others say may
    be true of another form, and contradicts nothing. What only documents `elsewhere` say does not
    count: they are about another way of giving it. `is_one_form` where the page is about one salt
    or one way of giving only; it `has_use` where it names any use. `meets`
    tells what a check finds together with another medicine.
    """

    alone: tuple[Subject, ...]
    product: Subject | None = None
    alike: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    is_one_form: bool = False
    has_use: bool = False
    meets: Callable[[str], Iterable[tuple[Said[Any], Level]]] = lambda _other: ()

    @property
    def all(self) -> tuple[Subject, ...]:
        return (*self.alone, self.product) if self.product else self.alone

    @property
    def whole(self) -> Subject | None:
        """The medicine as a page means it: the product of several, or the one substance."""
        return self.product or (self.alone[0] if len(self.alone) == 1 else None)

    def counts(self, *said: Said[Any]) -> bool:
        """Whether any of these is said of this way of giving it."""
        return not self.elsewhere or any(not self.elsewhere.issuperset(s.documents) for s in said)

    def is_alike(self, said: Said[Any]) -> bool:
        return not self.alike.isdisjoint(said.documents)

    def may_be_alike(self, said: Said[Any]) -> bool:
        """Whether it is said for a use that the page names, or the page names none."""
        return not self.has_use or self.is_alike(said)

    def said(self, kind: type[V]) -> Iterator[Said[V]]:
        for subject in self.all:
            yield from filter(self.counts, subject.said(kind))


class Ruling(NamedTuple):
    """A verdict, how sure it is and why, with the statements that it rests on."""

    verdict: Verdict
    sure: Sure
    reason: str
    said: tuple[Said[Any], ...] = ()


def supported(said: list[Said[V]], exact: bool = True) -> Ruling:
    """The sources say it: with the same term or number, or with one that means the same."""
    sure: Sure = "exact" if exact else "alike"
    return Ruling("supported", sure, "said" if exact else "said alike", tuple(said))


def contradicted(reason: str, said: list[Said[V]], exact: bool = True) -> Ruling:
    return Ruling("contradicted", "exact" if exact else "alike", reason, tuple(said))


def unsupported(reason: str = "not found", said: list[Said[V]] | None = None) -> Ruling:
    return Ruling("unsupported", "open", reason, tuple(said or ()))
