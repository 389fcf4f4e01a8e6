"""Parts of a page as HTML with holes where notes are cited, so that a part can stand on any page.

A medicine's part is rendered once; the numbers of its notes differ from page to page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, zip_longest
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from composita.facts import Part, View
from composita.publish.bars import steps

Cite = tuple[int, ...]

_HOLE = Markup("<cite/>")  # no escaped text can hold it
_BLANK = re.compile(r"\s*\n\s*")  # between tags: texts are of one line


class Fragment(NamedTuple):
    """HTML in pieces; between one and the next stands a hole for some notes."""

    pieces: tuple[str, ...]
    cites: tuple[Cite, ...]

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
    return rendered("part.html", part=part, place=place, professional=view == "professional")


def rendered(template: str, place: str, **values: object) -> Fragment:
    """A template with holes where it calls `cite`; `anchor` gives each section an id of its own."""
    cites: list[Cite] = []
    given: dict[str, int] = {}

    def cite(notes: Cite) -> Markup:
        cites.append(notes)
        return _HOLE

    def anchor(key: str) -> str:
        id = f"{place}-{key.replace(' ', '-')}"
        given[id] = given.get(id, 0) + 1
        return id if given[id] == 1 else f"{id}-{given[id]}"

    html = _BLANK.sub("\n", template_of(template).render(cite=cite, anchor=anchor, **values))
    return Fragment(tuple(html.split(_HOLE)), tuple(cites))


@cache
def template_of(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("composita.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["steps"] = steps
    return environment
