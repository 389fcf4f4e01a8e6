"""What a label says about taking a medicine with something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from composita.extract.cues import Cue, Cues, between
from composita.extract.outcomes import Page, Saying, outcome
from composita.extract.partners import Mention, is_own, mentions, own
from composita.extract.pieces import Piece, pieces
from composita.extract.text import Lexicon, Span, fold, sections
from composita.facts import Document, Fact, Interaction, Section


def extract(document: Document) -> Iterator[Fact]:
    """A fact for each place where a piece names another medicine, food or enzyme as a partner."""
    names = Lexicon({name: name for name in _own_names(document)})
    read = [_read(section, names) for section in sections(document, *_HOME, *_ELSEWHERE)]
    mine = own(document).union(*map(_own_kin, read))
    pages = [_with_own_class(page, mine) for page in read]
    said = [(page, each) for page in pages for each in _interactions(page, mine)]
    told = {value.other for _, (_, _, value) in said if _tells(value)}
    for page, (start, end, value) in said:
        if _tells(value) or value.other not in told:
            yield Fact(value, document.passage(page.section, start, end))


def _with_own_class(page: Page, mine: frozenset[str]) -> Page:
    """The page, where naming the class of the label's medicine names the medicine."""
    text = page.section.text
    named = [
        Span(m.start, m.end, text[m.start : m.end])
        for m in page.mentions
        if is_own(m.partner, mine)
    ]
    return page._replace(own=sorted(page.own + named)) if named else page


def _tells(value: Interaction) -> bool:
    """Whether more is said of the partner than that there is something."""
    return bool(value.action or value.effects or value.direction)


def _read(section: Section, names: Lexicon) -> Page:
    found = mentions(section.text)
    return Page(section, found, [span for span, _ in names.find(section.text)] if found else [])


def is_example(text: str, start: int) -> bool:
    """Whether what begins at `start` is in brackets or otherwise an example of what is before."""
    return bool(_EXAMPLE.search(text[max(0, start - _LONGEST_LIST) : start]))


def _interactions(page: Page, mine: frozenset[str]) -> Iterator[tuple[int, int, Interaction]]:
    partners = [m for i, m in enumerate(page.mentions) if _is_other(page, i, mine)]
    if not partners:
        return
    cues = Cues("interactions", page.section.text)
    for saying in _sayings(page.section, partners, cues):
        if _is_stated(page, saying):
            for mention in saying.partners:
                if not _stands_apart(mention, saying.cues):
                    yield mention.start, mention.end, outcome(page, saying, mention)


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
    if index and _IS_ONE.fullmatch(text, page.mentions[index - 1].end, mention.start):
        return False
    if _names_a_member(page, index):
        return False
    before = text[max(0, mention.start - _CLOSE) : mention.start]
    return not is_own(mention.partner, mine) or bool(_OTHER.search(before))


def _names_a_member(page: Page, index: int) -> bool:
    """Whether a class only says what its member is: "a blood pressure medicine containing X"."""
    here, after = page.mentions[index], page.mentions[index + 1 : index + 2]
    text = page.section.text
    return any(
        member.partner.what == "substance" and _CONTAINING.fullmatch(text, here.end, member.start)
        for member in after
    )


def _sayings(section: Section, partners: list[Mention], cues: Cues) -> Iterator[Saying]:
    """Each piece with partners, after the headings that lead it and before what goes on."""
    saying: Saying | None = None
    led: list[Mention] = []
    denied = False
    for piece in pieces(section.text):
        here = led + between(partners, piece.start, piece.end)
        found = cues.within(piece.start, piece.end)
        denied = _is_denied(piece, found, denied)
        if here and _is_heading(section.text, piece):
            led = here
        elif here:
            if saying:
                yield saying
            above = cues.within(*piece.lead)
            saying, led = Saying(piece.start, piece.end, denied, here, found, above, []), []
        elif saying and piece.start - saying.end < _NEXT and piece.after not in ("line", "item"):
            saying.after.extend(found)
    if saying:
        yield saying
    if led:
        yield Saying(led[0].start, led[-1].end, False, led, [], [], [])


def _is_heading(text: str, piece: Piece) -> bool:
    """A short line of its own that does not end like a sentence."""
    alone = piece.after == "line" and text[piece.end : piece.end + 1] == "\n"
    return alone and len(piece.words) < _LONGEST_HEADING and piece.words[-1] not in ".:;,"


def _is_stated(page: Page, saying: Saying) -> bool:
    tags = {cue.tag for cue in saying.cues}
    if saying.denied or "aside" in tags:
        return False
    if page.section.kind in _HOME or "together" in tags:
        return True
    hinted = any(tag.startswith(("perhaps", "change", "effect")) for tag in tags)
    asked = any(cue.tag.startswith("action") for cue in saying.lead)
    return hinted and (asked or bool(between(page.own, saying.start, saying.end)))


def _is_denied(piece: Piece, cues: list[Cue], before: bool) -> bool:
    """Whether a piece says "no interaction", or lists what one before it says this of."""
    tags = {cue.tag for cue in cues}
    goes_on = piece.after in ("turn", "item") and not any(t.startswith(_NEWS) for t in tags)
    return "negated" in tags or (before and goes_on)


def _stands_apart(mention: Mention, cues: Iterable[Cue]) -> bool:
    """Whether the words just before a mention make it a help, a comparison or an alternative."""
    return any(c.tag == "instead" and 0 <= mention.start - c.end < _NEAR for c in cues)


def _own_kin(page: Page) -> frozenset[str]:
    """The classes that a text counts its own medicine among, and what becomes of it in the body."""
    kinds = ("class", "substance") if "metaboli" in page.section.text else ("class",)
    named = (m for m in page.mentions if m.partner.what in kinds)
    return frozenset(m.partner.name for m in named if _counts_own(page, m))


def _counts_own(page: Page, mention: Mention) -> bool:
    """ "NSAIDs, including …", "as with all NSAIDs", "… is an NSAID"; "its metabolite, …"."""
    text, start, end = page.section.text, mention.start, mention.end
    if mention.partner.what == "substance":
        return bool(_BECOMES.search(text, max(0, start - _CLOSE), start))
    if (tells := _INCLUDING.match(text, end)) and between(page.own, tells.end(), tells.end() + 1):
        return True
    if _AS_ONE.search(text, max(0, start - _CLOSE), start):
        return True
    before = between(page.own, start - _CLOSE, start)
    return bool(before and _IS_A.fullmatch(text, before[-1].end, start))


def _own_names(document: Document) -> set[str]:
    """What the label calls its medicine: brands, substances, and the first word of each."""
    names = {fold(made.name) for made in document.products}
    names |= {name for name in own(document) if not name.isupper()}
    return {word for name in names for word in (name, name.split(" ")[0]) if len(word) > 3}


_HOME = ("interactions", "food")
_ELSEWHERE = ("boxed_warning", "contraindications", "warnings")
_NEWS = ("together", "change", "effect", "action")
_NEAR, _CLOSE, _NEXT, _LONGEST_HEADING, _LONGEST_LIST = 30, 60, 200, 90, 250
_ADJECTIVE = re.compile(
    r"[ -](?:(?P<effect>effects?|actions?|activity|responses?|trials?|efficacy|propert\w+|dos\w+"
    r"|potency)|(?<=-)(?:like|sensitive|free|na[iï]ve|resistant)|toxicity|intoxication|synthesis|stimulation|release|excretion|receptors?)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"(?:\(|e\.g\.|i\.e\.|such as|including|for example|like)(?:(?!\)|[.;:]\s|\n).)*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:(?<!any )(?:an)?other|dual [\w() -]+ with) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"[\s,(]*(?:including|such as|like|e\.g\.,?)\s+", re.IGNORECASE)
_BECOMES = re.compile(r"\b(?:metabolites?,?|metabolized to)(?: [\w-]+)? $", re.IGNORECASE)
_AS_ONE = re.compile(r"\b(?:as with|like) (?:all|other|any|many) (?:[\w-]+ ){0,2}$", re.IGNORECASE)
_IS_A = re.compile(
    r"(?: (?!and |or |with |to |of |in |on |by )\w+){0,3}"
    r"(?:(?: is|,)? an? (?:[\w-]+ ){0,3}|,? (?:or|and) (?:any )?other (?:[\w-]+ )?)",
    re.IGNORECASE,
)
_CONTAINING = re.compile(
    r"\s(?:[\w-]+ ){0,3}?(?:containing|that contains?|called|known as) (?:the substance )?",
    re.IGNORECASE,
)
_IS_ONE = re.compile(r", an? (?:[\w-]+ ){0,3}|,? an? [\w-]+ in the [\w-]+ class of ", re.IGNORECASE)
