"""One row of the list → its page, and what of its names the page could tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from markupsafe import Markup
from msgspec.structs import replace

from composita.errors import NotRecognised
from composita.facts import Monograph, Recognised, View
from composita.library import Library
from composita.publish import fhir, jsonld, markdown, reading
from composita.publish.chapters import Chapter, chapter
from composita.publish.fragments import template_of
from composita.publish.html import Face, page
from composita.site.frame import Settings, address_of, frame_of, root_of, shortened
from composita.site.medicines import Kept, Medicines, NameState
from composita.site.rows import Row

State = Literal["covered", "partly", "not", "moved"]


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
    """The texts of a page; `markdown` and the FHIR `bundle` are "" where nobody asked for them."""

    entry: Entry
    html: str
    markdown: str = ""
    bundle: str = ""


def made(row: Row, library: Library, medicines: Medicines, settings: Settings) -> Page:
    """The page of a row."""
    if row.instead:
        return _moved(row)
    try:
        asked = library.find(row.title).names
    except NotRecognised as unknown:
        return _short(
            row, (Name(shortened(row.title), "", "", "not recognised", unknown.near),), settings
        )
    names = tuple(_name(one, medicines) for one in asked)
    strangers = [name for name in names if name.state == "not recognised"]
    if len(strangers) == len(names) or (len(names) == 1 and names[0].state != "covered"):
        return _short(row, names, settings)
    return _known(row, asked, names, library, medicines, settings)


def _known(
    row: Row,
    asked: tuple[Recognised, ...],
    names: tuple[Name, ...],
    library: Library,
    medicines: Medicines,
    settings: Settings,
) -> Page:
    patient = library.page(asked, "patient", medicines.on)
    state = _state(names, patient)
    views = [patient]
    if state != "not":
        views.append(library.page(asked, "professional", medicines.on))
    faces = [Face(one.view, [*_chapters(one, asked, medicines)]) for one in views]
    notice = _notice(row, state, names, settings)
    frame = frame_of(row.path, row.title, settings, state != "not", notice)
    if state != "not":
        data = _data(patient, address_of(row.path, settings), asked, medicines)
        frame = frame._replace(head=frame.head + data + _beside(row, settings))
    text = markdown.publish(library.page(asked, "patient")) if settings.jekyll else ""
    entry = Entry(row, state, names, _grade(patient, asked, medicines))
    titled = replace(patient, title=shortened(row.title))
    bundle = _bundle(asked, views[-1], library) if settings.fhir and state != "not" else ""
    return Page(entry, page(titled, faces, frame), text, bundle)


def _bundle(asked: tuple[Recognised, ...], several: Monograph, library: Library) -> str:
    """For one medicine all that is said of it; for several what is said of them together."""
    return fhir.publish(several if several.substances[1:] else library.page(asked, "professional"))


def _chapters(
    monograph: Monograph, asked: Iterable[Recognised], medicines: Medicines
) -> Iterator[Chapter]:
    """The chapters of a page: those of medicines are there already."""
    kept = _kept(asked, monograph.view, medicines)
    for place, part in enumerate(monograph.parts):
        if place in kept:
            yield kept[place].chapter._replace(remark=part.remark)
        else:
            yield chapter(part, monograph.notes, monograph.view)


def _kept(asked: Iterable[Recognised], view: View, medicines: Medicines) -> dict[int, Kept]:
    """By its place on the page, what is kept of each medicine."""
    places: dict[str, int] = {}
    kept = {}
    for place, name in enumerate(asked):
        if name.substance and places.setdefault(name.substance.unii, place) == place:
            kept[place] = medicines.of(name.substance, view)
    return kept


def _data(
    patient: Monograph, address: str, asked: Iterable[Recognised], medicines: Medicines
) -> Markup:
    """The page for search engines. No sign in it could end a script."""
    kept = [one.data for one in _kept(asked, "patient", medicines).values()]
    told = jsonld.told(patient, apart_from={s.unii for s in patient.substances})
    made = Markup(jsonld.page(patient, address, [*kept, told]))
    return Markup('<script type="application/ld+json">{}</script>\n').format(made)


def _beside(row: Row, settings: Settings) -> Markup:
    """The way to the page's FHIR Bundle."""
    link = '<link rel="alternate" type="application/fhir+json" href="{}{}.fhir.json">\n'
    return Markup(link).format(root_of(row.path), row.path) if settings.fhir else Markup()


def _grade(patient: Monograph, asked: Iterable[Recognised], medicines: Medicines) -> float | None:
    kept = _kept(asked, "patient", medicines)
    told = [text for one in kept.values() for text in one.texts]
    rest = (part for place, part in enumerate(patient.parts) if place not in kept)
    return reading.grade_of([*told, *(text for part in rest for text in reading.texts_of(part))])


def _name(asked: Recognised, medicines: Medicines) -> Name:
    if asked.substance is None:
        return Name(shortened(asked.typed), "", "", "not recognised", asked.near)
    state = medicines.of(asked.substance, "patient").state
    return Name(asked.typed, asked.substance.name, asked.substance.unii, state)


def _state(names: tuple[Name, ...], page: Monograph) -> State:
    """A product of them all that has a label of its own covers them."""
    if any(part.key == "product" for part in page.parts):
        return "covered"
    covered = sum(name.state == "covered" for name in names)
    return "covered" if covered == len(names) else "partly" if covered else "not"


def _short(row: Row, names: tuple[Name, ...], settings: Settings) -> Page:
    """The short page for a title of which sources tell nothing."""
    title = shortened(row.title)
    frame = frame_of(row.path, row.title, settings, False, _notice(row, "not", names, settings))
    html = template_of("unsourced.html").render(frame=frame, title=title)
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
