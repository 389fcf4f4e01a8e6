"""Packs → one SQLite file: facts are linked to substances here, so they can be linked again."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from composita.facts import Document, Fact, Source, kind_of
from composita.pack import Edition, Pack
from composita.store.link import Linker
from composita.store.name_table import write_names
from composita.store.schema import schema

Progress = Callable[[str, int], None]  # what is being done, and how many documents are done


class Filed(Struct, frozen=True):
    """How many facts of a document a store holds, and of which medicines; a combination is one.

    `instead` is the pack whose document it took the place of, "" where there was none.
    """

    facts: int
    medicines: tuple[str, ...]
    instead: str = ""


OWN = "own"  # what stands in the place of a pack's name
_encode = msgspec.msgpack.Encoder().encode


def build(
    path: Path,
    packs: Sequence[Pack],
    progress: Progress,
    own: Iterable[Edition] = (),
    mark: str = "",
) -> None:
    """Makes a store at `path`, which must not exist, from packs and a person's own documents, which
    are those that their journal names up to `mark`."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    connection.executescript(schema())
    write_names(connection, (s for pack in packs for s in pack.substances()))
    linker = Linker(connection)
    done = 0
    for pack in packs:
        _write_pack_row(connection, pack)
        for edition in pack.editions():
            write_edition(connection, pack.manifest.name, edition, linker)
            done += 1
            progress(pack.manifest.name, done)
    filing = Filing(connection)
    for edition in own:
        filing.file(edition)
    connection.execute("INSERT INTO own VALUES (?)", (mark,))
    connection.executescript(_INDEXES)
    connection.commit()
    connection.close()


_INDEXES = """
CREATE INDEX facts_about ON facts (about);
CREATE INDEX facts_document ON facts (document);
CREATE INDEX document_about ON document (about);
ANALYZE;
"""


class Filing:
    """Files a person's own documents in a store that nobody reads yet."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._linker = Linker(connection)

    def file(self, edition: Edition) -> Filed:
        """Puts a document in the place of what the store holds of the same one.

        A substance that no list holds is added under the name that the document gives it.
        """
        document = edition.document
        if strangers := self._linker.strangers(document):
            write_names(self._connection, strangers)
            self._linker = Linker(self._connection)
        instead = _pack_of(self._connection, document.id)
        for table, column in (("facts", "document"), ("words", "document"), ("document", "id")):
            self._connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (document.id,))
        _write_cards(self._connection, OWN, [_card(document.source)])
        filed = write_edition(self._connection, OWN, edition, self._linker)
        medicines = tuple(_names(self._connection, filed))
        return Filed(sum(filed.values()), medicines, instead.removeprefix(OWN))


def _pack_of(connection: sqlite3.Connection, document: str) -> str:
    """The pack that a document came with, "" where the store has none."""
    row = connection.execute("SELECT pack FROM document WHERE id = ?", (document,)).fetchone()
    return str(row[0]) if row else ""


def write_edition(
    connection: sqlite3.Connection, pack: str, edition: Edition, linker: Linker
) -> Counter[str]:
    """Adds a document and its facts, each under the substances that it is about; gives how many
    are under which."""
    document = edition.document
    about = linker.document(document)
    head = _encode(document.without_words())
    connection.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)",
        (document.id, document.source, pack, about, len(edition.facts), head),
    )
    filed = Counter({about: 0} if about else {})
    for (who, kind), facts in _grouped(edition.facts, about, linker).items():
        row = (who, kind, document.id, _encode(facts))
        connection.execute("INSERT INTO facts VALUES (?, ?, ?, ?)", row)
        filed[who] += len(facts)
    _write_words(connection, document)
    return filed


def _names(connection: sqlite3.Connection, filed: Iterable[str]) -> Iterator[str]:
    """What pages call the substances under which something is filed, a combination as one."""
    for about in filed:
        marks = ", ".join("?" * len(about.split("+")))
        found = connection.execute(
            f"SELECT name FROM substance WHERE unii IN ({marks}) ORDER BY unii", about.split("+")
        )
        yield " + ".join(name for (name,) in found)


def _grouped(
    facts: Iterable[Fact], about: str, linker: Linker
) -> dict[tuple[str, str], list[Fact]]:
    """Facts by whom they are about and kind; those about nobody we know are left out."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if who := linker.names(fact.about) if fact.about else about:
            groups[who, kind_of(fact.value)].append(fact)
    return groups


def _write_words(connection: sqlite3.Connection, document: Document) -> None:
    connection.executemany(
        "INSERT INTO words VALUES (?, ?, ?)",
        ((document.id, s.id, s.text) for s in document.sections if s.text),
    )


def _write_pack_row(connection: sqlite3.Connection, pack: Pack) -> None:
    m = pack.manifest
    connection.execute(
        "INSERT INTO pack VALUES (?, ?, ?, ?, ?)",
        (m.name, m.edition, m.licence, m.hash, _encode(m)),
    )
    _write_cards(connection, m.name, m.sources)


def _write_cards(connection: sqlite3.Connection, pack: str, cards: Iterable[Source]) -> None:
    rows = ((card.id, pack, _encode(card)) for card in cards)
    connection.executemany("INSERT OR IGNORE INTO source VALUES (?, ?, ?)", rows)


def _card(source: str) -> Source:
    """The card of a source that perhaps no pack brought along."""
    from composita.read import sources  # the readers: a store without own documents does without

    return sources()[source]
