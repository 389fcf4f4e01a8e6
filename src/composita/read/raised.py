"""Raised characters: a note's mark is no part of the word or number that it stands at, a power is.

Which it is, the words around it tell (`raised.toml`). Marks of notes are taken away, raised or not
(`*`, `†` …): the notes themselves stay.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

RAISED, RAISED_END = "\ufdd9", "\ufdda"  # around raised words: noncharacters, see blocks.py

_PLAIN = "0123456789+-()abcdefghijklmnoprstuvwxyz"
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_UP = str.maketrans(_PLAIN + "−–", _HIGH + "⁻⁻")
_DOWN = str.maketrans(_HIGH, _PLAIN)

_FAR = 24  # characters around it that can tell what it is
_ELEMENT = f"{RAISED}[^{RAISED_END}]*{RAISED_END}"
_FOUND = re.compile(f" ?(?:{_ELEMENT}(?: ?{_ELEMENT})*|[{_HIGH}]+(?:[,–][{_HIGH}]+)*)")
_SIGNS = re.compile(r"(?<=[^\W_]|[%)\]])[*†‡§¶‖#]+(?=[\s.,;:)\]|\ufdd0-\ufdda]|$)")


class Row(NamedTuple):
    """What raised words become between words that end, and words that begin, in these ways."""

    words: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    becomes: str
    reason: str
    example: str
    right: str


def settled(text: str) -> str:
    """A text in which each raised character stands for what it is, and no mark of a note stands."""
    return _SIGNS.sub("", _FOUND.sub(_settled, text).replace("  ", " "))


def raised(words: str) -> str:
    """Words in raised characters, as far as there are such."""
    return words.translate(_UP)


def _settled(found: re.Match[str]) -> str:
    words = re.sub(f"[{RAISED}{RAISED_END}]", "", found[0]).translate(_DOWN).strip()
    before = found.string[max(0, found.start() - _FAR) : found.start()]
    after = found.string[found.end() : found.end() + _FAR]
    space = " " if found[0].startswith(" ") else ""
    row = next(r for r in rows() if _fits(r, words, before + space, after))
    return _as(row.becomes, words, space)


def _fits(row: Row, words: str, before: str, after: str) -> bool:
    return bool(row.words.fullmatch(words) and row.before.search(before) and row.after.match(after))


def _as(becomes: str, words: str, space: str) -> str:
    match becomes:
        case "nothing":
            return ""
        case "raised":
            return space + raised(words)
        case "label":
            return f"{space}{raised(words)} "
        case "apart":
            return f" {words}"
        case "plain":
            return space + words
    return becomes


@cache
def rows() -> tuple[Row, ...]:
    """The rows of `raised.toml`, in order."""
    table = tomllib.loads(files(__package__).joinpath("raised.toml").read_text(encoding="utf-8"))
    mark = table["mark"].replace("\\\n", "").replace("S", table["signs"])
    return tuple(_row(mark, **row) for row in table["row"])


def _row(mark: str, words: str, before: str = "", after: str = "", **rest: str) -> Row:
    marked = re.compile(words.replace("{mark}", mark))
    return Row(marked, re.compile(before), re.compile(after), **rest)
