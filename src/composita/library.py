"""The library: what outsiders need. It opens the store, made from packs on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

from composita.check import Known, Profile, Terms, check, terms_of
from composita.compose import Evidence, Medicine, Subject, about, checked, monograph
from composita.errors import BadStore, CompositaError, NotRecognised, UnreadableDocument
from composita.facts import (
    Check,
    Item,
    Monograph,
    Patient,
    Recognised,
    Source,
    Substance,
    Typed,
    View,
)
from composita.own import Outcome, Own, adding, outcome, take_up
from composita.pack import Manifest, Pack, all_packs
from composita.parse import apart
from composita.parse import typed as parsed
from composita.store import (
    Begun,
    Counts,
    Explained,
    Store,
    build,
    codes,
    home,
    locked,
    made,
    made_once,
    schema,
)

Progress = Callable[[str, int], None]

_PROFILES = 2_000  # that stay in memory: of all that anybody wrote about, some 1,800
_SUBJECTS = 32  # with all that is said of them: those of the longest list that may be checked
_WARMED = 300  # profiles that a newer store has in memory before it takes the place of an older
MOST_ITEMS = 30
MOST_TYPED = 500  # characters: a title of twelve substances has about 250


NOBODY = Patient()  # of whom nothing is told


def quiet(doing: str, done: int) -> None:
    """Shows no progress."""


def open_library(
    folder: Path | None = None, without: Iterable[str] = (), progress: Progress = quiet
) -> Library:
    """The library in a folder (see `store.home`), made from packs on first use: the starter
    packs, and the optional ones in the folder `packs` there.

    `without` names packs to leave out. A store is kept for each set of packs.
    """
    place = folder or home()
    packs = all_packs(place / "packs", frozenset(without))
    path = place / f"store-{_hash_of(packs)}.sqlite"
    own = Own(place)

    def make(unfinished: Path) -> None:
        build(unfinished, packs, progress, own.editions(), own.mark())

    made_once(path, make)
    try:
        take_up(path, own)
    except BadStore:  # damaged: all that it held is kept elsewhere
        with locked(place):
            made(path, make)
    return Library(path)


def _hash_of(packs: tuple[Pack, ...]) -> str:
    """Changes with the packs and with the tables of a store."""
    made_of = ",".join([*(pack.manifest.hash for pack in packs), schema()])
    return blake2b(made_of.encode(), digest_size=6).hexdigest()


class Library:
    """Look-ups and pages from one store. Nothing that is looked up is kept or sent."""

    def __init__(self, store: Path) -> None:
        self.path = store
        self.folder = store.parent
        self._open()

    def _open(self) -> None:
        self._store = Store(self.path)
        self.sources: dict[str, Source] = self._store.sources()
        self.edition = self._store.edition()
        self._subject = lru_cache(_SUBJECTS)(self._read_subject)
        self._profiles: dict[tuple[tuple[str, ...], bool], Profile] = {}
        for kept in ("_terms", "_known"):
            self.__dict__.pop(kept, None)

    def close(self) -> None:
        self._store.close()

    def warm(self, like: Iterable[tuple[tuple[str, ...], bool]] = ()) -> None:
        """Loads what the first who asks would wait for, and what another one had `loaded`."""
        for name in self.best_covered(1):
            self.begun(name[:2])
            self.check([name])
        self._terms  # noqa: B018
        for uniis, local in like:
            if all(found := tuple(map(self.substance, uniis))):
                self._profile(tuple(filter(None, found)), local)

    def loaded(self) -> list[tuple[tuple[str, ...], bool]]:
        """The substances and products that are in memory, those last that came last; never who
        asked for which together."""
        return list(self._profiles)[-_WARMED:]

    def find(self, text: str) -> Typed:
        """What a text names, in the order typed: one medicine, several, or a whole list."""
        if not text.strip():
            raise CompositaError("No name was given. Type one, for instance: composita find NAME")
        if len(text) > MOST_TYPED:
            raise NotRecognised(text)
        return parsed(text, self._store.names)

    def begun(self, typed: str, most: int = 8) -> tuple[Begun, ...]:
        """The names that begin with what somebody is typing, or look like it."""
        if found := self._store.beginnings.of(typed[:MOST_TYPED], most):
            return found
        near = map(self._store.names.resolve, self._store.names.near(typed[:MOST_TYPED], most))
        return tuple(Begun(n.typed, n.substance.name, "common") for n in near if n.substance)

    def about(self, statement: str) -> tuple[Substance, ...]:
        """The substances that a statement is about; empty where no statement has this id."""
        found = map(self.substance, self._store.about(statement))
        return tuple(substance for substance in found if substance)

    def substance(self, unii: str) -> Substance | None:
        """The substance of a UNII, with all its names."""
        return self._store.names.by_unii(unii)

    def coded(self, system: str, code: str) -> tuple[Substance, ...]:
        """The substances that a code means; empty where that is not certain."""
        found = [self.substance(unii) for unii in codes.uniis(system, code) if unii]
        known = tuple(one for one in found if one)
        return known if len(known) == len(found) else ()

    def monograph(self, title: str, view: View = "patient") -> Monograph:
        """The page about a combination; `NotRecognised` where none of its names is known."""
        found = self.find(title)
        if not any(name.substance for name in found.names):
            raise NotRecognised(title, found.names[0].near)
        return self.page(found.names, view, unread=found.unread)

    def page(
        self,
        asked: tuple[Recognised, ...],
        view: View,
        medicine: Medicine | None = None,
        unread: tuple[str, ...] = (),
    ) -> Monograph:
        """The page about names that `find` has found, with the words that it did not understand;
        `medicine` makes the part of each one."""
        read = self._subject, self.sources
        return monograph(asked, *read, view, self.edition, self._check, medicine, unread)

    def items(self, text: str) -> tuple[Item, ...]:
        """The medicines of a list, as a person would write it: "pregabalin 75 mg twice a day"."""
        if not text.strip():
            raise CompositaError("An item of a list is empty: each needs the name of a medicine")
        return parsed(text, self._store.names).items

    def check(self, regimen: Sequence[str | Item], patient: Patient = NOBODY) -> Check:
        """What matters when these are taken together, each typed as a person would."""
        if isinstance(regimen, str | bytes) or not isinstance(regimen, Sequence):
            raise TypeError(f"A check takes a list of medicines, not {type(regimen).__name__}")
        if strange := [one for one in regimen if not isinstance(one, str | Item)]:
            raise TypeError(f"A medicine is text or an Item, not {type(strange[0]).__name__}")
        items = tuple(apart(self._texts(regimen)))
        if not 0 < len(items) <= MOST_ITEMS:
            raise CompositaError(f"A check takes 1 to {MOST_ITEMS} medicines, not {len(items)}")
        return self._check(items, patient)

    def _texts(self, regimen: Sequence[str | Item]) -> Iterator[tuple[Item, ...]]:
        """The items of each text, and those that were read before as one text."""
        for are_typed, group in groupby(regimen, key=lambda one: isinstance(one, str)):
            some = tuple(group)
            read = [self.items(one) for one in some if isinstance(one, str)]
            yield from read if are_typed else [tuple(i for i in some if isinstance(i, Item))]

    def knows_illness(self, typed: str) -> bool:
        """Whether somebody calls an illness, or a group of people, so."""
        return self._known.has_illness(typed)

    def knows_allergen(self, typed: str) -> bool:
        """Whether it is a medicine, a class, or named as an allergen in some document."""
        return self._known.has_allergen(typed)

    def checked(self, found: Check, view: View = "patient") -> Monograph:
        """A check as a page."""
        return checked(found, self._subject, self.sources, view)

    def subject(self, substances: tuple[Substance, ...]) -> Subject:
        """What is said of a substance, or of several in one product."""
        return self._subject(substances)

    @property
    def version(self) -> str:
        """Changes when the data do: the packs, or a person's own documents."""
        return "-".join(filter(None, [self.path.stem, self._store.mark]))

    def explain(self, statement: str) -> tuple[Explained, ...]:
        """The facts behind a statement, each with its passage and, where held, its words."""
        return self._store.explain(statement)

    def best_covered(self, most: int) -> tuple[str, ...]:
        """The names of the substances about which most documents were read."""
        return self._store.best_covered(most)

    def covered(self) -> tuple[str, ...]:
        """The names of all substances about which a document was read, in their order."""
        return tuple(sorted(self._store.best_covered(-1), key=str.casefold))

    def packs(self) -> tuple[Manifest, ...]:
        return self._store.packs()

    def unpublishable(self) -> tuple[Manifest, ...]:
        """The packs in use whose facts may not be put on a public site without more ado."""
        return tuple(m for m in self.packs() if not all(card.publishable for card in m.sources))

    def problems(self) -> Iterator[tuple[str, str]]:
        """What was not read: the pack, or "own", and what of it."""
        yield from ((pack.name, problem) for pack in self.packs() for problem in pack.problems)
        yield from (("own", problem) for problem in Own(self.folder).problems(self._store.mark))
        for document in self._store.own():
            yield from (
                ("own", f"{document.id} ({document.title}): {p}") for p in document.problems
            )

    def counts(self) -> dict[str, Counts]:
        """For each source, how many documents and facts the library holds."""
        return self._store.counts()

    def read(
        self, path: Path, progress: Progress = quiet
    ) -> Iterator[Outcome | UnreadableDocument]:
        """Adds a person's own documents: yields what came of each, or why it could not be read.

        What was yielded is kept, whatever happens next. It is in this library at the end.
        """
        from composita.ingest import extracted  # readers and lexicons: a page does without them
        from composita.read import open_documents

        with locked(self.folder):
            try:
                with adding(self.path, Own(self.folder)) as add:
                    for number, document in enumerate(open_documents(path), 1):
                        if isinstance(document, UnreadableDocument):
                            yield document
                            continue
                        edition = extracted(document)
                        filed = add(edition)
                        progress(document.title, number)
                        yield outcome(edition.document, filed)
            finally:
                self.close()
                self._open()

    def profile(self, substance: Substance) -> Profile:
        """A substance as a check sees it."""
        return self._profile((substance,), False)

    def _check(self, items: tuple[Item, ...], patient: Patient = NOBODY) -> Check:
        return check(items, self._profile, patient, self.edition, self._store.products, self._known)

    @cached_property
    def _known(self) -> Known:
        """The words for what may be told of a person."""
        return Known(lambda: self._terms, lambda text: parsed(text, self._store.names).names)

    @cached_property
    def _terms(self) -> Terms:
        """The terms of all facts: read where somebody tells what the lexicons do not have."""
        return terms_of(
            self._store.values("contraindication", "warning", "indication", "interaction", "class")
        )

    def _read_subject(self, substances: tuple[Substance, ...]) -> Subject:
        key = about(substances)
        store = self._store
        evidence = Evidence(store.documents(key), store.facts(key), store.naming(key))
        return Subject(substances, evidence, self.sources)

    def _profile(self, substances: tuple[Substance, ...], local: bool) -> Profile:
        """Kept by UNII, in whatever order the parts were typed."""
        key = about(substances), local
        if key not in self._profiles:
            if len(self._profiles) >= _PROFILES:
                self._profiles.clear()
            self._profiles[key] = Profile(partial(self._subject, substances), local)
        return self._profiles[key]
