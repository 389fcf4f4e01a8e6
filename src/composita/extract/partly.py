"""Whether a fact was understood with its whole clause, or only in part.

A clause may hold words that bear a field, such as "if", "initially" or "every 8 hours". Where the
fact has not that field, nobody may tell it as if it were whole. The words are rows of
`lexicons/partly.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from composita.extract.medicine import Medicine
from composita.extract.numbers import NUMBER, UNIT, amounts
from composita.extract.phrases import pattern
from composita.extract.text import lexicon_file
from composita.facts import Dose


class Mark(NamedTuple):
    """A row: words that bear a field, the words read over first, and the fields that tell it."""

    words: re.Pattern[str]
    frames: re.Pattern[str]
    told_by: tuple[str, ...]
    reach: str


class Stated(NamedTuple):
    """A dose in the clause that states it, from `start` to `end` of its words.

    `since` and `until` are where the doses before and behind it end and begin. `lead` are the words
    that lead the clause or its list, `title` what stands above both.
    """

    words: str
    start: int
    end: int
    since: int
    until: int
    lead: str = ""
    title: str = ""

    @property
    def own(self) -> str:
        """The words of the dose itself, without brackets."""
        return _BRACKETS.sub(" ", self.words[self.start : self.end])

    @property
    def clause(self) -> str:
        return f"{self.lead} {self.words}".lower()

    @property
    def led(self) -> str:
        return f"{self.lead} {self.words[: self.end]}".lower()

    @property
    def near(self) -> str:
        return self.words[self.since : self.until].lower()


def each_stated(
    words: str, found: Sequence[tuple[int, int, Dose]], lead: str, title: str
) -> Iterator[tuple[Dose, Stated]]:
    """The doses found in a clause, each with the words around it."""
    since = 0
    for (start, end, dose), following in zip_longest(found, found[1:]):
        until = max(end, following[0]) if following else len(words)
        yield dose, Stated(words, start, end, min(since, start), until, lead, title)
        since = end


def is_partly(dose: Dose, stated: Stated, medicine: Medicine) -> bool:
    """Whether the clause says more of a dose than the dose does."""
    return (
        dose.unit in lexicon_file("partly")["counts"]["units"]
        or _is_cut(stated)
        or not _is_lead_told(dose, stated, medicine)
        or any(_is_untold(dose, mark, stated) for mark in _marks("dose"))
    )


def _is_cut(stated: Stated) -> bool:
    """Whether it is one of two amounts, or half of a range: "100 mg to 200 mg", "25 or 50 mg"."""
    before, behind = stated.words[: stated.start], stated.words[stated.end :]
    several = sum(1 for _ in amounts(stated.own)) > 1
    return several or bool(_JOINED_BEFORE.search(before) or _JOINED_BEHIND.match(behind))


def _is_lead_told(dose: Dose, stated: Stated, medicine: Medicine) -> bool:
    """Whether the dose says what it is for, or its title and its lead name nothing."""
    if dose.condition or dose.case or dose.renal:
        return True
    words = _WORD.findall(f"{stated.title} {stated.lead} {_lead_in(stated)}".lower())
    return all(word in _lead_words() or word in medicine.words for word in words)


def _lead_in(stated: Stated) -> str:
    """The words before the last colon before the dose, and what opens the clause: "For gout, …"."""
    before = stated.words[: stated.start]
    opening = _OPENING.match(before)
    return f"{before.rpartition(':')[0]} {opening.group() if opening else ''}"


def _is_untold(dose: Dose, mark: Mark, stated: Stated) -> bool:
    words = mark.frames.sub(" ", getattr(stated, mark.reach))
    return bool(mark.words.search(words)) and not any(_tells(dose, by) for by in mark.told_by)


def _tells(dose: Dose, by: str) -> bool:
    """Whether the dose has a field, or a field with such a value."""
    field, _, value = by.partition("=")
    held = getattr(dose, field)
    return value in str(held) if value and held else bool(held)


def is_partly_boxed(text: str, start: int) -> bool:
    """Whether words before a term in a box make it a sign, a cause, or a title elsewhere."""
    opening = max((stop.end() for stop in _STOPS.finditer(text, 0, start)), default=0)
    before = _BRACKETS.sub(" ", text[max(opening, start - _LONGEST) : start].lower())
    return any(m.words.search(m.frames.sub(" ", before)) for m in _marks("box"))


@cache
def _lead_words() -> frozenset[str]:
    return frozenset(lexicon_file("partly")["lead"]["words"])


@cache
def _marks(kind: str) -> tuple[Mark, ...]:
    lists = lexicon_file("partly")["lists"]
    return tuple(
        Mark(
            pattern(row["words"], lists),
            pattern(row.get("frames", ()), lists),
            tuple(row.get("told_by", ())),
            row.get("in", ""),
        )
        for row in lexicon_file("partly")[kind].values()
    )


_LONGEST = 400  # characters of a clause in a box that are looked at
_STOPS = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)\. |[\n;•]|\] ")  # "e.g. this" goes on
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_OPENING = re.compile(r"\s*(?:For|In|As|With|During|After|Before)\b[^,.;:]{3,120},")
_AMOUNT = rf"{NUMBER}\s?(?:{UNIT})?"
_JOINED_BEFORE = re.compile(
    rf"{_AMOUNT}(?:\s\w+)?\s*(?:,|,?\s(?:or|and|to)|-|–)\s*$", re.IGNORECASE
)
_JOINED_BEHIND = re.compile(rf"\s*(?:,|,?\s?(?:or|and|to)\s|-|–)\s*{_AMOUNT}", re.IGNORECASE)
