"""Side effects: common, serious, other; each told once, with how often its sources say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from composita.compose.often import FREQUENCIES, Often, in_words, often
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.statements import Said, Subject, support
from composita.extract.vocabulary import lay
from composita.facts import AdverseReaction, Part, Sentence


class Reaction(NamedTuple):
    """One side effect under its everyday name, with all that is said of it."""

    said: Sequence[Said[AdverseReaction]]
    groups: frozenset[str]
    often: Often | None
    support: int

    @property
    def term(self) -> str:
        return self.said[0].value.term


def reactions(subject: Subject) -> dict[str, Reaction]:
    """The subject's side effects by everyday name, the best supported first."""
    by_name: dict[str, list[Said[AdverseReaction]]] = {}
    for said in subject.said(AdverseReaction):
        by_name.setdefault(key(said.value.term), []).append(said)
    found = [(name, _reaction(said)) for name, said in by_name.items()]
    return dict(sorted(found, key=lambda item: -item[1].support))


def key(term: str) -> str:
    """What is the same for all words for one side effect."""
    return lay(term).casefold()


def _reaction(said: list[Said[AdverseReaction]]) -> Reaction:
    groups = frozenset(s.value.group for s in said)
    return Reaction(said, groups, often(said), support(said))


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    sorted_out: dict[str, list[Reaction]] = {below.key: [] for below in heading.parts}
    for reaction in reactions(subject).values():
        sorted_out[_where(reaction)].append(reaction)
    if not any(sorted_out.values()):
        return page.part(heading, subject)
    parts = (_part(below, subject, page, sorted_out[below.key]) for below in heading.parts)
    return page.part(heading, subject, parts=parts)


def _where(reaction: Reaction) -> str:
    if "boxed" in reaction.groups:
        return "serious"
    if reaction.often and reaction.often[1] in ("common", "very common"):
        return "common"
    return "serious" if reaction.groups & {"serious", "warning"} else "other"


def _part(heading: Heading, subject: Subject, page: Page, found: list[Reaction]) -> Part:
    found.sort(key=_first)
    boxed = sum("boxed" in reaction.groups for reaction in found)
    shown = max(boxed, page.shown(heading, len(found)))
    sentences = [sentence(reaction, page) for reaction in found[:shown]]
    return page.part(heading, subject, sentences, hidden=len(found) - shown)


def _first(reaction: Reaction) -> tuple[bool, int]:
    how_often = FREQUENCIES.index(reaction.often[1]) if reaction.often else -1
    return "boxed" not in reaction.groups, -how_often


def sentence(reaction: Reaction, page: Page) -> Sentence:
    """ "drowsiness (somnolence): very common"."""
    details = ", ".join(filter(None, (in_words(reaction.said, page), _mark(reaction, page))))
    text = f"{plain(reaction.term, page)}: {details}" if details else plain(reaction.term, page)
    return page.say(page.supported(text, reaction.said), reaction.said, reaction.often)


def _mark(reaction: Reaction, page: Page) -> str:
    """That it is boxed; or that it is listed as serious, where it stands among the common."""
    if "boxed" in reaction.groups:
        return page.words["reaction"]["boxed"]
    also = "serious" in reaction.groups and _where(reaction) == "common"
    return page.words["reaction"]["serious"] if also else ""
