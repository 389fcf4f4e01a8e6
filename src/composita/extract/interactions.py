"""What a label says about taking a medicine with something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from composita.extract.cues import Cue, Cues
from composita.extract.partners import Mention, is_own, mentions, own
from composita.extract.pieces import pieces
from composita.extract.text import sections
from composita.facts import Action, Document, Fact, Interaction, Section

Mechanism = Literal["", "enzyme", "transporter", "absorption", "pharmacodynamic"]


def extract(document: Document) -> Iterator[Fact]:
    """A fact for each place where a piece names another medicine, food or enzyme as a partner."""
    read = [(s, mentions(s.text)) for s in sections(document, *_HOME, *_ELSEWHERE)]
    mine = own(document) | _own_classes(read, own(document))
    for section, named in read:
        for start, end, value in _interactions(section, named, mine):
            yield Fact(value, document.passage(section, start, end))


class _Saying(NamedTuple):
    """A piece that names partners, with the cues of the pieces after it that go on about them."""

    end: int
    partners: list[Mention]
    cues: list[Cue]
    after: list[Cue]

    def tags(self) -> list[str]:
        return [cue.tag for cue in (*self.cues, *self.after)]


def _interactions(
    section: Section, named: list[Mention], mine: frozenset[str]
) -> Iterator[tuple[int, int, Interaction]]:
    partners = [m for m in named if _is_other(section.text, m, mine)]
    if not partners:
        return
    cues = Cues("interactions", section.text)
    for saying in _sayings(section, partners, cues):
        if _is_stated(section, saying):
            for mention in saying.partners:
                yield mention.start, mention.end, _value(section, saying, mention)


def _is_other(text: str, mention: Mention, mine: frozenset[str]) -> bool:
    """Not the label's own medicine; its own class only as "other …"."""
    if not is_own(mention.partner, mine):
        return True
    return mention.partner.what == "class" and bool(_OTHER.search(text[: mention.start][-9:]))


def _sayings(section: Section, partners: list[Mention], cues: Cues) -> Iterator[_Saying]:
    """Each piece with partners takes up the pieces without any that follow on its line."""
    saying: _Saying | None = None
    for piece in pieces(section.text):
        here = [m for m in partners if piece.start <= m.start < piece.end]
        found = cues.within(piece.start, piece.end)
        if here:
            if saying:
                yield saying
            saying = _Saying(piece.end, here, found, [])
        elif saying and "\n" not in section.text[saying.end : piece.start]:
            saying.after.extend(found)
    if saying:
        yield saying


def _is_stated(section: Section, saying: _Saying) -> bool:
    tags = {cue.tag for cue in saying.cues}
    if tags & {"negated", "instead"}:
        return False
    if section.kind in _HOME:
        return True
    told = any(tag == "together" or tag.startswith("action") for tag in tags)
    return told and "together" in tags


def _value(section: Section, saying: _Saying, mention: Mention) -> Interaction:
    tags = saying.tags()
    return Interaction(
        other=mention.partner.name,
        what=mention.partner.what,
        action=_action(section, tags),
        effects=_effects(saying),
        mechanism=_mechanism(tags),
    )


def _mechanism(tags: Iterable[str]) -> Mechanism:
    said = [tag.removeprefix("mechanism ") for tag in tags]
    return next((how for how in _MECHANISMS if how in said), "")


def _action(section: Section, tags: Iterable[str]) -> Action:
    """The most forceful thing to do that is said."""
    said = {tag.removeprefix("action ") for tag in tags if tag.startswith("action ")}
    if section.kind == "contraindications":
        return "contraindicated"
    return next((action for action in _ACTIONS if action in said), "")


def _effects(saying: _Saying) -> tuple[str, ...]:
    named = [
        cue.tag.removeprefix("effect ") for cue in saying.cues if cue.tag.startswith("effect ")
    ]
    return tuple(dict.fromkeys([*named, *_changes(saying)]))


def _changes(saying: _Saying) -> Iterator[str]:
    """ "increased level", "reduced effect": a change and the next thing that it can be of."""
    told = [cue for cue in saying.cues if cue.tag.startswith(("change", "of"))]
    for change, thing in pairwise(told):
        if change.tag.startswith("change") and thing.tag.startswith("of"):
            more = change.tag == "change more"
            yield f"{'increased' if more else 'reduced'} {thing.tag.removeprefix('of ')}"


def _own_classes(
    read: Iterable[tuple[Section, list[Mention]]], mine: frozenset[str]
) -> frozenset[str]:
    """The classes that the label counts its own medicine among: "NSAIDs, including …"."""
    found = set()
    for section, named in read:
        for one, two in pairwise(named):
            gap = section.text[one.end : two.start]
            if is_own(two.partner, mine) and _INCLUDING.fullmatch(gap):
                found.add(one.partner.name)
            elif is_own(one.partner, mine) and _IS_A.fullmatch(gap):
                found.add(two.partner.name)
    return frozenset(found)


_HOME = ("interactions", "food")
_ELSEWHERE = ("boxed_warning", "contraindications", "warnings")
_ACTIONS: tuple[Action, ...] = get_args(Action)
_MECHANISMS: tuple[Mechanism, ...] = get_args(Mechanism)[1:]
_OTHER = re.compile(r"\b(?:an)?other $", re.IGNORECASE)
_INCLUDING = re.compile(r"[\s,(]*(?:including|such as|like|e\.g\.,?)\s+", re.IGNORECASE)
_IS_A = re.compile(r"(?: \w+){0,2}(?: is|,)? an? (?:[\w-]+ ){0,3}", re.IGNORECASE)
