"""Which of the things that a text names are others, and which are the label's own medicine.

A label names its own medicine by its class too, and a class only to say what its member is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from composita.extract.cues import between
from composita.extract.partners import Mention, is_own
from composita.extract.text import Span
from composita.facts import Section


class Page(NamedTuple):
    """A section, the partners that it names, and where it names the label's own medicine.

    `forbidden` is where to be named is to be forbidden.
    """

    section: Section
    mentions: tuple[Mention, ...]
    own: list[Span]
    forbidden: list[tuple[int, int]]

    @property
    def is_home(self) -> bool:
        """Whether interactions are what the section is about."""
        return self.section.kind in HOME

    def forbids(self, place: int) -> bool:
        return any(start <= place < end for start, end in self.forbidden)


def knowing_own_class(page: Page, mine: frozenset[str]) -> Page:
    """The page, where naming the class of the label's medicine names the medicine."""
    text = page.section.text
    named = [
        Span(m.start, m.end, text[m.start : m.end])
        for m in page.mentions
        if is_own(m.partner, mine)
    ]
    return page._replace(own=sorted(page.own + named)) if named else page


def own_kin(page: Page) -> frozenset[str]:
    """The classes that a text counts its own medicine among, and what becomes of it in the body."""
    kinds = ("class", "substance") if "metaboli" in page.section.text else ("class",)
    named = (m for m in page.mentions if m.partner.what in kinds)
    return frozenset(m.partner.name for m in named if _counts_own(page, m))


def others(page: Page, mine: frozenset[str]) -> list[Mention]:
    """The partners on a page that are neither its own medicine nor named for something else."""
    return [m for i, m in enumerate(page.mentions) if _is_other(page, i, mine)]


def _is_other(page: Page, index: int, mine: frozenset[str]) -> bool:
    """Not the label's own medicine, its own class only as "other …"; not "antibiotic effect"."""
    text, mention = page.section.text, page.mentions[index]
    follows = _ADJECTIVE.match(text, mention.end)
    if follows and not (follows["effect"] and text[mention.end - 1] == "s"):
        return False
    if mention.partner.what == "enzyme":
        return not _counts_own(page, mention)
    if mention.partner.what != "class":
        return not is_own(mention.partner, mine)
    before = text[max(0, mention.start - _CLOSE) : mention.start]
    if _explains_another(page, index) or _THIS_IS.search(before):
        return False
    if not is_own(mention.partner, mine):
        return True
    return bool(_OTHER.search(before)) and not _AS_ONE.search(before)


def _explains_another(page: Page, index: int) -> bool:
    """Whether a class only says what is beside it: "X, an antibiotic", "vaccines called Y"."""
    text, here = page.section.text, page.mentions[index]
    before, after = page.mentions[max(0, index - 1) : index], page.mentions[index + 1 : index + 2]
    return any(_IS_ONE.fullmatch(text, m.end, here.start) for m in before) or any(
        _CONTAINING.fullmatch(text, here.end, m.start) for m in after
    )


def _counts_own(page: Page, mention: Mention) -> bool:
    """ "NSAIDs, including …", "as with all NSAIDs", "… is an NSAID"; "its metabolite, …".

    Not where one class of several is named: "with SNRIs and SSRIs, including …".
    """
    text, start, end = page.section.text, mention.start, mention.end
    near = max(0, start - _CLOSE)
    if mention.partner.what == "substance":
        return bool(_BECOMES.search(text, near, start))
    if _ADJECTIVE.match(text, end):
        return False
    if (tells := _INCLUDING.match(text, end)) and between(page.own, tells.end(), tells.end() + 1):
        return not _ONE_OF_SEVERAL.search(text, near, start)
    if _AS_ONE.search(text, near, start):
        return True
    before = between(page.own, start - _CLOSE, start)
    return bool(before and _IS_A.fullmatch(text, before[-1].end, start))


def without_apart(text: str, found: Iterable[Mention], apart: Iterable[int]) -> list[Mention]:
    """The mentions but for those just after some places, each with what is listed after it."""
    places, kept, last = list(apart), list[Mention](), None
    for mention in found:
        begins = any(0 <= mention.start - place < _NEAR for place in places)
        if begins or (last and _are_listed(text, last, mention)):
            last = mention
        else:
            kept.append(mention)
            last = None
    return kept


def _are_listed(text: str, first: Mention, second: Mention) -> bool:
    """Whether only commas, "or", "such as" and the like stand between two mentions."""
    return bool(_LISTED.fullmatch(text, first.end, second.start))


HOME = ("interactions", "food")
_NEAR, _CLOSE = 30, 60
_ADJECTIVE = re.compile(
    r"[ -](?:(?P<effect>effects?|actions?|activity|responses?|trials?|efficacy|propert\w+"
    r"|dos(?:e|es|age|ages|ing)\b(?! (?:above|over|greater|more|higher|exceeding|of|[>≥]))"
    r"|potency)|(?<=-)(?:like|sensitive|free|na[iï]ve|resistant)|toxicity|intoxication|synthesis"
    r"|stimulation|release|excretion|receptors?|malignant)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:(?<!any )(?:an)?other|additional|dual [\w() -]+ with) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"[\s,()]*(?:including|such as|like|e\.g\.,?)\s+", re.IGNORECASE)
_BECOMES = re.compile(r"\b(?:metabolites?,?|metabolized to)(?: [\w-]+)? $", re.IGNORECASE)
_AS_ONE = re.compile(
    r"\b(?:as with|like|similar to) (?:all|other|any|many) (?:[\w-]+ ){0,2}$", re.IGNORECASE
)
_NO_JOINT = r"(?!(?:and|or|with|without|not|to|of|in|on|by|for) )[\w-]+"
_IS_A = re.compile(
    rf"(?: {_NO_JOINT}){{0,3}}"
    rf"(?:(?: is|,)? an? (?:{_NO_JOINT} ){{0,3}}|,? (?:or|and) (?:any )?other (?:[\w-]+ )?)"
)
_ONE_OF_SEVERAL = re.compile(r"(?:\band|\bor|,|/|\))\s*$")
_CONTAINING = re.compile(
    r"\s(?:[\w-]+ ){0,3}?(?:containing|that contains?|called|known as) (?:the substance )?",
    re.IGNORECASE,
)
_IS_ONE = re.compile(
    r"(?:,| \() ?(?:an?|another|the|two|three) (?:(?:group|type|class|kind|form)s? of )?"
    r"(?:[\w-]+ ){0,3}"
    r"|,? an? [\w-]+ in the [\w-]+ class of |(?:,| \()[\w ]{0,20}\bused as (?:an? )?",
    re.IGNORECASE,
)
_THIS_IS = re.compile(r"\b(?:This|It|which) is (?:an?|another) (?:[\w-]+ ){0,2}$")
_LISTED = re.compile(
    r"(?:[\s,/()]|and\b|or\b|other\b|any\b|such as\b|like\b|e\.g\.|including\b|to\b)+",
    re.IGNORECASE,
)
