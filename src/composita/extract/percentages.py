"""How often in numbers: shares of people that tables and sentences give for a side effect.

A sentence counts where the share stands right behind the words ("nausea (12%)"), or where it says
how many patients had it ("nausea occurred in 12% of patients and in 5% on placebo").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from composita.extract.medicine import Medicine
from composita.extract.percent_columns import COMPARATOR, whole
from composita.extract.percent_tables import SHARE, Range, Share, as_range, table_shares
from composita.extract.pieces import Piece, pieces
from composita.extract.tagger import Mention
from composita.extract.text import lexicon_file
from composita.extract.vocabulary import is_known
from composita.facts import Section


def with_shares(
    section: Section, mentions: Iterator[Mention], medicine: Medicine
) -> Iterator[tuple[Mention, Share | None]]:
    """Mentions with how many people had them; a row of a table names one side effect.

    Such a row counts also where only the lexicon knows its name.
    """
    shares = Percentages(section, medicine)
    told = set[int]()
    for mention in mentions:
        row = shares.row(mention.start)
        if row is None:
            yield mention, shares.said(mention.start, mention.end)
        elif row.start not in told:
            told.add(row.start)
            yield _name(section, row), row
    for row in shares.rows:
        name = _name(section, row)
        if row.start not in told and is_known(name.words):
            yield name, row


def _name(section: Section, row: Share) -> Mention:
    return Mention(row.start, row.end, section.text[row.start : row.end])


class Percentages:
    """The shares that one section gives."""

    def __init__(self, section: Section, medicine: Medicine) -> None:
        rows = (share for t in section.tables for share in table_shares(section.text, t, medicine))
        self.rows = sorted(rows)
        self._text, self._medicine = section.text, medicine
        self._says = "%" in section.text

    def row(self, place: int) -> Share | None:
        """The row of a table whose name holds this character."""
        at = bisect_right(self.rows, place, key=attrgetter("start")) - 1
        return self.rows[at] if at >= 0 and place < self.rows[at].end else None

    def said(self, start: int, end: int) -> Share | None:
        """What the words around a side effect at these characters say of how many had it."""
        if not self._says:
            return None
        shares = self._said(start, end)
        return Share(start, end, *shares) if shares else None

    def _said(self, start: int, end: int) -> tuple[Range, Range | None] | None:
        cut = pieces(self._text)
        at = max(0, bisect_right(cut, start, key=attrgetter("start")) - 1)
        piece = cut[at]
        spans = (piece.lead, (_begin(cut, at), piece.end))
        if "%" not in piece.words or any(_ELSE.search(self._text, *span) for span in spans):
            return None
        before, after = self._text[piece.start : start], self._text[end : max(end, piece.end)]
        if _SHARED.search(before):
            return None
        if bracket := _BRACKET.match(after):
            return _in_brackets(bracket[1])
        occurred = None if _JOINED.search(before) else self._occurred(after)
        return occurred or self._had(before)

    def _occurred(self, after: str) -> tuple[Range, Range | None] | None:
        """ "… occurred in 12% of patients compared to 5% on placebo" """
        mine = _OCCURRED.match(after)
        if not mine:
            return None
        other = _PERCENT.search(after, mine.end())
        who = after[mine.end() : other.start() if other else len(after)]
        if not self._are_own(who):
            return None
        them = _CLAUSE.match(after, other.end()) if other else None
        compared = other and them and _AGAINST.search(who) and COMPARATOR.search(them.group())
        return _range(mine), _range(other) if other and compared else None

    def _had(self, before: str) -> tuple[Range, None] | None:
        """ "12% of patients experienced …" """
        mine = _HAD.search(before)
        return (_range(mine), None) if mine and self._are_own(mine["who"]) else None

    def _are_own(self, who: str) -> bool:
        """Whether the words name people, and none who were given something else."""
        other = COMPARATOR.search(who) or self._medicine.names_another(who)
        return bool(_PEOPLE.search(who)) and not other


def _begin(cut: tuple[Piece, ...], at: int) -> int:
    """Where the sentence of a piece begins: "; the most common were …" goes on with one."""
    while at > 0 and cut[at].after == "turn":
        at -= 1
    return cut[at].start


def _in_brackets(inside: str) -> tuple[Range, Range | None] | None:
    """ "(12%)", "(12% vs. 5% with placebo)", "(placebo 5%, Exemplol 12%)" """
    found = list(_PERCENT.finditer(inside))
    if len(found) == 1:
        return (_range(found[0]), None) if _ALONE.fullmatch(inside) else None
    compared = COMPARATOR.search(inside)
    if len(found) != 2 or not compared or len(_AGAINST.findall(inside)) > 1:
        return None
    one, two = map(_range, found)
    return (two, one) if _is_of_first(found, compared.start(), inside) else (one, two)


def _is_of_first(found: list[re.Match[str]], compared: int, inside: str) -> bool:
    """Whether the word for those compared belongs to the first of two shares.

    Names stand behind their shares if a share comes first, unless "versus" parts them.
    """
    first, second = found
    if first.start() > 0:
        return compared < first.start()
    return compared < second.start() and not _AGAINST.search(inside, first.end(), compared)


def _range(share: re.Match[str]) -> Range:
    low, high = as_range(share["low"]), as_range(share["high"] or share["low"])
    return low[0], high[1]


_WORDS = lexicon_file("percentages")["sentence"]
_PEOPLE, _AGAINST = whole(_WORDS["people"]), whole(_WORDS["against"])
_ELSE = whole([*lexicon_file("percentages")["lead"]["not_people"], *_WORDS["else"]])
_SOME = rf"(?P<low>{SHARE})(?:\s?%)?(?:\s?(?:to|-|–)\s?(?P<high>{SHARE}))?\s?%"
_PERCENT = re.compile(rf"(?<![\d.<>≤≥])(?<![>≥] ){_SOME}")
_ALONE = re.compile(rf"(?:n\s?=\s?\d+[,;]\s)?{_SOME}", re.IGNORECASE)
_BRACKET = re.compile(r"\s?\(([^()]{1,80})\)")
_ABOUT = rf"(?:{'|'.join(_WORDS['about'])})?\s?"
_OCCURRED = re.compile(
    rf"\s(?:{'|'.join(_WORDS['happens'])})\s(?:in|by|for)\s{_ABOUT}{_SOME}", re.IGNORECASE
)
_HAD = re.compile(
    rf"(?<![\d.<>≤≥]){_SOME}(?P<who>\s(?:\([^()]*\)\s)?of\s[^.;%]{{0,80}}?)"
    rf"\s(?:{'|'.join(_WORDS['has'])})\s(?:an?\s)?$",
    re.IGNORECASE,
)
_SHARED = re.compile(r"(?:\bor|/)\s?$")  # "nausea or vomiting (6%)"
_JOINED = re.compile(r"\band\s?$")  # "rash and fever occurred in 3%": of each, or of both?
_CLAUSE = re.compile(r"[^.,;]*")
