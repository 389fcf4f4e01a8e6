"""What a label may name beside its own medicine: substances, classes, enzymes, foods, alcohol.

Shared by the extractors for interactions and contraindications. Classes are
`lexicons/classes.toml`, substances `lexicons/substances.tsv`; a class has one name however a
label spells it, a substance the name that the label gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import Any, Literal, NamedTuple

from composita.extract.text import Lexicon, Span, fold, lexicon_file, lexicon_rows
from composita.facts import Document

What = Literal["substance", "class", "enzyme", "food", "alcohol"]


class Partner(NamedTuple):
    """A thing named in a text, in one spelling; `unii` where it is a substance."""

    name: str
    what: What
    unii: str = ""


class Mention(NamedTuple):
    """Where a partner is named."""

    start: int
    end: int
    partner: Partner


@lru_cache(maxsize=64)  # several extractors read the same sections, one document after another
def mentions(text: str) -> tuple[Mention, ...]:
    """The partners that a text names, from left to right."""
    found: list[Mention] = []
    for span, partner in _lexicon().find(text):
        found.extend(_sharing_its_head(text, span, partner))
        found.append(Mention(span.start, span.end, partner))
    return tuple(found)


def _sharing_its_head(text: str, span: Span, partner: Partner) -> Iterator[Mention]:
    """ "Loop" and "potassium-sparing" in "loop, potassium-sparing and thiazide diuretics"."""
    if partner.what not in ("class", "enzyme") or not text.endswith(_JOINTS, 0, span.start):
        return
    begin = max(0, span.start - _LONGEST_ROW)
    head = span.words.split(maxsplit=1)[-1]
    if row := _ROW.search(text[begin : span.start]):
        for word in _IN_ROW.finditer(row.group()):
            if entry := known(f"{word.group()} {head}"):
                start = begin + row.start() + word.start()
                yield Mention(start, start + len(word.group()), entry)


def known(words: str) -> Partner | None:
    """The partner that just these words name."""
    return _entries().get(fold(words).replace("-", " "))


def own(document: Document) -> frozenset[str]:
    """The names and codes of what the document itself is about, and of its classes."""
    named: set[str] = set()
    for item in (part for made in document.products for part in made.ingredients):
        for name, unii in [(item.name, item.unii), *((m.name, m.unii) for m in item.moieties)]:
            named.update(_names_within(name))
            named.update([unii] if unii else [])
    return frozenset(named)


@lru_cache(maxsize=4096)
def is_own(partner: Partner, own: frozenset[str]) -> bool:
    """Whether it is what the document is about, in another spelling, salt or prodrug perhaps.

    "Dabigatran etexilate" is dabigatran's, and "phenytoin" fosphenytoin's.
    """
    if partner.name in own or (partner.unii != "" and partner.unii in own):
        return True
    return partner.what == "substance" and any(_is_form(partner.name, name) for name in own)


def _is_form(name: str, other: str) -> bool:
    first = name.partition(" ")[0]
    if len(first) < _SHORTEST_STEM or len(other) < _SHORTEST_STEM:
        return False
    return (
        f"{name} ".startswith(f"{other} ")
        or f"{other} ".startswith(f"{name} ")
        or (other.endswith(name) and other.startswith(_PRODRUGS))
    )


def _names_within(name: str) -> Iterator[str]:
    """The name itself, the substance that a salt's name holds, and the classes of that."""
    yield fold(name)
    for _, partner in _lexicon().find(name):
        yield from (code for code in (partner.name, partner.unii) if code)
        yield from _classes_of().get(partner.name, ())


def has_members(partner: Partner) -> bool:
    """Whether it is a class whose members are known, no vague word such as "antibiotics"."""
    return partner.name in _classes_with_members()


@cache
def _classes_with_members() -> frozenset[str]:
    return frozenset(name for classes in _classes_of().values() for name in classes)


@cache
def _classes_of() -> dict[str, list[str]]:
    return {name: classes.split("; ") for name, classes in lexicon_rows("own_classes")}


@cache
def _lexicon() -> Lexicon:
    return Lexicon(_entries())


@cache
def _entries() -> dict[str, Partner]:
    listed = lexicon_file("classes")
    entries = {
        name: Partner(called[0] if called else name, "substance", unii)
        for name, unii, *called in lexicon_rows("substances")
    }
    for what in ("alcohol", "food", "class"):
        for name, entry in listed[what].items():
            for words in (name, *entry.get("also", ())):
                entries |= dict.fromkeys(_forms(words, listed["generic"]), Partner(name, what))
    entries |= {words: Partner(name, "enzyme") for words, name in _enzymes(listed["enzyme"])}
    return {words.replace("-", " "): partner for words, partner in entries.items()}


def _forms(words: str, generic: list[str]) -> Iterator[str]:
    """A class name in lower case: singular and plural, "… agents", "… drugs", "… therapy"."""
    lowered = words.lower()
    yield from {lowered, _singular(lowered)}
    stem = next(
        (lowered.removesuffix(f" {end}") for end in generic if lowered.endswith(f" {end}")), ""
    )
    if stem:
        yield from (f"{stem} {end}" for end in (*generic, *map(_singular, generic)))
    elif " " not in lowered or lowered.endswith(_ADJECTIVES):
        yield from (f"{_singular(lowered)} {end}" for end in (*generic, *map(_singular, generic)))


def _enzymes(listed: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """ "strong CYP3A4 inhibitors", "strong inhibitors of CYP3A4", … → one spelling."""
    spellings = [(name, name) for name in listed["names"]] + list(listed["also"].items())
    for (words, name), role in product(spellings, listed["roles"]):
        for form in (role, _singular(role)):
            yield f"{words} {form}".lower(), f"{name} {role}"
            yield f"{form} of {words}".lower(), f"{name} {role}"
            for strength in listed["strengths"]:
                yield f"{strength} {words} {form}".lower(), f"{strength} {name} {role}"
                yield f"{strength} {form} of {words}".lower(), f"{strength} {name} {role}"


def _singular(words: str) -> str:
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words[:-1] if words.endswith("s") and not words.endswith(("ss", "us")) else words


_LONGEST_ROW = 50
_SHORTEST_STEM = 6
_PRODRUGS = ("fos", "val", "des", "es", "lis")
_JOINTS = (", ", " and ", " or ", "/")
# Words before a name, joined to it by commas, "and" or "or".
_ROW = re.compile(r"(?:[\w-]+(?:, (?:and |or )?| and | or |/))+$")
_IN_ROW = re.compile(r"[\w-]+(?=,| and | or |/)")
_ADJECTIVES = ("ants", "ics", "ives", "als")
