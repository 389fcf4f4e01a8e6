"""How often a side effect comes, in each source's own measure, and as a range for comparing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from composita.compose.page import Page
from composita.compose.statements import Said, alike
from composita.compose.words import span
from composita.facts import AdverseReaction, Frequency

# Rarest first, and the percentages at which the next begins: see `AdverseReaction`.
FREQUENCIES: tuple[Frequency, ...] = ("very rare", "rare", "uncommon", "common", "very common")
_LIMITS = (0.01, 0.1, 1, 10)

Often = tuple[Frequency, Frequency]


def often(said: Iterable[Said[AdverseReaction]]) -> Often | None:
    """How often at the least and at the most, over all sources that say so."""
    ranges = [found for s in said if (found := _range(s.value))]
    if not ranges:
        return None
    least = min((low for low, _ in ranges), key=FREQUENCIES.index)
    return least, max((high for _, high in ranges), key=FREQUENCIES.index)


def _range(value: AdverseReaction) -> Often | None:
    if value.frequency in FREQUENCIES:
        return value.frequency, value.frequency
    if value.percent:
        low, high = value.percent
        return _class(low), _class(high)
    return ("common", "common") if value.group == "common" else None


def _class(percent: float) -> Frequency:
    return FREQUENCIES[bisect_right(_LIMITS, percent)]


def in_words(said: Sequence[Said[AdverseReaction]], page: Page) -> str:
    """The measures of all sources: a range for patients, each with its source otherwise."""
    stated = [s for s in said if _measure(s.value, page)]
    measures = alike(stated, lambda value: _measure(value, page))
    if len(measures) < 2:
        return measures[0][0] if measures else ""
    if page.view == "patient":
        return _in_short(said, page)
    return "; ".join(f"{text} ({page.who(_documents(of))})" for text, of in measures)


def _in_short(said: Sequence[Said[AdverseReaction]], page: Page) -> str:
    found = often(said)
    if not found:
        return page.words["often"]["unknown"]
    least, most = (page.words["often"][frequency] for frequency in found)
    if least == most:
        return most
    return page.words["reaction"]["disagree"].format(least=least, most=most)


def _documents(said: Iterable[Said[AdverseReaction]]) -> Iterable[str]:
    return dict.fromkeys(document for s in said for document in s.documents)


def _measure(value: AdverseReaction, page: Page) -> str:
    say = page.words["reaction"]
    if not value.percent:
        frequency = value.frequency or ("common" if value.group == "common" else "")
        return page.words["often"][frequency] if frequency else ""
    text = say["percent"].format(percent=span(*value.percent))
    if value.comparator:
        text += ", " + say["comparator"].format(percent=span(*value.comparator))
    return text
