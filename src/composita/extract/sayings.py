"""What a section says of taking two things together: a saying for each piece that names others.

A saying holds the cues of its piece, of what leads its list or its table, and of what goes on
after it. Whether it is an interaction at all is settled here, what comes of it in `outcomes.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from composita.extract.cases import names_some
from composita.extract.cues import Cue, Cues, between
from composita.extract.others import Page, without_apart
from composita.extract.partners import Mention
from composita.extract.pieces import Piece, pieces


class Saying(NamedTuple):
    """A piece that names others: cues in it, in the lead of its list, and in what goes on."""

    start: int
    end: int
    lead: tuple[int, int]
    denied: bool
    partners: list[Mention]
    cues: list[Cue]
    above: list[Cue]
    after: list[Cue]


def sayings(page: Page, partners: list[Mention]) -> Iterator[Saying]:
    """The sayings of a page that state an interaction, with the partners that they state it of."""
    for saying in _all(page, partners, Cues("interactions", page.section.text)):
        stated = _is_stated(page, saying)
        here = [m for m in saying.partners if stated or page.forbids(m.start)]
        kept = without_apart(page.section.text, here, _apart(page, saying))
        if any(cue.tag == "everything" for cue in saying.cues):
            kept = [m for m in kept if m.partner.what != "class"]
        if kept:
            yield saying._replace(partners=kept)


def _all(page: Page, partners: list[Mention], cues: Cues) -> Iterator[Saying]:
    """Each piece with partners, after the headings that lead it and before what goes on."""
    saying: Saying | None = None
    led: list[Mention] = []
    denied = False
    for piece in pieces(page.section.text):
        named = between(partners, piece.start, piece.end)
        found = cues.within(piece.start, piece.end)
        denied = _is_denied(piece, found, denied)
        if saying and named and _EXAMPLES.match(piece.words):
            saying.partners.extend(named)
        elif named and _is_heading(page.section.text, piece):
            led = led + named
        elif led or named or _begins_block(piece):
            if saying:
                yield saying
            lead = piece.lead if piece.after != "sentence" else (0, 0)
            above = _leading(page.section.text, cues, lead)
            saying = Saying(piece.start, piece.end, lead, denied, led + named, found, above, [])
            led = []
        elif saying:
            saying.after.extend(_going_on(page, saying, piece, found))
    if saying:
        yield saying
    if led:
        yield Saying(led[0].start, led[-1].end, (0, 0), False, led, [], [], [])


def _leading(text: str, cues: Cues, lead: tuple[int, int]) -> list[Cue]:
    """The cues of a list's lead; "some of them must not be taken" forbids none of them for sure."""
    found = cues.within(*lead)
    unsure = _SOME_OF_THEM.search(text, *lead)
    return [cue for cue in found if cue.tag not in _FORBIDS] if unsure else found


def _begins_block(piece: Piece) -> bool:
    """Whether a row tells what comes of an interaction whose partner has no name that we know."""
    return "Clinical " in piece.words and bool(_BLOCK.search(piece.words))


def _is_denied(piece: Piece, cues: list[Cue], before: bool) -> bool:
    """Whether a piece says "no interaction", or lists what one before it says this of."""
    tags = {cue.tag for cue in cues}
    in_list = piece.after == "line" and piece.lead != (0, 0)
    listed = in_list or piece.after in ("turn", "item") or "|" in piece.words
    return "negated" in tags or (
        before and listed and not any(tag.startswith(_NEWS) for tag in tags)
    )


def _is_heading(text: str, piece: Piece) -> bool:
    """A short line of its own, in no list, that does not end like a sentence."""
    alone = (piece.after, piece.lead) == ("line", (0, 0)) and text[
        piece.end : piece.end + 1
    ] == "\n"
    return alone and len(piece.words) < _LONGEST_HEADING and piece.words[-1] not in ".:;,"


def _going_on(page: Page, saying: Saying, piece: Piece, cues: list[Cue]) -> list[Cue]:
    """What of a piece that names no other says more of the ones named before it.

    Only words that take up both together ("these", "concomitant use") can forbid them.
    """
    if _ROW.match(piece.words):
        return cues
    if piece.after in ("line", "item") or piece.start - saying.end >= _NEXT:
        return []
    if names_some(piece.words):
        return []
    if any(cue.tag == "together" for cue in cues) or _THESE.search(piece.words):
        return cues
    near = page.is_home or page.section.kind == "boxed_warning"
    return [cue for cue in cues if cue.tag not in _FORBIDS] if near else []


def _is_stated(page: Page, saying: Saying) -> bool:
    tags = {cue.tag for cue in saying.cues}
    if saying.denied or "aside" in tags:
        return False
    if page.is_home or "together" in tags:
        return True
    hinted = any(tag.startswith(("perhaps", "change", "effect")) for tag in tags)
    if page.section.kind == "contraindications":
        return False
    if any(_TO_AVOID.match(page.section.text, m.end) for m in saying.partners):
        return True
    asked = any(cue.tag.startswith("action") for cue in saying.above)
    return hinted and (asked or bool(between(page.own, saying.start, saying.end)))


def _apart(page: Page, saying: Saying) -> Iterator[int]:
    """Places after which a help, a comparison, or what somebody is allergic to is named.

    "X (with Y)" names Y as what may be taken beside.
    """
    yield from (cue.end for cue in saying.cues if cue.tag == "instead")
    text = page.section.text
    yield from (found.end() for found in _APART.finditer(text, saying.start, saying.end))


_FORBIDS = ("action contraindicated", "action avoid", "action separate")
_NEWS = ("together", "change", "effect", "action")
_NEXT, _LONGEST_HEADING = 200, 90
_SOME_OF_THEM = re.compile(r"\bsome (?:of (?:them|these)|medicines)\b", re.IGNORECASE)
_THESE = re.compile(r"\b(?:these|both|such|this combination)\b", re.IGNORECASE)
_TO_AVOID = re.compile(
    r"[^.;:,|\n]{0,40}?\b(?:should be avoided"
    r"|(?:must|should) not be (?:used|given|taken|administered)"
    r"|(?:is|are) (?:contraindicated|not recommended))\b(?! for)",
    re.IGNORECASE,
)
# The rows of the tables that labels make of an interaction, or their flattened text.
_BLOCK = re.compile(r"\bClinical (?:Impact|Implications?|Effects?)\b(?: ?[:|]| (?=[A-Z]))")
_ROW = re.compile(
    r"(?:Interventions?|(?:Prevention (?:or|and) )?Management|Recommendations?"
    r"|(?:Clinical )?Comments?)\b(?: ?[:|]| (?=[A-Z]))"
)
_EXAMPLES = re.compile(r"Examples?\b ?(?:[:|]|(?=\w))")
_APART = re.compile(
    r"\(\s?with (?=\w)|\b(?:allerg|hypersensitiv|anaphyla|asthma|urticaria|rash|hives|bronchospasm"
    r"|angioedema|rhinitis|swelling|intoleran)[^.;|\n]{0,80}?"
    r"\b(?:after|to|following|with|by)(?: (?:taking|(?:the )?use of|exposure to|administration of"
    r"|receiving|treatment with|acetylsalicylic acid \())? (?=\w)",
    re.IGNORECASE,
)
