"""What a person types for one medicine → an item: "T. Pregabalin 75 mg BD", "timolol eye drops"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from composita.extract.numbers import Amount, amounts
from composita.facts import Dose, Item, Recognised

_STRENGTHS = ("mg", "g", "ug", "[iU]", "meq", "mL")
_LONGEST = 300  # characters of one item; a title of twelve substances has about 250

Find = Callable[[str], tuple[Recognised, ...]]


def item(text: str, find: Find) -> Item:
    """The item that a text names; `recognised` says where its name is not known.

    The name ends where a strength or a word for how often begins, unless the whole is a name.
    """
    typed = " ".join(text.split())
    words = typed[:_LONGEST]
    strength = next((a for a in amounts(words) if a.unit in _STRENGTHS), None)
    how_often = _times().search(words)
    name = words[: _name_end(words, strength, how_often)].strip(" ,-–:(") or words
    local = _forms().search(words)
    bare = _forms().sub("", name).strip() or name
    return Item(typed, _known(find, bare, words), _dose(words, strength, how_often), bool(local))


def pasted(text: str) -> tuple[str, ...]:
    """The items of a pasted list: one on each line, or with commas or semicolons between them."""
    lines = (line.strip(" •*-–\t") for line in re.split(r"[\n;]|,(?!\d)", text))
    return tuple(re.sub(r"^\d+[.)]\s+", "", line) for line in lines if line)


def _known(find: Find, name: str, words: str) -> tuple[Recognised, ...]:
    found = find(name)
    if any(one.substance for one in found) or name == words:
        return found
    whole = find(words)
    return whole if any(one.substance for one in whole) else found


def _name_end(words: str, strength: Amount | None, how_often: re.Match[str] | None) -> int:
    counted = _counted().search(words)
    starts = (strength and strength.start, *(m and m.start() for m in (how_often, counted)))
    return min((start for start in starts if start), default=len(words))


def _dose(words: str, strength: Amount | None, how_often: re.Match[str] | None) -> Dose | None:
    """How much at a time and how often; a strength in brackets of two substances is not read."""
    if strength is None or "/" in words[strength.end : strength.end + 2]:
        return None
    count = _counted().search(words)
    number = float(count["count"]) if count else 1
    times = None if _needed().search(words) else _how_many(words, how_often)
    low, high = strength.low * number, strength.high * number
    often = (times, times) if times else None
    return Dose(low, high, strength.unit, per="dose", times_a_day=often)


def _how_many(words: str, how_often: re.Match[str] | None) -> int | None:
    """Times a day; "1-0-1" is twice."""
    if marks := _MARKS.search(words):
        return sum(mark != "0" for mark in marks.group().split("-"))
    if not how_often:
        return None
    said = how_often.group().casefold()
    return next(n for n, phrases in _times_file().items() if said in phrases)


_MARKS = re.compile(r"(?<!\d)[0-3]-[0-3]-[0-3](?:-[0-3])?(?!\d)")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.])(?P<count>\d(?:\.5)?)\s+(?:{'|'.join(_file()['count']['words'])})\b",
        re.IGNORECASE,
    )


@cache
def _times() -> re.Pattern[str]:
    phrases = (phrase for phrases in _times_file().values() for phrase in phrases)
    return _whole(phrases)


@cache
def _needed() -> re.Pattern[str]:
    return _whole(iter(_file()["needed"]["words"]))


@cache
def _forms() -> re.Pattern[str]:
    text = files(__package__).joinpath("routes.toml").read_text(encoding="utf-8")
    return _whole(iter(tomllib.loads(text)["forms"]))


def _whole(phrases: Iterator[str]) -> re.Pattern[str]:
    """Any of these as whole words, the longest first."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


@cache
def _times_file() -> dict[int, list[str]]:
    return {int(number): phrases for number, phrases in _file()["times"].items()}


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("sig.toml").read_text(encoding="utf-8"))
