"""Leaflets of the EMA's template: the headings inside their sections' text → sub-sections.

The template has a fixed heading for each topic, which these leaflets print as the beginning of a
paragraph: "Driving and using machines You may feel dizzy." No word is changed or left out: the
heading becomes the title where its end is certain, and stays in the text where it is not.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from msgspec.structs import replace

from composita.facts import Section

# A heading in the middle of a line comes after the end of a sentence.
_BEFORE = r"(?:^(?:• )?|(?<=[.:;!?)] ))"
_ENDS_HERE = re.compile(r"[ :.]*(?:\n|$)|:? (?=[A-Z•-])")


class Heading(NamedTuple):
    """A heading of the template; `named` where the medicine's name follows the pattern."""

    section: str
    pattern: re.Pattern[str]
    named: bool
    kind: str
    after: str


class _Found(NamedTuple):
    """Where a heading begins and where the text after it does, and what it says."""

    start: int
    end: int
    title: str
    kind: str


def number_of(title: str) -> str:
    """The number before a section's title: "2" for "2. What you need to know"; or ""."""
    number = re.match(r"(\d)\s*\.", title)
    return number.group(1) if number else ""


def divided(section: Section, names: Sequence[str]) -> Iterator[Section]:
    """The section, up to the first heading in its text, and a sub-section for each heading.

    `names` are what the leaflet calls the medicine. A section with tables stays as it is.
    """
    found = [] if section.tables else list(_apart(_headings(section, names)))
    starts = [heading.start for heading in found]
    yield replace(section, text=section.text[: starts[0]].rstrip(" \n•")) if found else section
    seen: Counter[str] = Counter()
    for heading, end in zip(found, [*starts[1:], len(section.text)], strict=False):
        seen[heading.kind] += 1
        again = f"_{seen[heading.kind]}" if seen[heading.kind] > 1 else ""
        id = f"{section.id}.{heading.kind}{again}"
        text = section.text[heading.end : end].strip(" \n")
        yield Section(id, heading.kind, heading.title, text, parent=section.id)


def _apart(headings: Iterable[_Found]) -> Iterator[_Found]:
    """The headings in reading order, without those that begin inside another."""
    end = -1
    for heading in sorted(headings):
        if heading.start > end:
            yield heading
            end = heading.start + len(heading.title)


def _headings(section: Section, names: Sequence[str]) -> Iterator[_Found]:
    ends: dict[str, int] = {}
    for heading in _template():
        behind = ends.get(heading.after, 0 if not heading.after else len(section.text))
        if heading.section != number_of(section.title):
            continue
        if match := heading.pattern.search(section.text, behind):
            ends[heading.kind] = match.end()
            yield _found(section.text, match, heading, names)


def _found(text: str, match: re.Match[str], heading: Heading, names: Sequence[str]) -> _Found:
    end = match.end() + (_name_at(text, match.end(), names) if heading.named else 0)
    if after := _ENDS_HERE.match(text, end):
        title = text[match.start() : end]
        return _Found(match.start(), after.end(), title.removeprefix("• "), heading.kind)
    title = match.group().removeprefix("• ")
    return _Found(match.start(), match.start(), title, heading.kind)


def _name_at(text: str, start: int, names: Sequence[str]) -> int:
    """How many characters the medicine's name has that stands there, with the space before it."""
    here = text[start : start + 100].lower()
    return max((len(name) + 1 for name in names if here.startswith(f" {name.lower()}")), default=0)


@cache
def _template() -> tuple[Heading, ...]:
    entries = tomllib.loads(files(__package__).joinpath("qrd.toml").read_text(encoding="utf-8"))[
        "heading"
    ]
    return tuple(_heading(**entry) for entry in entries)


def _heading(section: str, words: str, kind: str, after: str = "") -> Heading:
    pattern = re.compile(_BEFORE + "(?:" + words.removesuffix(" …") + ")", re.MULTILINE)
    return Heading(section, pattern, words.endswith(" …"), kind, after)
