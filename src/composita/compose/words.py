"""The words of a view (`words.toml`), and small pieces of English."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from composita.facts import View

Words = Mapping[str, Mapping[str, str]]


@cache
def words(view: View) -> Words:
    """For each table of `words.toml`, key → the words for this view."""
    tables = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    column = 0 if view == "patient" else 1
    return {
        table: {key: text if isinstance(text, str) else text[column] for key, text in rows.items()}
        for table, rows in tables.items()
    }


def listed(items: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    *first, end = items
    return f"{', '.join(first)} {last} {end}" if first else end


def counted(count: int, noun: str) -> str:
    """ "1 document", "2 documents"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def number(value: float) -> str:
    """ "0.5", "25", "1,000,000"."""
    return f"{value:,.10g}"


def span(low: float, high: float, to: str = " to ") -> str:
    """ "25" or "25 to 50"."""
    return number(low) if low == high else f"{number(low)}{to}{number(high)}"


def capital(text: str) -> str:
    """The text with a capital letter in front, the rest as it was."""
    return text[:1].upper() + text[1:]
