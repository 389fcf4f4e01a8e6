"""The words of `words.toml`, read once: phrases with what they stand for, and patterns of units."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from composita.store.typed import form_words

Role = Literal[
    "name", "unread", "strength", "count", "often", "form", "before", "inert", "not", "join",
    "aside", "number", "plus", "slash", "dash", "comma", "hard", "open", "close", "sign",
]  # fmt: skip


class Often(NamedTuple):
    """How often: `times` a day, at a `moment` of the day, every so many `hours`, or as `needed`.

    `counts` are how many at each time of one day ("1-0-2"), without the empty ones.
    """

    times: int | None = None
    moment: str = ""
    hours: float | None = None
    needed: bool = False
    counts: tuple[float, ...] = ()


class Phrase(NamedTuple):
    """What some words stand for: `often` is how often, `each` the fewest and the most at a time."""

    role: Role
    often: Often | None = None
    each: tuple[float, float] | None = None


_WORD = re.compile(r"[^\W_]+|[^\w\s]")


def key(text: str) -> tuple[str, ...]:
    """The words and signs of a text in lower case: what phrases are compared by."""
    return tuple(_WORD.findall(text.casefold()))


@cache
def words(name: str) -> Mapping[str, Any]:
    """One table of the file."""
    table: Mapping[str, Any] = _file()[name]
    return table


@cache
def listed(name: str) -> frozenset[str]:
    """The words that a table lists."""
    return frozenset(words(name)["words"])


@cache
def phrases() -> Mapping[tuple[str, ...], Phrase]:
    """Every phrase by its words. Of two that are alike, the one that says more counts."""
    return {key(text): phrase for text, phrase in (*_beside(), *_of_time())}


@cache
def first_words() -> frozenset[str]:
    """The words and signs with which a phrase begins: most words begin none."""
    return frozenset(words[0] for words in phrases())


def _beside() -> Iterator[tuple[str, Phrase]]:
    yield from _each(form_words(), Phrase("form"))
    for table, role in _TABLES:
        yield from _each(words(table)["words"], Phrase(role))
    for text, number in words("numbers").items():
        if text.isalpha() and text != "a":
            yield text, Phrase("count", each=(number, number))


_TABLES: tuple[tuple[str, Role], ...] = (
    ("forms", "form"), ("local", "form"), ("asides", "aside"), ("reasons", "aside"),
    ("before", "before"), ("joins", "join"), ("inert", "inert"), ("not_taken", "not"),
)  # fmt: skip


def _of_time() -> Iterator[tuple[str, Phrase]]:
    for count, texts in words("times").items():
        yield from _each(texts, Phrase("often", Often(times=int(count))))
    for moment, texts in words("moments").items():
        yield from _each(texts, Phrase("often", Often(moment=moment)))
    for text, hours in words("every").items():
        yield text, Phrase("often", Often(hours=hours))
    yield from _each(words("needed")["words"], Phrase("often", Often(needed=True)))


def _each(texts: Iterable[str], phrase: Phrase) -> Iterator[tuple[str, Phrase]]:
    return ((text, phrase) for text in texts)


def any_of(texts: Iterable[str]) -> str:
    """A pattern for any of these, the longest first; a blank may be several, or none."""
    ordered = sorted(texts, key=len, reverse=True)
    return "|".join(re.escape(text).replace(r"\ ", r"\s*") for text in ordered)


def is_local(text: str) -> bool:
    """Whether a form acts where it is put: "eye drops"."""
    return " ".join(text.casefold().split()) in listed("local")


@cache
def families() -> Mapping[str, str]:
    """A form → the family of forms that it belongs to; no others can be compared."""
    table = words("families").items()
    return {form: family for family, forms in table for form in forms}


def is_everyday(text: str) -> bool:
    """Whether all of these words are of everyday language, and no medicine by themselves."""
    return listed("everyday").issuperset(text.casefold().split())


def is_bare(text: str) -> bool:
    """Whether a text is one word that says nothing else than a name can."""
    return text.isalpha() and key(text) not in phrases() and not is_everyday(text)


def is_container(text: str) -> bool:
    """Whether a form is what a medicine comes in: a pen, a bottle."""
    return text.casefold() in listed("containers")


def is_sort(text: str) -> bool:
    """Whether a word says of which sort a substance is."""
    return text.casefold() in listed("sorts")


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
