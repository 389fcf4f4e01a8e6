"""For browsers: one page with a view for patients and one for professionals, or one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from markupsafe import Markup, escape
from msgspec.structs import replace

from composita.facts import Monograph, Note, View
from composita.publish.chapters import Chapter, chapter
from composita.publish.fragments import template_of
from composita.publish.sources import by_document, described, web_address


class Link(NamedTuple):
    title: str
    path: str


class Frame(NamedTuple):
    """What stands around a page. `root` leads to the site's first page; None: there is no site.

    `report` is an address to which errors are reported, "" for none; `indexed` says whether
    search in the text finds the page.
    """

    style: Markup
    root: str | None = None
    site: str = "Composita"
    links: Sequence[Link] = ()
    head: Markup = Markup()
    notice: Markup = Markup()
    scripts: Markup = Markup()
    report: str = ""
    indexed: bool = False


class Face(NamedTuple):
    """A page in one view: its chapters in order."""

    view: View
    chapters: Sequence[Chapter]


def publish(monograph: Monograph) -> str:
    """A page in one view that needs no other file."""
    chapters = [chapter(part, monograph.notes, monograph.view) for part in monograph.parts]
    return page(monograph, [Face(monograph.view, chapters)], alone())


def page(monograph: Monograph, faces: Sequence[Face], frame: Frame) -> str:
    """The page of a monograph, in the views for which its chapters are given."""
    notes = _numbered(chapter for face in faces for chapter in face.chapters)
    return template_of("monograph.html").render(
        frame=frame,
        title=monograph.title,
        data=monograph.data,
        disclaimer=monograph.disclaimer,
        faces=[(face.view, _shown(face.chapters, notes)) for face in faces],
        documents=[_document(cited) for cited in by_document(notes.values())],
    )


Place = tuple[str, str]  # a document and the title of its section


def _numbered(chapters: Iterable[Chapter]) -> dict[Place, Note]:
    """The notes of all chapters, each once, numbered in the order of the chapters."""
    notes: dict[Place, Note] = {}
    for note in (note for one in chapters for note in one.notes):
        if _place(note) not in notes:
            notes[_place(note)] = replace(note, number=len(notes) + 1)
    return notes


def _place(note: Note) -> Place:
    return note.document, note.section


class _Shown(NamedTuple):
    """A chapter with the numbers that its notes have on this page."""

    id: str
    title: str
    kind: str
    remark: str
    short: Markup
    foremost: Markup
    body: Markup

    @property
    def is_summed(self) -> bool:
        return bool(self.short or self.foremost) and self.kind != "product"


def _shown(chapters: Iterable[Chapter], notes: Mapping[Place, Note]) -> list[_Shown]:
    shown = []
    ids: Counter[str] = Counter()
    for one in chapters:
        ids[one.id] += 1
        id = one.id if ids[one.id] == 1 else f"{one.id}-{ids[one.id]}"
        numbers = {note.number: notes[_place(note)].number for note in one.notes}
        html = (part.filled(numbers) for part in (one.short, one.foremost, one.body))
        shown.append(_Shown(id, one.title, one.kind, one.remark, *html))
    return shown


class _Document(NamedTuple):
    """An entry of the list of sources: a document with the notes that cite it."""

    described: str
    title: str
    url: str
    notes: Markup


def _document(notes: list[Note]) -> _Document:
    first = notes[0]
    items = (f'<li id="n{n.number}"><b>{n.number}</b> {escape(n.section)}</li>\n' for n in notes)
    return _Document(described(first), first.title, web_address(first.url), Markup("".join(items)))


def alone() -> Frame:
    """For a page that stands alone, with the style sheet in it."""
    return Frame(Markup(f"<style>\n{asset('style.css')}</style>"))


def asset(name: str) -> str:
    """A file that pages share: style.css, or a script."""
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
