"""What is not a medicine's label for people: records of patients, labels for animals, homeopathic
dilutions … (`refused.toml`). Nothing of them is stored, and what they are is said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from composita.errors import LeftOut
from composita.facts import Document

Sign = Literal["root", "loinc", "marketing", "resource", "field"]


class Words(NamedTuple):
    """A pattern that tells what a document is, and in which of its words it is looked for."""

    what: str
    where: Literal["strength", "title", "contents", "text"]
    pattern: re.Pattern[str]
    reason: str
    example: str


def refuse(sign: Sign, values: Iterable[str], where: str) -> None:
    """Raises `LeftOut` where one of these values says that a file is no label."""
    found = set(values)
    if what := next((what for value, what in _table()[sign].items() if value in found), ""):
        raise LeftOut(where, _told(what))


def refused(document: Document) -> str:
    """Why a document that was read is not stored; "" where it is."""
    fits = (row.what for row in words_that_tell() if _says(document, row))
    return next(map(_told, fits), "")


def _told(what: str) -> str:
    return f"this is {what}: nothing of it is stored"


def _says(document: Document, row: Words) -> bool:
    return any(map(row.pattern.search, _PLACES[row.where](document)))


def _strengths(document: Document) -> Iterator[str]:
    return (i.strength for product in document.products for i in product.ingredients)


def _titles(document: Document) -> Iterator[str]:
    yield document.title
    yield from (product.name for product in document.products)
    yield from (section.title for section in document.sections)


def _contents(document: Document) -> Iterator[str]:
    yield document.title
    yield from (s.text for s in document.sections if s.kind == "contents")


def _texts(document: Document) -> Iterator[str]:
    return (section.text for section in document.sections)


_PLACES = {"strength": _strengths, "title": _titles, "contents": _contents, "text": _texts}


@cache
def words_that_tell() -> tuple[Words, ...]:
    """The rows of `words`."""
    rows = _table()["words"]
    return tuple(Words(**{**row, "pattern": re.compile(row["pattern"])}) for row in rows)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("refused.toml").read_text(encoding="utf-8"))
