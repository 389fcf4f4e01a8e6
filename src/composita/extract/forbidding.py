"""The clauses of a section that forbid, told from those that explain, warn or are for some."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from composita.extract.cues import Cue, Cues, between
from composita.extract.partners import Mention, mentions
from composita.extract.pieces import Piece, pieces
from composita.extract.text import lexicon_file
from composita.facts import Section


class Clause(NamedTuple):
    """A clause that forbids, with the cues and the other medicines in it."""

    text: str
    start: int
    end: int
    cues: list[Cue]
    mentions: list[Mention]


def forbidding(section: Section) -> Iterator[Clause]:
    """The pieces that forbid, each up to where it begins to explain."""
    cues = Cues("contraindications", section.text)
    turn = _turn(section)
    if turn or cues.has("forbids"):
        named = mentions(section.text)
        for piece in _for_everybody(pieces(section.text)):
            end = min(turn, piece.end) if piece.start < turn else piece.end
            here, end = _stated(cues, piece.start, end)
            lead, _ = _stated(cues, *piece.lead)
            told = any(cue.tag == "forbids" for cue in (*here, *lead))
            listed = piece.start < turn and not _explains(section.text, piece, here)
            if end > piece.start and (told or listed):
                near = between(named, piece.start, end)
                yield Clause(section.text, piece.start, end, here, near)


def _turn(section: Section) -> int:
    """Up to where all that is listed forbids; what follows does only where it says so."""
    if section.kind != "contraindications":
        return 0
    turn = pattern("turns").search(section.text)
    return turn.start() if turn else len(section.text)


def _for_everybody(found: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces but for those under "In patients with renal disorders:"."""
    some: Piece | None = None
    for piece in found:
        some = None if some and piece.after == some.after else some
        some = piece if pattern("some").match(piece.words) else some
        if some is None:
            yield piece


def _stated(cues: Cues, start: int, end: int) -> tuple[list[Cue], int]:
    """The cues before a piece begins to explain, and where it does; none where it only reports."""
    here = cues.within(start, end)
    ends = next((cue for cue in here if cue.tag in _EXPLAINS), None)
    if ends is None:
        return here, end
    here = [cue for cue in here if cue.start < ends.start]
    reports = ends.tag == "reports" and not any(cue.tag in _FORBIDS for cue in here)
    return here, start if reports else ends.start


def _explains(text: str, piece: Piece, here: list[Cue]) -> bool:
    """ "This medicine is used to treat angina" after "if you are taking clopidogrel"."""
    if any(cue.tag in _FORBIDS for cue in here):
        return False
    if piece.after == "turn":
        return is_in_bracket(text, max(0, piece.start - _NEAR), piece.start)
    return piece.after == "sentence" and bool(pattern("explains").match(piece.words))


def allergy(clause: Clause) -> tuple[int, int]:
    """From where to where a clause is about an allergy; nowhere is (end, end)."""
    since = next((cue.start for cue in clause.cues if cue.tag == "allergy"), clause.end)
    anew = (cue.start for cue in clause.cues if cue.tag == "anew" and cue.start > since)
    return since, next(anew, clause.end)


def is_in_bracket(text: str, since: int, place: int) -> bool:
    """Whether a bracket that opens after `since` is still open at a place."""
    return "(" in text[since:place].rpartition(")")[2]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of `lexicons/contraindications.toml`."""
    return re.compile("|".join(lexicon_file("contraindications")["patterns"][name]))


_EXPLAINS = ("reports", "aside", "end")
_FORBIDS = ("forbids", "allergy")
_NEAR = 150
