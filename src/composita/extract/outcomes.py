"""What a label says comes of an interaction: effects, whose level changes, why, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from composita.extract.asked import is_to_patients
from composita.extract.cases import case
from composita.extract.cues import Cue, between
from composita.extract.others import Page
from composita.extract.partners import Mention
from composita.extract.sayings import Saying
from composita.facts import Action, Interaction

Mechanism = Literal["", "enzyme", "transporter", "absorption", "pharmacodynamic"]
Direction = Literal["", "this", "other", "both"]


class _Change(NamedTuple):
    """A level or effect that rises or falls, and where the words about it end."""

    effect: str
    start: int
    end: int


class _Told(NamedTuple):
    """What a saying tells of all that it names; `effects` are cues, near some of them or all."""

    action: Action
    effects: list[Cue]
    changed: list[str]
    mechanism: Mechanism
    direction: Direction


def outcomes(page: Page, saying: Saying) -> Iterator[tuple[Mention, Interaction]]:
    """What a piece says of each of the partners that it names."""
    told = _told(page, saying)
    for mention in saying.partners:
        action = "contraindicated" if page.forbids(mention.start) else told.action
        spans = (saying.lead, (saying.start, saying.end))
        named = (cue.tag for cue in told.effects if _is_near(saying, mention, cue))
        yield (
            mention,
            Interaction(
                other=mention.partner.name,
                what=mention.partner.what,
                action=action,
                effects=tuple(dict.fromkeys([*map(_effect, named), *told.changed])),
                mechanism=told.mechanism,
                direction=told.direction,
                case=case(page.section.text, mention, *spans) if action else "",
            ),
        )


def _told(page: Page, saying: Saying) -> _Told:
    text, cues = page.section.text, [*saying.cues, *saying.above, *saying.after]
    tags = {cue.tag for cue in cues}
    changes = [] if "stopping" in tags else list(_changes(text, [*saying.above, *saying.cues]))
    return _Told(
        _action(text, saying, cues),
        [cue for cue in (*saying.above, *saying.cues) if _comes_of_it(text, saying, cue)],
        _sure({change.effect for change in changes}),
        next((how for how in _MECHANISMS if f"mechanism {how}" in tags), ""),
        _direction(page, saying, changes),
    )


def _action(text: str, saying: Saying, cues: Iterable[Cue]) -> Action:
    """The most forceful thing to do that is said; "not within 2 hours" is to separate."""
    said = {cue.tag.removeprefix("action ") for cue in cues if _is_action(text, saying, cue)}
    words = text[saying.start : saying.end]
    if said and (_FOR_HOURS.search(words) or ("avoid" in said and _WITHIN.search(words))):
        return "separate"
    return next((action for action in _ACTIONS if action in said), "")


def _is_action(text: str, saying: Saying, cue: Cue) -> bool:
    """An action, but for "within 4 hours after" it, which only tells when something happens."""
    if not cue.tag.startswith("action "):
        return False
    if cue.tag != "action separate" or cue.start >= saying.end:
        return True
    return not _WHEN.search(text[saying.start : cue.start])


def _comes_of_it(text: str, saying: Saying, cue: Cue) -> bool:
    """Whether a cue is an effect of both together, and not what one of them is for."""
    if not cue.tag.startswith("effect "):
        return False
    start, end = saying.lead if cue.start < saying.start else (saying.start, saying.end)
    if _TREATED.search(text, max(start, cue.start - _LONGEST_USE), cue.start):
        return False
    return not is_to_patients(text) or bool(_CAUSES.search(text, start, end))


def _is_near(saying: Saying, mention: Mention, effect: Cue) -> bool:
    """Whether an effect may be meant for a partner: in the lead, or not too far in the piece."""
    apart = effect.start < saying.start or not saying.start <= mention.start < saying.end
    return apart or abs(effect.start - mention.start) < _FAR


def _effect(tag: str) -> str:
    return tag.removeprefix("effect ")


def _sure(changed: set[str]) -> list[str]:
    """Changes, unless two of them contradict each other."""
    return sorted(effect for effect in changed if _opposite(effect) not in changed)


def _changes(text: str, cues: Iterable[Cue]) -> Iterator[_Change]:
    """What rises or falls: "increases the level", "levels are increased"."""
    told = [cue for cue in cues if cue.tag.startswith(("change ", "of "))]
    for first, second in pairwise(told):
        gap = text[first.end : second.start]
        if first.tag.startswith("change ") and second.tag.startswith("of ") and _NEXT.match(gap):
            yield _change(first, second)
        elif first.tag.startswith("of ") and second.tag.startswith("change ") and _IS.match(gap):
            yield _change(second, first)


def _change(change: Cue, thing: Cue) -> _Change:
    of = thing.tag.removeprefix("of ")
    more = (change.tag == "change more") != (of == "removal")
    effect = f"{'increased' if more else 'reduced'} {'effect' if of == 'effect' else 'level'}"
    return _Change(effect, thing.start, thing.end)


def _direction(page: Page, saying: Saying, changes: Iterable[_Change]) -> Direction:
    """Whose level or effect changes: that of what stands next to the words for it."""
    whose = {_whose(page, saying, change) for change in changes}
    return "both" if whose >= {"this", "other"} else max(whose, default="")


def _whose(page: Page, saying: Saying, change: _Change) -> Direction:
    text = page.section.text
    if after := _OF.match(text, change.end):
        others = between(saying.partners, after.end(), after.end() + 1)
        own = between(page.own, after.end(), after.end() + 1)
    else:
        near = (change.start - _BEFORE, change.start)
        others = [m for m in between(saying.partners, *near) if _is_its(text, m.end, change)]
        own = [name for name in between(page.own, *near) if _is_its(text, name.end, change)]
    return "other" if others else "this" if own else ""


def _is_its(text: str, end: int, change: _Change) -> bool:
    """Whether a name that ends at `end` owns the level: "digoxin serum levels"."""
    return bool(_ITS.fullmatch(text, end, change.start))


def _opposite(effect: str) -> str:
    more = effect.replace("reduced", "increased")
    return effect.replace("increased", "reduced") if more == effect else more


_ACTIONS: tuple[Action, ...] = get_args(Action)
_MECHANISMS: tuple[Mechanism, ...] = get_args(Mechanism)[1:]
# What a medicine is used for, or what stands in brackets, is no effect of taking both.
_TREATED = re.compile(
    r"(?:\([^)]*|\b(?:treat\w*|prevent\w*|reliev\w*|used (?:for|in|to)|therapy for"
    r"|(?:medicines?|medications?|drugs?|products?|tablets?) (?:used )?(?:for|against)"
    r"|(?:to|who) (?:lower|reduce|control|manage|fight|help)|control of|(?:patients|people) with"
    r"|(?:you|who|they|patients|child) (?:have|had|has)|history of|suffer from)\b[^.;:]{0,80})$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?:(?! and )[^,;.]){0,50}$")
_IS = re.compile(
    r"(?: of [\w-]+)?(?: (?:is|are|was|were|may|can|be|been|has|have|significantly)){0,4} $"
)
_CAUSES = re.compile(
    r"\b(?:caus|lead|result|increas|risk|may|might|could|worsen|enhanc|additive|develop|experienc"
    r"|get|can (?!be used))",
    re.IGNORECASE,
)
_LONGEST_USE = 150
_FOR_HOURS = re.compile(
    r"\bnot\b[^.;]{0,60}\bfor (?:at least )?[\w.]+ hours? (?:before|after|prior)", re.IGNORECASE
)
_WITHIN = re.compile(r"\bwithin (?:\w+ ){0,2}hours?\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:within (?:[\w.]+ ){1,3}$|monitor|observe|even when|occur)", re.IGNORECASE)
_FAR = 250  # characters from a partner; beyond, the words are about another
_BEFORE = 50  # characters for "digoxin serum levels"
_ITS = re.compile(
    r"(?:[’']s)? (?:(?:serum|plasma|blood|trough|peak|mean|systemic|steady-state|renal) ){0,2}"
)
_OF = re.compile(r" (?:of|for|to) (?:the |both |oral |concomitant(?:ly administered)? |other )?")
