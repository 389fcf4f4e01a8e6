"""A document: one edition of one text from a source, as its publisher cut it into sections.

Words are never changed: a section's text is what stands in the document with white space
folded, so that a passage (section, start, end) can always be shown to a person.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace


class Passage(Struct, frozen=True, gc=False, array_like=True):
    """Where words stand: characters `start` to `end` of one section of one document.

    `hash` is that of the words (see `words_hash`), so that a passage can be checked against a
    copy of the document that somebody else has read.
    """

    document: str
    section: str
    start: int
    end: int
    hash: str


class Source(Struct, frozen=True, gc=False, omit_defaults=True):
    """A publisher of documents: its card in `read/sources.toml`, carried along by each pack.

    `address` may hold `{set_id}`. `words` says whether its sentences may be published. `kind`
    says what its documents are; `short` what a page calls one of them: "US label". `publishable`
    is false where it is not clear that its facts may stand on a public site.
    """

    id: str
    name: str
    publisher: str
    address: str
    licence: str
    words: bool
    market: str
    pack: str
    kind: Literal["label", "leaflet", "register", "names", "list"] = "list"
    short: str = ""
    publishable: bool = True


class Moiety(Struct, frozen=True, gc=False, omit_defaults=True):
    """A substance as a document names it; `unii` is None where the document gives no code."""

    name: str
    unii: str | None = None


class Ingredient(Struct, frozen=True, gc=False, omit_defaults=True):
    """An active ingredient as printed. `moieties` is empty where the document does not say.

    `strength` is the printed amount, for instance "75 mg" or "5 mg / 5 mL"; `strength_of` names
    the substance that it weighs where that is not the ingredient itself (a salt's moiety).
    """

    name: str
    unii: str | None = None
    moieties: tuple[Moiety, ...] = ()
    strength: str = ""
    strength_of: str = ""


class Product(Struct, frozen=True, gc=False, omit_defaults=True):
    """One thing sold under a document: brand, form, routes and active ingredients."""

    name: str
    ingredients: tuple[Ingredient, ...]
    form: str = ""
    routes: tuple[str, ...] = ()
    code: str = ""


class Cell(Struct, frozen=True, gc=False, omit_defaults=True):
    """A table cell: characters `start` to `end` of the section's text, and how far it spans."""

    start: int
    end: int
    columns: int = 1
    rows: int = 1
    header: bool = False


class Table(Struct, frozen=True, gc=False, omit_defaults=True):
    """A table inside a section's text; rows of cells as printed, spans not expanded."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


class Section(Struct, frozen=True, gc=False, omit_defaults=True):
    """A titled piece of a document.

    `id` is unique in the document and stays the same when it is read again; `kind` is our word
    for it from `read/sections.toml` ("" where we have none) and is inherited from the section
    around it; `code` is the LOINC code, if the document gives one. In `text`, "\\n" ends a
    paragraph, and list items begin with "• " (nested ones with two more spaces in front).
    `speaks` are the topics whose words stand in it: see `extract/topics.py`.
    """

    id: str
    kind: str
    title: str
    text: str = ""
    code: str = ""
    parent: str = ""
    tables: tuple[Table, ...] = ()
    speaks: tuple[str, ...] = ()


class Document(Struct, frozen=True, gc=False, omit_defaults=True):
    """One edition of one text. Dates are ISO 8601; "" means that the document does not say.

    `id` is `source:set_id`, and the language and market where there are several: reading a newer
    edition replaces the older one, and never that in another language or for another `market`.
    `problems` lists what in the document could not be read, in words for a person.
    """

    source: str
    set_id: str
    title: str
    products: tuple[Product, ...] = ()
    sections: tuple[Section, ...] = ()
    version: str = ""
    date: str = ""
    retrieved: str = ""
    language: str = "en"
    labeler: str = ""
    url: str = ""
    problems: tuple[str, ...] = ()
    market: str = ""

    @property
    def id(self) -> str:
        language = "" if self.language == "en" else self.language
        return ":".join((self.source, self.set_id, *filter(None, (language, self.market))))

    def section(self, id: str) -> Section | None:
        return next((s for s in self.sections if s.id == id), None)

    def without_words(self) -> Document:
        """The same document with nothing but the names and the topics of its sections."""
        bare = tuple(replace(section, text="", tables=()) for section in self.sections)
        return replace(self, sections=bare)

    def passage(self, section: Section, start: int, end: int) -> Passage:
        """The passage for characters `start` to `end` of one of this document's sections."""
        return Passage(self.id, section.id, start, end, words_hash(section.text[start:end]))


def words_hash(words: str) -> str:
    """12 hexadecimal digits of BLAKE2b over the words in UTF-8."""
    return blake2b(words.encode(), digest_size=6).hexdigest()
