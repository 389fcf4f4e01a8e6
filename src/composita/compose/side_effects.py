"""Side effects: common, serious, other; each told once, with how often its sources say."""

from __future__ import annotations

from composita.compose.often import in_words
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.facts import Part, Sentence
from composita.store.reactions import COMMON, FREQUENCIES, Reaction
from composita.store.statements import Subject


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    sorted_out: dict[str, list[Reaction]] = {below.key: [] for below in heading.parts}
    for reaction in subject.reactions.values():
        sorted_out[_where(reaction)].append(reaction)
    if not any(sorted_out.values()):
        return page.part(heading, subject)
    parts = [_part(below, subject, page, sorted_out[below.key]) for below in heading.parts]
    if any("serious" in reaction.groups for reaction in sorted_out["common"]):
        parts = [_above(p, page) if p.key == "serious" and p.silence else p for p in parts]
    return page.part(heading, subject, parts=parts)


def _above(part: Part, page: Page) -> Part:
    """That all that is listed as serious stands among the common ones."""
    return Part(part.key, part.title, remark=page.words["reaction"]["above"])


def _where(reaction: Reaction) -> str:
    if "boxed" in reaction.groups:
        return "serious"
    if reaction.most >= COMMON:
        return "common"
    return "other" if reaction.groups.isdisjoint(("serious", "warning")) else "serious"


def _part(heading: Heading, subject: Subject, page: Page, found: list[Reaction]) -> Part:
    found.sort(key=lambda reaction: ("boxed" not in reaction.groups, -reaction.most))
    boxed = sum("boxed" in reaction.groups for reaction in found)
    shown = max(boxed, page.shown(heading, len(found)))
    sentences = [_sentence(reaction, page) for reaction in found[:shown]]
    return page.part(heading, subject, sentences, hidden=len(found) - shown)


def _sentence(reaction: Reaction, page: Page) -> Sentence:
    """ "drowsiness (somnolence): very common"."""
    details = ", ".join(filter(None, (in_words(reaction, page), _mark(reaction, page))))
    text = f"{plain(reaction.term, page)}: {details}" if details else plain(reaction.term, page)
    often = reaction.often and (FREQUENCIES[reaction.often[0]], FREQUENCIES[reaction.often[1]])
    return page.say(page.supported(text, reaction.said), reaction.said, often)


def _mark(reaction: Reaction, page: Page) -> str:
    """That it is boxed; or that it is listed as serious, where it stands among the common."""
    if "boxed" in reaction.groups:
        return page.words["reaction"]["boxed"]
    also = "serious" in reaction.groups and _where(reaction) == "common"
    return page.words["reaction"]["serious"] if also else ""
