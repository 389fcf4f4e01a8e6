"""What a label says comes of an interaction: effects, whose level changes, why, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from composita.extract.asked import is_to_patients
from composita.extract.cases import case
from composita.extract.changes import Direction, changes, direction, sure
from composita.extract.cues import Cue
from composita.extract.others import Page
from composita.extract.partners import Mention
from composita.extract.sayings import Saying
from composita.facts import Action, Interaction

Mechanism = Literal["", "enzyme", "transporter", "absorption", "pharmacodynamic"]


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
    told = [] if "stopping" in tags else list(changes(text, [*saying.above, *saying.cues]))
    return _Told(
        _action(text, saying, cues),
        [cue for cue in (*saying.above, *saying.cues) if _comes_of_it(text, saying, cue)],
        sure(told),
        next((how for how in _MECHANISMS if f"mechanism {how}" in tags), ""),
        direction(page, saying, told),
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
