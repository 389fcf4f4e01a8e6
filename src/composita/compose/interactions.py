"""What sources say about taking it with other things: the most forceful advice first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from composita.compose.outline import Heading
from composita.compose.page import Page, Shown
from composita.compose.plain import plain
from composita.facts import Action, Interaction, Part, Sentence
from composita.store.said import Said, support
from composita.store.statements import Subject

ACTIONS: tuple[Action, ...] = get_args(Action)

_EFFECTS_FOR_PATIENTS = 3

Told = Sequence[Shown]  # interactions and contraindications that name one other thing


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    by_action: dict[Action, list[list[Said[Any]]]] = {action: [] for action in ACTIONS}
    for told in by_other(_shown(subject, page)).values():
        by_action[strongest(told)].append(told)
    room = page.shown(heading, sum(map(len, by_action.values())))
    parts, hidden = [], 0
    for action, others in by_action.items():
        others.sort(key=support, reverse=True)
        shown = others if action == "contraindicated" else others[:room]
        room, hidden = max(0, room - len(shown)), hidden + len(others) - len(shown)
        parts.append(_part(page, action, shown))
    return page.part(heading, subject, parts=parts, hidden=hidden)


def _shown(subject: Subject, page: Page) -> list[Said[Interaction]]:
    """For patients what documents say: a list of pairs with levels would drown it."""
    said = subject.said(Interaction)
    return [one for one in said if not one.value.level] if page.view == "patient" else said


def by_other(interactions: Iterable[Said[Interaction]]) -> dict[str, list[Said[Any]]]:
    """Interactions by the other thing's folded name."""
    by_name: dict[str, list[Said[Any]]] = {}
    for said in interactions:
        by_name.setdefault(said.value.other.casefold(), []).append(said)
    return by_name


def _part(page: Page, action: Action, others: Iterable[Sequence[Said[Any]]]) -> Part:
    sentences = tuple(_line(page, told) for told in others)
    return Part(f"action {action}", page.words["action"][action], sentences, style="run")


def _line(page: Page, told: Sequence[Said[Any]]) -> Sentence:
    """ "opioids – slow breathing – avoid (US label), take care (EU leaflet)"."""
    text = plain(told[0].value.other, page) + effects(told, page) + differing(told, page)
    return page.say(page.supported(text, told), told)


def strongest(told: Told) -> Action:
    """The most forceful of the actions named."""
    named = {_action(said) for said in told}
    return next(action for action in ACTIONS if action in named)


def _action(said: Shown) -> Action:
    return said.value.action if isinstance(said.value, Interaction) else "contraindicated"


def advised(name: str, told: Told, other: str, page: Page) -> str:
    """ "Sources of A: avoid it together with opioids – slow breathing – avoid (US label), …"."""
    advice = page.words["advised"][strongest(told)].format(name=name, other=other)
    return f"{advice}{effects(told, page)}{differing(told, page)}."


def effects(told: Told, page: Page) -> str:
    """ " – slow breathing, drowsiness", or nothing where no source names an effect."""
    stated = [said.value for said in told if isinstance(said.value, Interaction)]
    terms = list(dict.fromkeys(effect for value in stated for effect in value.effects))
    if not terms:
        return ""
    shown = terms[:_EFFECTS_FOR_PATIENTS] if page.view == "patient" else terms
    text = f" – {', '.join(plain(term, page) for term in shown)}"
    hidden = len(terms) - len(shown)
    return text + page.words["interaction"]["more"].format(count=hidden) if hidden else text


def differing(told: Told, page: Page) -> str:
    """The other actions that are named too; with who names which, where the sources differ."""
    by_action: dict[Action, set[str]] = {}
    for said in told:
        if action := _action(said):
            by_action.setdefault(action, set()).update(said.documents)
    short = page.words["action_short"]
    first, *others = [action for action in ACTIONS if action in by_action] or [""]
    if not others:
        return ""
    if all(by_action[action] <= by_action[first] for action in others):
        also = ", ".join(short[action] for action in others)
        return page.words["interaction"]["also"].format(actions=also)
    each = (f"{short[action]} ({page.who(by_action[action])})" for action in (first, *others))
    return f" – {', '.join(each)}"
