"""One row of the list → its page, and what of its names the page could tell."""

from __future__ import annotations

from typing import Literal, NamedTuple

from markupsafe import Markup

from composita.errors import NotRecognised
from composita.facts import Monograph, Part, Recognised
from composita.library import Library
from composita.publish import markdown, reading
from composita.publish.chapters import chapter
from composita.publish.fragments import template_of
from composita.publish.html import Face, page
from composita.site.frame import Settings, frame_of, root_of, shortened
from composita.site.rows import Row

State = Literal["covered", "partly", "not", "moved"]
NameState = Literal["covered", "named only", "not covered", "not recognised"]


class Name(NamedTuple):
    """One name of a title, and whether sources cover it."""

    typed: str
    substance: str
    unii: str
    state: NameState
    near: tuple[str, ...] = ()


class Entry(NamedTuple):
    """What the site's lists say of a page. `grade` is how hard the patient view is to read."""

    row: Row
    state: State
    names: tuple[Name, ...]
    grade: float | None = None


class Page(NamedTuple):
    """The texts of a page; `markdown` is "" where nobody asked for it."""

    entry: Entry
    html: str
    markdown: str = ""


def made(row: Row, library: Library, settings: Settings) -> Page:
    """The page of a row."""
    if row.instead:
        return _moved(row)
    try:
        asked = library.find(row.title)
        views = [
            library.monograph(row.title, "patient"),
            library.monograph(row.title, "professional"),
        ]
    except NotRecognised as unknown:
        return _unknown(row, unknown.near, settings)
    return _known(row, asked, views, settings)


def _known(
    row: Row, asked: tuple[Recognised, ...], views: list[Monograph], settings: Settings
) -> Page:
    patient = views[0]
    names = tuple(_name(one, part) for one, part in zip(asked, patient.parts, strict=False))
    state = _state(names)
    shown = views if state != "not" else views[:1]
    faces = [Face(m.view, [chapter(part, m.notes, m.view) for part in m.parts]) for m in shown]
    notice = _notice(row, state, names, settings)
    html = page(patient, faces, frame_of(row.path, row.title, settings, state != "not", notice))
    entry = Entry(row, state, names, reading.grade(patient))
    return Page(entry, html, markdown.publish(patient) if settings.jekyll else "")


def _name(asked: Recognised, part: Part) -> Name:
    if asked.substance is None:
        return Name(shortened(asked.typed), "", "", "not recognised", asked.near)
    state: NameState = "not covered"
    if not part.silence:
        told = any(_speaks(below) for below in part.parts if below.key != "generic_name")
        state = "covered" if told else "named only"
    return Name(asked.typed, asked.substance.name, asked.substance.unii, state)


def _speaks(part: Part) -> bool:
    return bool(part.sentences) or any(map(_speaks, part.parts))


def _state(names: tuple[Name, ...]) -> State:
    covered = sum(name.state == "covered" for name in names)
    return "covered" if covered == len(names) else "partly" if covered else "not"


def _unknown(row: Row, near: tuple[str, ...], settings: Settings) -> Page:
    """The short page for a title of which no name is known."""
    title = shortened(row.title)
    names = (Name(title, "", "", "not recognised", near),)
    frame = frame_of(row.path, row.title, settings, False, _notice(row, "not", names, settings))
    html = template_of("unknown.html").render(frame=frame, title=title)
    text = markdown.unsourced(title) if settings.jekyll else ""
    return Page(Entry(row, "not", names), html, text)


def _notice(row: Row, state: State, names: tuple[Name, ...], settings: Settings) -> Markup:
    """What the page does not cover, with links to the pages of near names."""

    def link(name: str) -> str:
        path = settings.paths.get(name.casefold())
        return f"{root_of(row.path)}{path}.html" if path else ""

    linked = [(name, [(near, link(near)) for near in name.near]) for name in names]
    return Markup(template_of("notice.html").render(state=state, names=linked))


def _moved(row: Row) -> Page:
    """A page that leads on to the one of the same title."""
    target = f"{root_of(row.path)}{row.instead}.html"
    html = template_of("moved.html").render(target=target, title=shortened(row.title))
    return Page(Entry(row, "moved", ()), html)
