"""Whose level or effect an interaction changes, and which way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from composita.extract.cues import Cue, between
from composita.extract.others import Page
from composita.extract.sayings import Saying

Direction = Literal["", "this", "other", "both"]


class Change(NamedTuple):
    """A level or effect that rises or falls, and where the words about it end."""

    effect: str
    start: int
    end: int


def changes(text: str, cues: Iterable[Cue]) -> Iterator[Change]:
    """What rises or falls: "increases the level", "levels are increased"."""
    told = [cue for cue in cues if cue.tag.startswith(("change ", "of "))]
    for first, second in pairwise(told):
        gap = text[first.end : second.start]
        if first.tag.startswith("change ") and second.tag.startswith("of ") and _NEXT.match(gap):
            yield _change(first, second)
        elif first.tag.startswith("of ") and second.tag.startswith("change ") and _IS.match(gap):
            yield _change(second, first)


def _change(change: Cue, thing: Cue) -> Change:
    of = thing.tag.removeprefix("of ")
    more = (change.tag == "change more") != (of == "removal")
    effect = f"{'increased' if more else 'reduced'} {'effect' if of == 'effect' else 'level'}"
    return Change(effect, thing.start, thing.end)


def direction(page: Page, saying: Saying, told: Iterable[Change]) -> Direction:
    """Whose level or effect changes: that of what stands next to the words for it."""
    whose = {_whose(page, saying, change) for change in told}
    return "both" if whose >= {"this", "other"} else max(whose, default="")


def sure(told: Iterable[Change]) -> list[str]:
    """The effects of changes, unless two of them contradict each other."""
    effects = {change.effect for change in told}
    return sorted(effect for effect in effects if _opposite(effect) not in effects)


def _whose(page: Page, saying: Saying, change: Change) -> Direction:
    text = page.section.text
    if after := _OF.match(text, change.end):
        others = between(saying.partners, after.end(), after.end() + 1)
        own = between(page.own, after.end(), after.end() + 1)
    else:
        near = (change.start - _BEFORE, change.start)
        others = [m for m in between(saying.partners, *near) if _is_its(text, m.end, change)]
        own = [name for name in between(page.own, *near) if _is_its(text, name.end, change)]
    return "other" if others else "this" if own else ""


def _is_its(text: str, end: int, change: Change) -> bool:
    """Whether a name that ends at `end` owns the level: "digoxin serum levels"."""
    return bool(_ITS.fullmatch(text, end, change.start))


def _opposite(effect: str) -> str:
    more = effect.replace("reduced", "increased")
    return effect.replace("increased", "reduced") if more == effect else more


_NEXT = re.compile(r"(?:(?! and )[^,;.]){0,50}$")
_IS = re.compile(
    r"(?: of [\w-]+)?(?: (?:is|are|was|were|may|can|be|been|has|have|significantly)){0,4} $"
)
_BEFORE = 50  # characters for "digoxin serum levels"
_ITS = re.compile(
    r"(?:[’']s)? (?:(?:serum|plasma|blood|trough|peak|mean|systemic|steady-state|renal) ){0,2}"
)
_OF = re.compile(r" (?:of|for|to) (?:the |both |oral |concomitant(?:ly administered)? |other )?")
