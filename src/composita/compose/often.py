"""How often a side effect comes, in words: each source's own measure, or a range."""

from __future__ import annotations

from collections.abc import Mapping

from composita.compose.page import Page
from composita.compose.words import number, span
from composita.facts import AdverseReaction
from composita.store.reactions import FREQUENCIES, Reaction
from composita.store.said import together


def in_words(reaction: Reaction, page: Page) -> str:
    """The measures of all sources: a range for patients, each with its source otherwise."""
    measures = together(reaction.said, lambda value: _measure(value, page))
    measures.pop("", None)
    if len(measures) < 2:
        return next(iter(measures), "")
    if page.view == "patient":
        return _in_short(reaction, page)
    return "; ".join(f"{text} ({page.who_says(said)})" for text, said in measures.items())


def _in_short(reaction: Reaction, page: Page) -> str:
    if not reaction.often:
        return page.words["often"]["unknown"]
    least, most = (page.words["often"][FREQUENCIES[place]] for place in reaction.often)
    if least == most:
        return most
    return page.words["reaction"]["disagree"].format(least=least, most=most)


def _measure(value: AdverseReaction, page: Page) -> str:
    say = page.words["reaction"]
    if not value.percent:
        frequency = value.frequency or ("common" if value.group == "common" else "")
        return page.words["often"][frequency] if frequency else ""
    text = say["percent"].format(percent=_share(*value.percent, say))
    if value.comparator:
        text += ", " + say["comparator"].format(percent=_share(*value.comparator, say))
    return text


def _share(low: float, high: float, say: Mapping[str, str]) -> str:
    """ "3 to 9"; "up to 1" for what is from 0 on, and for what was printed as "<1"."""
    return span(low, high) if low or not high else say["up_to"].format(percent=number(high))
