"""What a person types for one medicine → an item: "T. Pregabalin 75 mg BD", "timolol eye drops"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from composita.check.sig import Sig, before, dose, sig, times, whole
from composita.check.tables import data
from composita.extract.numbers import NUMBER
from composita.facts import Item, Recognised

_LONGEST = 300  # characters of one item; a title of twelve substances has about 250

Find = Callable[[str], tuple[Recognised, ...]]


def item(text: str, find: Find) -> Item:
    """The item that a text names; `recognised` says where its name is not known."""
    typed = " ".join(text.split())
    words = before().sub("", typed[:_LONGEST]) or typed[:_LONGEST]
    read = sig(words)
    return Item(typed, _known(find, words, read), dose(read), bool(_forms().search(words)))


def pasted(text: str) -> tuple[str, ...]:
    """The items of a pasted list: one on each line, or with commas or semicolons between them.

    What says how a medicine is taken belongs to it: "Pregabalin 75 mg, one at night".
    """
    found: list[str] = []
    for line in text.split("\n"):
        pieces = [piece.strip(" •*-–\t") for piece in re.split(r";|,(?!\d)", _bare_line(line))]
        for place, piece in enumerate(filter(None, pieces)):
            if place and _says_how(piece):
                found[-1] += f", {piece}"
            else:
                found.append(piece)
    return tuple(found)


def _bare_line(line: str) -> str:
    """A line without the number or bullet that it begins with."""
    return re.sub(r"^\d+[.)]\s+", "", line.strip(" •*-–\t\r"))


def _says_how(piece: str) -> bool:
    """Whether a piece begins by saying how: "twice a day", "one at night", "take after food"."""
    words = before().sub("", piece)
    often = sig(words).often
    return often is not None and not re.sub(NUMBER, "", words[:often], count=1).strip()


def _known(find: Find, words: str, read: Sig) -> tuple[Recognised, ...]:
    """What the first wording came to of which all is known, or else most."""
    beyond = words[read.start :] if read.start else ""
    if "+" in beyond:
        return find(_bare(_without(words, read)))
    tried: list[tuple[Recognised, ...]] = []
    for name in dict.fromkeys(_wordings(words, read)):
        tried.append(find(name))
        if all(one.substance for one in tried[-1]):
            return tried[-1]
    return max(tried, key=lambda found: sum(bool(one.substance) for one in found))


def _wordings(words: str, read: Sig) -> Iterator[str]:
    """What the name may be: all but what says how, of "5 mg A" and "A 5 mg and B 10 mg"; the words
    before what says how; the whole; the words before the first number."""
    if read.start == 0 or _JOINS.search(words, read.start or len(words)):
        yield _bare(_without(words, read))
    yield _bare(words[: read.start or len(words)])
    yield words
    if number := re.search(r"\s[\d(]", words):
        yield _bare(words[: number.start()])


_JOINS = re.compile(r"\b(?:and|with)\b|&", re.IGNORECASE)


def _without(words: str, read: Sig) -> str:
    """A line without its strengths and how often: "A + B", of "A (5 mg) + B (10 mg) daily"."""
    for strength in reversed(read.strengths):
        words = words[: strength.start] + words[strength.end :]
    return re.sub(r"\(\s*\)", "", times().sub("", words))


def _bare(name: str) -> str:
    """A name without the form and the signs around it."""
    without = _forms().sub("", name).strip(" ,-–:(")
    return without or name.strip(" ,-–:(") or name


@cache
def _forms() -> re.Pattern[str]:
    return whole(data("routes")["forms"])
