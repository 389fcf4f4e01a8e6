"""The library: what outsiders need. It opens the store, made from packs on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from composita.compose import Evidence, monograph
from composita.errors import CompositaError, NotRecognised, UnreadableDocument
from composita.facts import Monograph, Recognised, Source, View
from composita.own import Own
from composita.pack import Manifest, Pack, starter_packs
from composita.store import Explained, Linker, Store, build, home, made_once, replace_edition

Progress = Callable[[str, int], None]

MOST_TYPED = 500  # characters: a title of twelve substances has about 250


def quiet(doing: str, done: int) -> None:
    """Shows no progress."""


def open_library(
    folder: Path | None = None, without: Iterable[str] = (), progress: Progress = quiet
) -> Library:
    """The library in a folder (see `store.home`), made from the starter packs on first use.

    `without` names packs to leave out. A store is kept for each set of packs.
    """
    place = folder or home()
    packs = starter_packs(frozenset(without))
    path = place / f"store-{_hash_of(packs)}.sqlite"
    made_once(path, lambda unfinished: build(unfinished, packs, Own(place).editions(), progress))
    return Library(path)


def _hash_of(packs: tuple[Pack, ...]) -> str:
    return blake2b(",".join(p.manifest.hash for p in packs).encode(), digest_size=6).hexdigest()


class Library:
    """Look-ups and pages from one store. Nothing that is looked up is kept or sent."""

    def __init__(self, store: Path) -> None:
        self._store = Store(store)
        self.folder = store.parent
        self.sources: dict[str, Source] = self._store.sources()

    def close(self) -> None:
        self._store.close()

    def find(self, typed: str) -> tuple[Recognised, ...]:
        """What each name in "A + B", "A/B", "A and B" or "A" came to, in the order typed."""
        if not typed.strip():
            raise CompositaError("No name was given. Type one, for instance: composita find NAME")
        if len(typed) > MOST_TYPED:
            raise NotRecognised(typed)
        return self._store.names.split(typed)

    def monograph(self, title: str, view: View = "patient") -> Monograph:
        """The page about a combination; `NotRecognised` where none of its names is known."""
        asked = self.find(title)
        known = [name.substance.unii for name in asked if name.substance]
        if not known:
            raise NotRecognised(title, asked[0].near)
        groups = {(unii,) for unii in known} | {tuple(sorted(set(known)))}
        evidence = {group: self._evidence(group) for group in sorted(groups)}
        return monograph(asked, evidence, self.sources, view, self.edition)

    def explain(self, statement: str) -> tuple[Explained, ...]:
        """The facts behind a statement, each with its passage and, where held, its words."""
        return self._store.explain(statement)

    def packs(self) -> tuple[Manifest, ...]:
        return self._store.packs()

    @property
    def edition(self) -> str:
        """The date of the newest data in the library."""
        return max((pack.edition for pack in self.packs()), default="")

    def counts(self) -> dict[str, tuple[int, int]]:
        """For each source, how many documents and facts the library holds."""
        return self._store.counts()

    def read(self, path: Path, progress: Progress = quiet) -> Iterator[str | UnreadableDocument]:
        """Adds a person's own documents: yields each one's title, or why it could not be read."""
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
                replace_edition(connection, "own", edition, linker)
                progress(document.title, number)
                yield document.title

    def _evidence(self, group: tuple[str, ...]) -> Evidence:
        return Evidence(self._store.documents(group), self._store.facts(group))
