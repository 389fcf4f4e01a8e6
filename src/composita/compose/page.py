"""A page being made: its view and words, the notes it has numbered, the statements it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec.structs import replace

from composita.compose.notes import Notes, address
from composita.compose.outline import Heading
from composita.compose.words import counted, listed, words
from composita.facts import (
    Document,
    Frequency,
    Part,
    Sentence,
    Silence,
    Source,
    Statement,
    View,
    statement_id,
)
from composita.store.said import Said
from composita.store.statements import Place, Subject

Shown = Said[Any] | Statement  # what a sentence may render: both have a value and its passages
Lines = Sequence[tuple[str, Sequence[Shown]]]  # words, and the statements that they render

_NOTES_FOR_PATIENTS = 3  # more would hide the words; every passage is in the statement
_PLACES: Mapping[View, int] = {"patient": 3, "professional": 12}  # that one sentence names


class Page:
    """Collects what the sections of one page cite. `say` is the only way to a sentence."""

    def __init__(self, view: View, sources: Mapping[str, Source], subjects: Iterable[Subject]):
        self.view = view
        self.words = words(view)
        self.sources = sources
        self._subjects = {subject.about: subject for subject in subjects}
        self.documents = {
            id: document
            for subject in self._subjects.values()
            for id, document in subject.documents.items()
        }
        self._order = {id: place for place, id in enumerate(self.documents)}
        self.notes = Notes(self.documents, sources)
        self._made: dict[int, Statement] = {}
        self._shown: dict[str, Statement] = {}

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement shown so far."""
        return tuple(self._shown.values())

    @property
    def cited(self) -> tuple[Document, ...]:
        """The documents that these statements stand in, with just the sections that say them."""
        places: dict[str, set[str]] = {}
        for statement in self.statements:
            for passage in statement.passages:
                places.setdefault(passage.document, set()).add(passage.section)
        return tuple(self._bare(self.documents[id], places[id]) for id in sorted(places))

    def _bare(self, document: Document, sections: Collection[str]) -> Document:
        kept = tuple(replace(s, speaks=()) for s in document.sections if s.id in sections)
        url = address(document, self.sources[document.source])
        return replace(document, sections=kept, products=(), problems=(), url=url)

    def say(
        self,
        text: str,
        statements: Sequence[Shown],
        often: tuple[Frequency, Frequency] | None = None,
    ) -> Sentence:
        """A sentence that renders these statements, with their notes."""
        ids = tuple([self._show(said) for said in statements])
        return Sentence(text, ids, self._cite(statements), often)

    def part(
        self,
        heading: Heading,
        subject: Subject,
        sentences: Iterable[Sentence] = (),
        parts: Iterable[Part] = (),
        hidden: int = 0,
    ) -> Part:
        """A part under this heading; where it is empty, why nothing is told.

        `hidden` counts the items that it leaves to the professional view.
        """
        said, below = tuple(sentences), tuple(p for p in parts if not is_empty(p))
        if not said and not below and not hidden:
            return next(self.silences((heading,), subject), Part(heading.key, heading.title))
        more = self.more(hidden)
        return Part(heading.key, heading.title, said, below, remark=more, style=heading.style)

    def silences(self, headings: Iterable[Heading], subject: Subject) -> Iterator[Part]:
        """That nothing is told under these headings: each of which documents speak by itself; of
        the others one part for those that were asked alike."""
        alike: dict[frozenset[str], list[Heading]] = {}
        for heading in headings:
            if places := subject.places(heading.topic):
                yield self._unread(heading, places)
            elif heading.silent:
                asked = subject.asked.get(heading.topic, frozenset())
                alike.setdefault(asked, []).append(heading)
        for asked, unsaid in alike.items():
            yield self._silent(unsaid, asked)

    def _unread(self, heading: Heading, places: Sequence[Place]) -> Part:
        told = (self.point("unread", places),)
        return Part(heading.key, heading.title, told, silence="speaks of it", style="prose")

    def point(self, key: str, places: Sequence[Place]) -> Sentence:
        """A sentence of the page's words that only says where something stands, with its notes."""
        shown = places[: _PLACES[self.view]]
        named = listed(dict.fromkeys(map(self._where, shown)))
        hidden = len(places) - len(shown)
        more = self.words["page"]["places"].format(count=hidden) if hidden else ""
        text = self.words["page"][key].format(places=named + more)
        return Sentence(text, (), tuple(sorted({self.notes.place(place) for place in shown})))

    def _where(self, place: Place) -> str:
        """ "US label, “8.6 Renal impairment”"."""
        section = self.documents[place.document].section(place.section)
        document = self.who([place.document])
        return f"{document}, “{section.title}”" if section and section.title else document

    def _silent(self, headings: Sequence[Heading], asked: Collection[str]) -> Part:
        say = self.words["page"]
        topics = listed((heading.silent for heading in headings), "or")
        silent = say["silent" if asked else "not_covered"].format(topic=topics)
        if asked:
            silent += say["asked"].format(documents=self.who(asked))
        silence: Silence = "says nothing" if asked else "not covered"
        key = "+".join(heading.key for heading in headings)
        title = say["silent_title"] if len(headings) > 1 else headings[0].title
        return Part(key, title, silent=silent, silence=silence)

    def lines(self, heading: Heading, subject: Subject, lines: Lines) -> Part:
        """A part with one sentence for each line, as many as this view shows."""
        shown = self.shown(heading, len(lines))
        sentences = [
            self.say(self.supported(text, said) + self.in_part(said), said)
            for text, said in lines[:shown]
        ]
        return self.part(heading, subject, sentences, hidden=len(lines) - shown)

    def more(self, hidden: int) -> str:
        """The remark that so many items are left to the professional view."""
        return self.words["page"]["more"].format(count=hidden) if hidden else ""

    def shown(self, heading: Heading, count: int) -> int:
        """How many of so many items this view shows: all where there is no limit."""
        return min(count, heading.limit) if heading.limit and self.view == "patient" else count

    def supported(self, text: str, statements: Sequence[Shown]) -> str:
        """The text and, for professionals, how many of the documents asked say so."""
        template = self.words["page"]["support"]
        if not template:
            return text
        said = {document for s in statements for document in s.documents}
        asked = said.union(*(self._asked(s) for s in statements))
        if len(asked) < 2:
            return text
        return text + template.format(count=len(said), asked=len(asked))

    def in_part(self, statements: Sequence[Shown]) -> str:
        """For professionals, that none of these was understood wholly."""
        return self.words["page"]["in_part"] if all(said.partly for said in statements) else ""

    def who(self, documents: Iterable[str]) -> str:
        """What these documents are called in a sentence: "US label and 2 EU leaflets"."""
        in_order = sorted(set(documents), key=self._order.__getitem__)
        sources = (self.sources[self.documents[id].source] for id in in_order)
        counts = Counter(source.short or source.name for source in sources)
        return listed(name if n == 1 else counted(n, name) for name, n in counts.items())

    def who_says(self, statements: Iterable[Shown]) -> str:
        """What the documents that say one of these are called."""
        return self.who(id for said in statements for id in said.documents)

    def _show(self, said: Shown) -> str:
        """Notes that it is shown."""
        statement = said if isinstance(said, Statement) else self._statement(said)
        self._shown.setdefault(statement.id, statement)
        return statement.id

    def _statement(self, said: Said[Any]) -> Statement:
        """The statement for what is said. The subjects keep that, so `id` tells it from others."""
        made = self._made.get(id(said))
        if made is None:
            name = statement_id(said.about, said.value)
            asked = len(self._asked(said).union(said.documents))
            made = Statement(name, said.about, said.value, said.passages, asked, said.partly)
            self._made[id(said)] = made
        return made

    def _asked(self, said: Shown) -> frozenset[str]:
        return self._subjects[said.about].could_say(said.value)

    def _cite(self, statements: Sequence[Shown]) -> tuple[int, ...]:
        """All notes; for patients a few, first one for each subject, then for each statement."""
        if len(statements) == len(statements[0].passages) == 1:
            return (self.notes.number(statements[0].passages[0]),)
        passages = (passage for said in statements for passage in said.passages)
        if self.view == "professional":
            return self.notes.numbers(passages)
        subjects = {said.about: said.passages[0] for said in reversed(statements)}
        best = (said.passages[0] for said in statements)
        most = max(_NOTES_FOR_PATIENTS, len(subjects))
        return self.notes.numbers(chain(subjects.values(), best, passages), most)


def is_empty(part: Part) -> bool:
    """Whether a part has nothing to print under its title."""
    return not (part.sentences or part.parts or part.silent or part.remark or part.matrix)
