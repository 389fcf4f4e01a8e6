"""What a label may name beside its own medicine: substances, classes, enzymes, foods, alcohol.

Shared by the extractors for interactions and contraindications. Classes are
`lexicons/classes.toml`, substances `lexicons/substances.tsv`; a class has one name however a
label spells it, a substance the name that the label gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any, Literal, NamedTuple

from composita.extract.text import Lexicon, fold, lexicon_file, lexicon_rows
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


def mentions(text: str) -> list[Mention]:
    """The partners that a text names, from left to right."""
    return [Mention(span.start, span.end, partner) for span, partner in _lexicon().find(text)]


def known(words: str) -> Partner | None:
    """The partner that just these words name."""
    return _entries().get(fold(words).replace("-", " "))


def own(document: Document) -> frozenset[str]:
    """The names and codes of what the document itself is about."""
    named: set[str] = set()
    for item in (part for made in document.products for part in made.ingredients):
        for name, unii in [(item.name, item.unii), *((m.name, m.unii) for m in item.moieties)]:
            named.update(_names_within(name))
            named.update([unii] if unii else [])
    return frozenset(named)


def is_own(partner: Partner, own: frozenset[str]) -> bool:
    return partner.name in own or (partner.unii != "" and partner.unii in own)


def _names_within(name: str) -> Iterator[str]:
    """The name itself and the substance that a salt's name holds."""
    yield fold(name)
    for _, partner in _lexicon().find(name):
        yield from (code for code in (partner.name, partner.unii) if code)


@cache
def _lexicon() -> Lexicon:
    return Lexicon(_entries())


@cache
def _entries() -> dict[str, Partner]:
    listed = lexicon_file("classes")
    entries = {name: Partner(name, "substance", unii) for name, unii in lexicon_rows("substances")}
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


_ADJECTIVES = ("ants", "ics", "ives", "als")
