"""A page's blocks → its sections: of which kind each is, and about which of its medicines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from composita.audit.names import Names, Who
from composita.audit.page import Block, Mapped, Page
from composita.audit.tables import table


class Stretch(Struct, frozen=True):
    """Blocks of one kind about the same substances, under one title.

    `kind` is one of `read/sections.toml`, or "intro", "generic_name", "questions", "alcohol".
    `question` is what the stretch answers, `reply` its "yes" or "no" ("" for neither).
    """

    kind: str
    who: Who
    title: str
    text: Mapped
    question: str = ""
    reply: str = ""


def stretches(page: Page, who: Who) -> Iterator[Stretch]:
    """The page's stretches in reading order, for the substances that its title names."""
    names = Names(who)
    state = _State(names)
    above, gathered = state.above, list[tuple[str, Mapped]]()
    for block in page.blocks:
        under, text = state.turn(block)
        if gathered and (under != above or under.question):
            yield _stretch(above, gathered)
            gathered = []
        if text:
            above = under
            gathered.append((_BULLET if block.depth else "", text))
    if gathered:
        yield _stretch(above, gathered)


class _Under(NamedTuple):
    """What holds for a block: its section, its medicines, the title above it."""

    kind: str
    who: Who
    title: str
    question: str = ""
    reply: str = ""


class _State:
    """What the headings and labels above the next block say; `above` what holds at the start."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.above = self._heading = self._lead = _Under("intro", names.who, "")
        self._who_level = 0
        self._asked = ""

    def turn(self, block: Block) -> tuple[_Under, Mapped | None]:
        """What holds for a block, and its text without the label that has been understood."""
        if block.level:
            self._heading = self._lead = self._below(block)
            self._asked = block.text.words if block.text.words.endswith("?") else ""
            return self._lead, None
        asked, self._asked = self._asked, ""
        if question := _question(block):
            return self._replying(question, block.text, *_answer(block.text.words, len(question)))
        if asked and not block.label:
            return self._replying(asked, block.text, *_reply(block.text.words, 0, 0))
        return self._labelled(block)

    def _replying(
        self, question: str, text: Mapped, reply: str, start: int
    ) -> tuple[_Under, Mapped | None]:
        kind = _searched("questions", question) or "questions"
        who = self._names.named(question) or self._heading.who
        return _Under(kind, who, question, question, reply), _after(text, start)

    def _below(self, block: Block) -> _Under:
        words = block.text.words
        named = self._names.named(words)
        bare = self._names.without(words)
        kind = _matched("headings", bare) or _matched("labels", bare)
        if named and len(named) < len(self._names.who):
            self._who_level = block.level
            return _Under(kind, named, words)
        if named or block.level < self._who_level or (kind and block.level == self._who_level):
            self._who_level = 0
            return _Under(kind or "intro", self._names.who, words)
        return _Under(kind, self._heading.who if self._who_level else self._names.who, words)

    def _labelled(self, block: Block) -> tuple[_Under, Mapped | None]:
        """A block with a label of its own, or below one."""
        label = block.label or _leading(block.text.words)
        if not label:
            return (self._lead if block.depth else self._heading), block.text
        bare = self._names.without(label)
        named = self._names.named(label)
        who = named if named and not _matched("sides", bare) else self._base(block).who
        under, known = self._kind(block, bare, who)
        if not block.depth:
            self._remember(block, under, bool(known or named))
        understood = (known and under.kind not in _ORGANS) or (named and not bare)
        if understood and block.bold:
            return under, _after(block.text, _label_end(block))
        return under, _as_sentence(block.text) if under.kind in _ORGANS else block.text

    def _base(self, block: Block) -> _Under:
        return self._lead if block.depth else self._heading

    def _kind(self, block: Block, bare: str, who: Who) -> tuple[_Under, str]:
        """The section that a label opens, and what it was known as ("" where it was not)."""
        base = self._base(block)
        heading, kind = _matched("headings", bare), _matched("labels", bare)
        if base.kind == "dosage" and heading in ("", "dosage") and kind not in _ORGANS:
            return _Under(base.kind, who, base.title), ""
        kind = kind or heading
        if not kind and base.kind == "adverse_reactions" and (group := _searched("groups", bare)):
            return _Under(base.kind, who, f"{group} side effects"), group
        return _Under(kind or base.kind, who, bare if kind else base.title), kind

    def _remember(self, block: Block, under: _Under, known: bool) -> None:
        """A paragraph's label holds for the items below it; alone, for the paragraphs too."""
        self._lead = under
        if known and _label_end(block) >= len(block.text.words) and block.bold:
            self._heading = under


def _question(block: Block) -> str:
    """The question that a block asks and answers, or "" where it does neither."""
    if block.bold and block.label.endswith("?"):
        return block.label
    asked = _ASKED.match(block.text.words)
    return asked.group() if asked else ""


def _answer(words: str, start: int) -> tuple[str, int]:
    """Yes or no, and where the answer begins that follows it, without "A:"."""
    return _reply(words, words.find("?", max(0, start - 3)) + 1, start)


def _reply(words: str, at: int, start: int) -> tuple[str, int]:
    found = _ANSWER.match(words, at)
    if not found:
        return "", start
    reply = _YES_OR_NO.match(words, found.end())
    if not reply or reply.end() >= len(words):
        return (reply[1].lower() if reply else ""), found.end()
    return reply[1].lower(), reply.end()


def _leading(words: str) -> str:
    """The words of a line that lead to a list: "Common side effects may include:"."""
    return words if words.endswith(":") and len(words) < _LONGEST_LEAD else ""


def _label_end(block: Block) -> int:
    words = block.text.words
    found = _COLON.match(words, block.bold)
    return found.end() if found else block.bold


def _after(text: Mapped, start: int) -> Mapped | None:
    """The text from a character on; None where nothing is left."""
    words = text.words[start:]
    if not words.strip():
        return None
    later = tuple((place - start, at) for place, at in text.runs if place > start)
    return Mapped(words, ((0, text.at(start)), *later))


def _as_sentence(text: Mapped) -> Mapped:
    """ "Renal impairment, no adjustment …": a label that its sentence cannot do without."""
    return Mapped(text.words.replace(":", ",", 1), text.runs)


def _matched(name: str, words: str) -> str:
    return next((kind for kind, form in _patterns(name).items() if form.fullmatch(words)), "")


def _searched(name: str, words: str) -> str:
    return next((kind for kind, form in _patterns(name).items() if form.search(words)), "")


@cache
def _patterns(name: str) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(form, re.IGNORECASE) for kind, form in table("headings")[name].items()}


def _stretch(under: _Under, gathered: list[tuple[str, Mapped]]) -> Stretch:
    """One text of several, a line each, items with the bullet that sections have."""
    words, runs, length = [], list[tuple[int, int]](), 0
    for bullet, text in gathered:
        length += len(bullet)
        runs += [(place + length, at) for place, at in text.runs]
        words.append(bullet + text.words)
        length += len(text.words) + 1
    text = Mapped("\n".join(words), tuple(runs))
    return Stretch(under.kind, under.who, under.title, text, under.question, under.reply)


_BULLET = "• "
# What a page says of these under its doses is no dose; sentences under them need their label.
_ORGANS = ("kidney", "liver")
_LONGEST_LEAD = 120
_ASKED = re.compile(r"(?:Q\d*[:.]\s*)?[A-Z][^?.!:]{8,150}\?")
_ANSWER = re.compile(r"[\s*]*(?:A\d*[:.]\s*)?")
_YES_OR_NO = re.compile(
    r"(yes|no)\b(?!\s+(?:known|specific|significant|evidence|interaction|direct))[\s,.;:–-]*",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s*:?\s*")
