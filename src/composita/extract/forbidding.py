"""The clauses of a section that forbid, told from those that explain, warn or are for some."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from composita.extract.asked import is_to_patients
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

    def allergies(self) -> Iterator[tuple[int, int]]:
        """From where to where it is about an allergy."""
        until = self.start
        for cue in self.cues:
            if cue.tag == "allergy" and cue.start >= until:
                anew = (c.start for c in self.cues if c.tag == "anew" and c.start > cue.start)
                until = next(anew, self.end)
                yield cue.start, until

    def is_allergy(self, place: int) -> bool:
        return any(start < place < end for start, end in self.allergies())

    def besides_allergies(self) -> Iterator[tuple[int, int]]:
        """The rest of it."""
        start = self.start
        for since, until in self.allergies():
            yield start, since
            start = until
        yield start, self.end


def forbidding(section: Section) -> Iterator[Clause]:
    """The pieces that forbid, each up to where it begins to explain."""
    text, cues = section.text, Cues("contraindications", section.text)
    turn = _turn(section)
    if turn or cues.has("forbids"):
        named = mentions(text)
        names = {mention.start for mention in named}
        for piece in _without_explanations(text, _for_everybody(pieces(text)), cues, names):
            end = min(turn, piece.end) if piece.start < turn else piece.end
            here, end = _stated(text, cues, piece.start, end)
            lead, _ = _stated(text, cues, *piece.lead)
            told = any(cue.tag == "forbids" for cue in (*here, *lead))
            if end > piece.start and (told or piece.start < turn):
                yield Clause(text, piece.start, end, here, between(named, piece.start, end))


def _turn(section: Section) -> int:
    """Up to where all that is listed forbids; what follows does only where it says so."""
    if section.kind != "contraindications":
        return 0
    turn = pattern("turns").search(section.text)
    return turn.start() if turn else len(section.text)


def _for_everybody(found: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces but for those under "In patients with renal disorders:"."""
    some: Piece | None = None
    leads = set[tuple[int, int]]()
    for piece in found:
        if some and piece.after == ("item" if some.after == "sentence" else some.after):
            some = None
        if pattern("some").match(piece.words):
            some = piece
            leads.add((piece.start, piece.end))
        if some is None and piece.lead not in leads:
            yield piece


def _without_explanations(
    text: str, found: Iterable[Piece], cues: Cues, names: set[int]
) -> Iterator[Piece]:
    """Pieces but for those that explain one before them, with what is listed under them.

    What begins with a medicine's name is an item of a list.
    """
    to_patients, explains, explaining = is_to_patients(text), False, set[int]()
    for piece in found:
        if not _goes_on(piece, to_patients):
            explains = piece.lead != (0, 0) and piece.lead[0] in explaining
        if piece.start in names or _FORBIDS.intersection(cues.tags(piece.start, piece.end)):
            explains = False
        elif explains or _explains(text, piece, to_patients):
            explains = True
            explaining.update([piece.start] if piece.words.endswith(":") else [])
        if not explains:
            yield piece


def _goes_on(piece: Piece, to_patients: bool) -> bool:
    """Whether a piece explains because the one before it does."""
    return piece.after == "turn" or (to_patients and piece.after == "sentence")


def _explains(text: str, piece: Piece, to_patients: bool) -> bool:
    """ "This medicine is used to treat angina" after "if you are taking clopidogrel"."""
    if piece.after == "turn":
        return is_in_bracket(text, max(0, piece.start - _NEAR), piece.start)
    if piece.after != "sentence":
        return bool(pattern("remarks").match(piece.words))
    if pattern("explains").match(piece.words):
        return True
    is_whole = text[max(0, piece.start - 3) : piece.start].rstrip().endswith((".", "!", "?"))
    return to_patients and is_whole and not pattern("goes_on").match(piece.words)


def _stated(text: str, cues: Cues, start: int, end: int) -> tuple[list[Cue], int]:
    """The cues before a piece begins to explain, and where it does.

    None where it only reports, or makes an exception that a contraindication cannot hold.
    """
    all_here = cues.within(start, end)
    ends = next((cue for cue in all_here if cue.tag in _EXPLAINS), None)
    here = [cue for cue in all_here if ends is None or cue.start < ends.start]
    if ends is None:
        return here, end
    forbids = any(_forbids(text, cue) for cue in here)
    reports = ends.tag != "aside" and any(cue.tag == "reports" for cue in all_here)
    if reports and not forbids:
        return here, start
    if ends.tag == "exception":
        return here, _before_exception(text, start, ends.start)
    return here, ends.start


def _forbids(text: str, cue: Cue) -> bool:
    """Words that forbid, or what one is allergic to; not "hypersensitivity reactions" alone."""
    if cue.tag != "allergy":
        return cue.tag == "forbids"
    return text.startswith(" to", cue.end) or text.endswith(" to", cue.start, cue.end)


def _before_exception(text: str, start: int, place: int) -> int:
    """Where what is forbidden ends: before all that the exception is to.

    In brackets of its own it is to the last thing alone; further inside brackets, to nothing.
    """
    if not text[start:place].endswith("("):
        return place if is_in_bracket(text, start, place) else start
    joints = [joint.start() for joint in _JOINT.finditer(text, start, place)]
    return joints[-1] if joints else start


def is_in_bracket(text: str, since: int, place: int) -> bool:
    """Whether a bracket that opens after `since` is still open at a place."""
    return "(" in text[since:place].rpartition(")")[2]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of `lexicons/contraindications.toml`."""
    return re.compile("|".join(lexicon_file("contraindications")["patterns"][name]))


_EXPLAINS = ("reports", "aside", "end", "exception")
_FORBIDS = {"forbids", "allergy"}
_JOINT = re.compile(r",? (?:or|and) |, ")
_NEAR = 150
