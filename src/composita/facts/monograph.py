"""A monograph: what a page says, in order, with every statement's citations. Value in, text out.

Compose builds it, publish prints it, and neither knows about the other.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from composita.facts.document import Document, Passage
from composita.facts.fact import Frequency, Value
from composita.facts.level import Level
from composita.facts.substance import Substance

View = Literal["patient", "professional"]

# Four different answers that must never look alike: a name nobody knows; no document read has a
# section where it could stand; documents have one, and do not speak of it; documents speak of it,
# and we could not read what they say.
Silence = Literal["", "not recognised", "not covered", "says nothing", "speaks of it"]


class Statement(Struct, frozen=True, gc=False):
    """Equal facts about the same substances, merged, with every passage that supports them.

    `id` depends only on whom it is about and on the value, so it stays when sources are added.
    `asked` counts the documents that could have said it (same substances, same kind of section).
    `partly` is true where each passage says more than was understood.
    """

    id: str
    about: tuple[str, ...]
    value: Value
    passages: tuple[Passage, ...]
    asked: int = 1
    partly: bool = False

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that say it, in order."""
        return tuple(dict.fromkeys(passage.document for passage in self.passages))


class Note(Struct, frozen=True, gc=False):
    """A numbered source at the foot of a page: document and section."""

    number: int
    source: str
    document: str
    title: str
    edition: str
    section: str
    url: str = ""
    licence: str = ""


class Sentence(Struct, frozen=True, gc=False, omit_defaults=True):
    """One rendered sentence or list item, with the statements it renders and their notes.

    A sentence without statements tells what a document is called, what a substance is named, or
    where something stands that was not understood.
    `often` is for drawing: how often at the least and at the most, where its sources say so.
    """

    text: str
    statements: tuple[str, ...]
    notes: tuple[int, ...]
    often: tuple[Frequency, Frequency] | None = None


# What a cell of a matrix shows: our level, or which of the other two answers it is.
Mark = Literal[Level, "silent", "unknown", ""]


class Matrix(Struct, frozen=True, gc=False):
    """The answer for each pair of a regimen, to look at: `marks[row][column]`, "" on the diagonal.

    `legend` has for each mark that occurs its sign and what the sign means.
    """

    names: tuple[str, ...]
    marks: tuple[tuple[Mark, ...], ...]
    legend: tuple[tuple[Mark, str, str], ...]


class Part(Struct, frozen=True, gc=False, omit_defaults=True):
    """A titled piece of a page.

    `silent` is the sentence to show where nothing is said, `silence` why; where documents speak of
    it, `sentences` hold one that says in which places, with their notes. `remark` is about the
    page itself: what was typed, how many more there are. "run" is a list on one line. `level` is
    how much a finding matters; its title says so too.
    """

    key: str
    title: str
    sentences: tuple[Sentence, ...] = ()
    parts: tuple[Part, ...] = ()
    silent: str = ""
    silence: Silence = ""
    remark: str = ""
    style: Literal["prose", "list", "run", "questions"] = "list"
    level: Level | None = None
    matrix: Matrix | None = None


class Monograph(Struct, frozen=True, gc=False):
    """A page about a combination, ready to be printed in any format.

    `documents` are those in which its statements stand, with the cited sections, without words.
    `unread` are words of what was typed that nobody understood: every format says so first.
    """

    title: str
    slug: str
    view: View
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    statements: tuple[Statement, ...]
    data: str
    disclaimer: str
    substances: tuple[Substance, ...] = ()
    documents: tuple[Document, ...] = ()
    unread: tuple[str, ...] = ()
