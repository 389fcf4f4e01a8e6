"""The numbered sources of a page: one note for each section of a document that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from composita.compose.words import words
from composita.facts import Document, Note, Passage, Source


class Notes:
    """Numbers sections of documents in the order in which a page cites them."""

    def __init__(self, documents: Mapping[str, Document], sources: Mapping[str, Source]) -> None:
        self._documents = documents
        self._sources = sources
        self._notes: dict[tuple[str, str], Note] = {}  # by document and title of section
        self._numbers: dict[tuple[str, str], int] = {}  # by document and id of section
        self._titles: dict[str, dict[str, str]] = {}

    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes.values())

    def numbers(self, passages: Iterable[Passage], most: int = 0) -> tuple[int, ...]:
        """The notes of these passages in rising order, the first `most` of them if given."""
        numbers: set[int] = set()
        for passage in passages:
            numbers.add(self._number(passage.document, passage.section))
            if len(numbers) == most:
                break
        return tuple(sorted(numbers))

    def number(self, passage: Passage) -> int:
        """The note of a passage."""
        return self._number(passage.document, passage.section)

    def place(self, place: tuple[str, str]) -> int:
        """The note of a section: its document and id."""
        return self._number(*place)

    def document(self, id: str) -> int:
        """The note for a document as a whole."""
        return self._number(id, "")

    def again(self, note: Note) -> int:
        """The number that a note of another page has here."""
        place = (note.document, note.section)
        here = self._notes.setdefault(place, replace(note, number=len(self._notes) + 1))
        return here.number

    def entry(self, source: Source, set_id: str, title: str) -> int:
        """The note for an entry of a source that is not held as a document."""
        note = Note(
            len(self._notes) + 1,
            source.name,
            f"{source.id}:{set_id}",
            title,
            edition="",
            section="",
            url=source.address.replace("{set_id}", set_id),
            licence=source.licence,
        )
        return self._notes.setdefault((note.document, ""), note).number

    def _number(self, document: str, section: str) -> int:
        """The note for a section, or for its document where it has no title of its own."""
        place = (document, section)
        number = self._numbers.get(place)
        if number is None:
            titled = (document, self._title(document, section))
            note = self._notes.get(titled) or self._note(*titled)
            number = self._numbers[place] = self._notes.setdefault(titled, note).number
        return number

    def _note(self, id: str, section: str) -> Note:
        document = self._documents[id]
        source = self._sources[document.source]
        return Note(
            len(self._notes) + 1,
            source.name,
            id,
            document.title,
            edition(document),
            section,
            address(document, source),
            source.licence,
        )

    def _title(self, document: str, section: str) -> str:
        if document not in self._titles:
            sections = self._documents[document].sections
            self._titles[document] = {s.id: s.title for s in sections}
        return self._titles[document].get(section, "")


def address(document: Document, source: Source) -> str:
    """Where a document can be read: its own address, otherwise its source's."""
    return document.url or source.address.replace("{set_id}", document.set_id)


def edition(document: Document) -> str:
    """Version and date of a document, as far as it gives them."""
    version = f"version {document.version}, " if document.version else ""
    return version + (document.date or words("patient")["page"]["date_unknown"])
