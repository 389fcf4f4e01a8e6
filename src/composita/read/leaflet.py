"""Patient leaflets in Markdown, as Singapore publishes them: the same headings throughout.

A general guide ("how to instil eye drops") is about no medicine, and is not read as a leaflet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from composita.errors import UnreadableDocument
from composita.facts import Document, Ingredient, Product, Section
from composita.read import armour
from composita.read.cards import address, section_kinds
from composita.read.language import language_of
from composita.read.markdown import Part, parts, without_struck
from composita.read.struck import told
from composita.read.titled import substances_of

SOURCE = "sg-leaflets"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UPDATED = re.compile(
    r"last updated(?: on)?:?\s*([a-z]{3})[a-z]*\.? ((?:19|20)\d\d)", re.IGNORECASE
)
_REVIEWED = re.compile(
    r"last reviewed on\s+(?:[a-z]+, )?([a-z]{3})[a-z]* (\d\d?), ((?:19|20)\d\d)", re.IGNORECASE
)
_HAS_HEADING = re.compile(rb"^(?:#|---|===)", re.MULTILINE)


class _Heading(NamedTuple):
    id: str
    kind: str
    pattern: re.Pattern[str]


def recognises(head: bytes, name: str) -> bool:
    """Any Markdown with a heading: `read` says what is wrong with one that is no leaflet."""
    return name.lower().endswith((".md", ".markdown")) and bool(_HAS_HEADING.search(head))


def read(data: bytes, where: str) -> Iterator[Document]:
    """The leaflet in a Markdown file."""
    text, struck = without_struck(armour.text(data, where))
    titled, *below = [part for part in parts(text) if part.heading] or [Part("", "", ())]
    sections = tuple(_sections(below))
    if not titled.heading or not any(s.kind == "indications" for s in sections):
        why = "no leaflet about one medicine: it has no heading that says what it is for"
        raise UnreadableDocument(where, why)
    ingredients = substances_of(titled.heading)
    set_id = re.sub(r"\W+", "-", titled.heading.lower()).strip("-")
    yield Document(
        source=SOURCE,
        set_id=set_id,
        title=titled.heading,
        products=(Product(titled.heading, ingredients),) if ingredients else (),
        sections=sections,
        date=_date(text),
        language=language_of("", " ".join(s.text for s in sections)),
        url=address(SOURCE, set_id),
        problems=(*_doubt(ingredients), *told(struck)),
    )


def _doubt(ingredients: tuple[Ingredient, ...]) -> tuple[str, ...]:
    return () if ingredients else ("its title does not name one medicine",)


def _sections(below: Sequence[Part]) -> Iterator[Section]:
    seen: Counter[str] = Counter()
    for number, part in enumerate(below, 1):
        known = next((h for h in _headings() if h.pattern.match(part.heading)), None)
        id, kind = (known.id, known.kind) if known else (f"s{number}", "other")
        seen[id] += 1
        id += f"_{seen[id]}" if seen[id] > 1 else ""
        yield Section(id, kind, part.heading, part.text, tables=part.tables)


def _date(text: str) -> str:
    """When it was last updated, else reviewed, for instance "2025-01"; "" where it does not say."""
    if updated := _UPDATED.search(text):
        return _iso(updated[2], updated[1])
    if reviewed := _REVIEWED.search(text):
        return _iso(reviewed[3], reviewed[1], reviewed[2])
    return ""


def _iso(year: str, month: str, *day: str) -> str:
    if month.lower() not in _MONTHS:
        return ""
    return "-".join([year, f"{_MONTHS.index(month.lower()) + 1:02}", *(d.zfill(2) for d in day)])


@cache
def _headings() -> tuple[_Heading, ...]:
    entries = section_kinds()["sg"].items()
    return tuple(_Heading(id, e["kind"], _beginning(e["heading"])) for id, e in entries)


def _beginning(heading: str) -> re.Pattern[str]:
    return re.compile(heading, re.IGNORECASE)
