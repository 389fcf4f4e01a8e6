"""What a label says comes of an interaction: effects, whose level changes, why, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from composita.extract.cues import Cue, between
from composita.extract.partners import Mention
from composita.extract.text import Span
from composita.facts import Action, Interaction, Section

Mechanism = Literal["", "enzyme", "transporter", "absorption", "pharmacodynamic"]
Direction = Literal["", "this", "other", "both"]


class Page(NamedTuple):
    """A section, the partners that it names, and where it names the label's own medicine."""

    section: Section
    mentions: list[Mention]
    own: list[Span]


class Saying(NamedTuple):
    """A piece of a text that names partners, and the cues in it and in what goes on after it."""

    start: int
    end: int
    denied: bool
    partners: list[Mention]
    cues: list[Cue]
    after: list[Cue]


class _Change(NamedTuple):
    """A level or effect that rises or falls, and where the words about it end."""

    effect: str
    start: int
    end: int


def value(page: Page, saying: Saying, mention: Mention) -> Interaction:
    """What a piece says of one of the partners that it names."""
    tags = [cue.tag for cue in (*saying.cues, *saying.after)]
    changes = list(_changes(saying.cues))
    forbidden = page.section.kind == "contraindications"
    return Interaction(
        other=mention.partner.name,
        what=mention.partner.what,
        action="contraindicated" if forbidden else _action(tags),
        effects=_effects(saying.cues, changes),
        mechanism=next((how for how in _MECHANISMS if f"mechanism {how}" in tags), ""),
        direction=_direction(page, saying, changes),
    )


def _action(tags: Iterable[str]) -> Action:
    """The most forceful thing to do that is said."""
    said = {tag.removeprefix("action ") for tag in tags if tag.startswith("action ")}
    return next((action for action in _ACTIONS if action in said), "")


def _effects(cues: Iterable[Cue], changes: Iterable[_Change]) -> tuple[str, ...]:
    """Named effects and changes; none of two changes that contradict each other."""
    named = [cue.tag.removeprefix("effect ") for cue in cues if cue.tag.startswith("effect ")]
    told = {change.effect for change in changes}
    sure = [effect for effect in told if _opposite(effect) not in told]
    return tuple(dict.fromkeys([*named, *sorted(sure)]))


def _changes(cues: Iterable[Cue]) -> Iterator[_Change]:
    """ "increased level", "reduced effect": a change and the next thing that it can be of."""
    told = [cue for cue in cues if cue.tag.startswith(("change ", "of "))]
    for change, thing in pairwise(told):
        if change.tag.startswith("change ") and thing.tag.startswith("of "):
            of = thing.tag.removeprefix("of ")
            more = (change.tag == "change more") != (of == "removal")
            effect = (
                f"{'increased' if more else 'reduced'} {'effect' if of == 'effect' else 'level'}"
            )
            yield _Change(effect, thing.start, thing.end)


def _direction(page: Page, saying: Saying, changes: Iterable[_Change]) -> Direction:
    """Whose level or effect changes: that of what stands next to the words for it."""
    whose = {_whose(page, saying, change) for change in changes}
    return "both" if whose >= {"this", "other"} else max(whose, default="")


def _whose(page: Page, saying: Saying, change: _Change) -> Direction:
    if after := _OF.match(page.section.text, change.end):
        first, last = after.end(), after.end() + 1
    else:
        first, last = change.start - _BEFORE, change.start
    if between(saying.partners, first, last):
        return "other"
    return "this" if between(page.own, first, last) else ""


def _opposite(effect: str) -> str:
    more = effect.replace("reduced", "increased")
    return effect.replace("increased", "reduced") if more == effect else more


_ACTIONS: tuple[Action, ...] = get_args(Action)
_MECHANISMS: tuple[Mechanism, ...] = get_args(Mechanism)[1:]
_BEFORE = 30  # characters for "digoxin serum levels"
_OF = re.compile(r" (?:of|for|to) (?:the |both |oral |concomitant(?:ly administered)? |other )?")
