"""Jan Aushadhi: generic products sold in India, whose substances stand only in their names.

"Aceclofenac 100mg and Paracetamol 325mg Tablets" is taken apart only where each substance has
its own amount and nothing is left over: a wrong combination is worse than none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from composita.read.lists import Listing, Row, document, rows, text_of
from composita.read.register import Entry, listed

SOURCE = "in-janaushadhi"

_COLUMNS = ("Drug Code", "Generic Name")

_UNIT = r"(?:mg|mcg|gm?|iu|million iu|ml|% ?(?:w/w|w/v|v/v)?)"
_AMOUNT = re.compile(rf"\d[\d.]* ?{_UNIT}(?: ?(?:/|per) ?[\d.]* ?(?:ml|gm?))?(?!\w)", re.IGNORECASE)
_TOGETHER = re.compile(r"\((\d[\d.]*(?: ?/ ?\d[\d.]*)+) ?(mg)\)", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_NEXT = re.compile(r",| and |&|\+", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]|[A-Z]\d{0,2}")
_MOST_WORDS = 4


class _Part(NamedTuple):
    """A substance's name in a product's name, and the amounts beside it."""

    name: str
    amounts: tuple[str, ...]


def read(path: Path) -> Listing:
    """The products in the table at a path whose names say plainly what is in them."""
    table = list(rows(text_of(path, path.name), str(path), _COLUMNS, delimiter=","))
    plain = list(_products(table))
    problem = f"{len(table) - len(plain)} products do not say plainly what is in them: left out"
    problems = (problem,) if len(plain) < len(table) else ()
    return document(SOURCE, (path.name,), *problems), tuple(listed(SOURCE, plain))


def _products(table: list[Row]) -> Iterator[Entry]:
    for row in table:
        name = row["Generic Name"]
        parts = _parts(name)
        if form := _form(name) if parts else "":
            strength = " + ".join(amount for part in parts for amount in part.amounts)
            names = tuple(part.name for part in parts)
            yield Entry(row["Drug Code"], row, name, names, form, strength, sold=True)


def _parts(name: str) -> tuple[_Part, ...]:
    """What a product's name is made of; () where that is not plain."""
    together = _TOGETHER.search(name)
    amounts = [f"{n} {together[2]}" for n in re.split(" ?/ ?", together[1])] if together else []
    words = _BRACKETS.sub(_opened, _TOGETHER.sub(" ", name))
    parts = tuple(_part(part) for part in _NEXT.split(words))
    if len(amounts) == len(parts) and not any(part.amounts for part in parts):
        parts = tuple(
            _Part(part.name, (amount,)) for part, amount in zip(parts, amounts, strict=True)
        )
    counted = [len(part.amounts) for part in parts]
    each_has_one = counted == [1] * len(parts) or counted == [0]
    return parts if each_has_one and all(_is_name(part.name) for part in parts) else ()


def _opened(brackets: re.Match[str]) -> str:
    """Brackets around an amount or around words that name nothing are none."""
    words = brackets[1]
    is_plain = _AMOUNT.fullmatch(words.strip()) or all(map(_is_around, words.split()))
    return f" {words} " if is_plain else brackets[0]


def _part(words: str) -> _Part:
    amounts = tuple(" ".join(amount.split()) for amount in _AMOUNT.findall(words))
    left = _AMOUNT.sub(" ", words).split()
    while left and _is_around(left[-1]):
        left.pop()
    while left and left[0].lower() in _words()["around"]:
        left.pop(0)
    return _Part(" ".join(left), amounts)


def _form(name: str) -> str:
    return next((word for word in name.lower().split() if word in _words()["forms"]), "")


def _is_name(words: str) -> bool:
    named = words.split()
    return 0 < len(named) <= _MOST_WORDS and all(map(_is_part_of_name, named))


def _is_part_of_name(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and word not in _words()["never"] and not _is_around(word)


def _is_around(word: str) -> bool:
    return word.lower() in _words()["forms"] or word.lower() in _words()["around"]


@cache
def _words() -> dict[str, frozenset[str]]:
    lists = tomllib.loads(
        files(__package__).joinpath("janaushadhi.toml").read_text(encoding="utf-8")
    )
    return {name: frozenset(words) for name, words in lists.items()}
