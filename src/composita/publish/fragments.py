"""Parts of a page as HTML with holes where notes are cited, so that a part can stand on any page.

A medicine's part is rendered once; the numbers of its notes differ from page to page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain, zip_longest
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from composita.facts import Part, View
from composita.publish.parts import Cite, Writer

Notes = tuple[int, ...]

_HOLE = Markup("<cite/>")  # no escaped text can hold it


class Fragment(NamedTuple):
    """HTML in pieces; between one and the next stands a hole for some notes."""

    pieces: tuple[str, ...]
    cites: tuple[Notes, ...]

    def filled(self, numbers: Mapping[int, int]) -> Markup:
        """The HTML with these numbers in place of its own."""
        marks = {cite: _mark(numbers[number] for number in cite) for cite in set(self.cites)}
        holes = [marks[cite] for cite in self.cites]
        return Markup("".join(chain.from_iterable(zip_longest(self.pieces, holes, fillvalue=""))))


def _mark(numbers: Iterable[int]) -> str:
    """Links to notes, in rising order."""
    links = [f'<a href="#n{number}">{number}</a>' for number in sorted(numbers)]
    return f"<sup>{' '.join(links)}</sup>"


def inside(part: Part, place: str, view: View) -> Fragment:
    """What stands under the title of a part; `place` begins the ids of the sections in it."""
    return _holed(lambda cite: "".join(Writer(place, view, cite).inside(part, level=3)))


def rendered(template: str, **values: object) -> Fragment:
    """A template with holes where it calls `cite`."""
    return _holed(lambda cite: template_of(template).render(cite=cite, **values))


def _holed(write: Callable[[Cite], str]) -> Fragment:
    cites: list[Notes] = []

    def cite(notes: Notes) -> str:
        cites.append(notes)
        return _HOLE

    return Fragment(tuple(write(cite).split(_HOLE)), tuple(cites))


@cache
def template_of(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("composita.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
