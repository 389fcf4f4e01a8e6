"""The library: what outsiders need. It opens the store, made from packs on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from composita.check import Profile, check, item
from composita.compose import Evidence, Medicine, Subject, about, checked, monograph
from composita.errors import CompositaError, NotRecognised, UnreadableDocument
from composita.facts import Check, Item, Monograph, Patient, Recognised, Source, Substance, View
from composita.own import Outcome, Own, outcome
from composita.pack import Manifest, Pack, all_packs
from composita.store import (
    Begun,
    Counts,
    Explained,
    Linker,
    Store,
    build,
    codes,
    home,
    made_once,
    replace_edition,
)

Progress = Callable[[str, int], None]

_KEPT = 2_000  # subjects that stay in memory: all that anybody wrote about, some 1,800
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
    made_once(path, lambda unfinished: build(unfinished, packs, Own(place).editions(), progress))
    return Library(path)


def _hash_of(packs: tuple[Pack, ...]) -> str:
    return blake2b(",".join(p.manifest.hash for p in packs).encode(), digest_size=6).hexdigest()


class Library:
    """Look-ups and pages from one store. Nothing that is looked up is kept or sent."""

    def __init__(self, store: Path) -> None:
        self._store = Store(store)
        self.path = store
        self.folder = store.parent
        self.sources: dict[str, Source] = self._store.sources()
        self.edition = self._store.edition()
        self._subject = lru_cache(_KEPT)(self._read_subject)
        self._profiles: dict[tuple[tuple[str, ...], bool], Profile] = {}

    def close(self) -> None:
        self._store.close()

    def find(self, typed: str) -> tuple[Recognised, ...]:
        """What each name in "A + B", "A/B", "A and B" or "A" came to, in the order typed."""
        if not typed.strip():
            raise CompositaError("No name was given. Type one, for instance: composita find NAME")
        if len(typed) > MOST_TYPED:
            raise NotRecognised(typed)
        return self._store.names.split(typed)

    def begun(self, typed: str, most: int = 8) -> tuple[Begun, ...]:
        """The names that begin with what somebody is typing, or look like it."""
        if found := self._store.beginnings.of(typed[:MOST_TYPED], most):
            return found
        near = map(self._store.names.resolve, self._store.names.near(typed, most))
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
        asked = self.find(title)
        if not any(name.substance for name in asked):
            raise NotRecognised(title, asked[0].near)
        return self.page(asked, view)

    def page(
        self, asked: tuple[Recognised, ...], view: View, medicine: Medicine | None = None
    ) -> Monograph:
        """The page about names that `find` has found; `medicine` makes the part of each one."""
        read = self._subject, self.sources
        return monograph(asked, *read, view, self.edition, self._check, medicine)

    def item(self, typed: str) -> Item:
        """What one line of a list of medicines means: "pregabalin 75 mg twice a day"."""
        if not typed.strip():
            raise CompositaError("An item of a list is empty: each needs the name of a medicine")
        return item(typed, self._store.names.split)

    def check(self, regimen: Sequence[str | Item], patient: Patient = NOBODY) -> Check:
        """What matters when these are taken together, each typed as a person would."""
        if not 0 < len(regimen) <= MOST_ITEMS:
            raise CompositaError(f"A check takes 1 to {MOST_ITEMS} medicines, not {len(regimen)}")
        items = (self.item(one) if isinstance(one, str) else one for one in regimen)
        return self._check(tuple(items), patient)

    def checked(self, found: Check, view: View = "patient") -> Monograph:
        """A check as a page."""
        return checked(found, self._subject, self.sources, view)

    def subject(self, substances: tuple[Substance, ...]) -> Subject:
        """What is said of a substance, or of several in one product."""
        return self._subject(substances)

    @property
    def version(self) -> str:
        """Changes when the data do: the packs, or a person's own documents."""
        return f"{self._store.path.stem}-{self._store.path.stat().st_mtime_ns:x}"

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
        """Adds a person's own documents: yields what came of each, or why it could not be read."""
        from composita.ingest import extracted  # readers and lexicons: a page does without them
        from composita.read import open_documents

        own = Own(self.folder)
        with self._store.writing() as connection:
            linker = Linker(connection)
            for number, document in enumerate(open_documents(path), 1):
                if isinstance(document, UnreadableDocument):
                    yield document
                    continue
                edition = extracted(document)
                own.keep(edition)
                filed = replace_edition(connection, "own", edition, linker)
                progress(document.title, number)
                yield outcome(edition.document, filed)
        self.sources = self._store.sources()
        self._subject.cache_clear()
        self._profiles.clear()

    def profile(self, substance: Substance) -> Profile:
        """A substance as a check sees it."""
        return self._profile((substance,), False)

    def _check(self, items: tuple[Item, ...], patient: Patient = NOBODY) -> Check:
        return check(items, self._profile, patient, self.edition)

    def _read_subject(self, substances: tuple[Substance, ...]) -> Subject:
        key = about(substances)
        store = self._store
        evidence = Evidence(store.documents(key), store.facts(key), store.naming(key))
        return Subject(substances, evidence, self.sources)

    def _profile(self, substances: tuple[Substance, ...], local: bool) -> Profile:
        """Kept by UNII: a substance with all its names takes longer to hash than to compare."""
        key = about(substances), local
        if key not in self._profiles:
            if len(self._profiles) >= _KEPT:
                self._profiles.clear()
            self._profiles[key] = Profile(self._subject(substances), local)
        return self._profiles[key]
