"""Pieces → drafts: what belongs to which medicine, and which are written as one product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from composita.facts import Recognised
from composita.parse.data import Role, is_sort
from composita.parse.pieces import is_hyphen
from composita.parse.tokens import Token
from composita.store.typed import is_abbreviation

_JOINS: tuple[Role, ...] = ("plus", "slash", "dash", "join", "comma")
_TAKEN: tuple[Role, ...] = ("strength", "count", "often", "number")
_SAYS_WHICH: tuple[Role, ...] = ("name", "unread")


@dataclass
class Draft:
    """A medicine as it is being read: its name, or the words that should be one, and the rest."""

    is_taken: bool = True  # not what was stopped, or what somebody is allergic to
    joined: Role | None = None  # what stands between it and the one before, within one product
    names: tuple[Recognised, ...] = ()
    called: list[Token] = field(default_factory=list)  # the words of the name
    taken: list[Token] = field(default_factory=list)  # how much, how often, in what form
    unread: list[Token] = field(default_factory=list)
    place: list[Token] = field(default_factory=list)  # all of these, in their order
    signs: list[Token] = field(default_factory=list)  # brackets and what else stands around them

    @property
    def is_named(self) -> bool:
        return bool(self.called)

    @property
    def is_dosed(self) -> bool:
        return any(piece.role in _TAKEN for piece in self.taken)

    def has(self, role: Role) -> bool:
        return any(piece.role == role for piece in self.taken)


def drafts(text: str, pieces: Sequence[Token]) -> list[Draft]:
    """The medicines of a text in their order; each piece belongs to one of them."""
    reader = _Drafts(text, pieces)
    for place, piece in enumerate(pieces):
        reader.take(place, piece)
    return reader.finished()


class _Drafts:
    """Takes one piece after the other."""

    def __init__(self, text: str, pieces: Sequence[Token]) -> None:
        self._text = text
        self._pieces = pieces
        self._made: list[Draft] = [Draft()]
        self._join: Role | None = None
        self._brackets: list[str] = []
        self._opened = 0  # where the words in the last bracket begin

    def take(self, place: int, piece: Token) -> None:
        if piece.role == "hard":
            self._new(None)
        elif piece.role in _JOINS:
            self._join = None if self._is_in_word(place) else piece.role
        elif piece.role in ("open", "close", "sign"):
            self._now.signs.append(piece)
            self._bracket(piece)
            self._doubted(place, piece)
        elif self._is_label(piece):
            self._now.signs.append(piece)
        else:
            self._said(place, piece)

    def finished(self) -> list[Draft]:
        """Lines without a name say how the medicine above is taken."""
        made: list[Draft] = []
        for draft in self._made:
            if draft.called and draft.called[0].role == "inert":
                continue
            if not draft.is_named and made and draft.place:
                _merge(made[-1], draft)
            elif draft.place:
                made.append(draft)
        return made

    def _is_in_word(self, place: int) -> bool:
        """Whether it is a hyphen within a word that nobody understood: "co-something"."""
        near = self._pieces[max(place - 1, 0) : place + 2]
        return (
            len(near) == 3
            and is_hyphen(near[0], near[1], near[2])
            and near[0].role == near[2].role == "unread"
        )

    def _said(self, place: int, piece: Token) -> None:
        if piece.role == "name":
            self._name(place, piece)
        elif piece.role == "inert":
            self._new(None)
            self._call(piece, ())
        elif piece.role == "not":
            self._not_taken(place, piece)
        elif piece.role == "unread":
            self._word(place, piece)
        else:
            self._beside(place, piece)

    @property
    def _now(self) -> Draft:
        return self._made[-1]

    def _new(self, joined: Role | None) -> None:
        self._join = None
        if self._now.place:
            goes_on = not self._now.is_taken and joined in ("join", "slash", "plus")
            made = Draft(joined=None if joined == "comma" else joined, is_taken=not goes_on)
            self._made.append(made)

    def _bracket(self, piece: Token) -> None:
        sign = self._text[piece.start : piece.end]
        if piece.role == "open":
            self._brackets.append(sign)
            self._opened = piece.end
            self._join = None if self._join == "join" else self._join  # "Brand Plus (…)"
        elif piece.role == "close" and self._brackets:
            self._brackets.pop()

    def _name(self, place: int, piece: Token) -> None:
        now = self._now
        is_synonym = self._join in ("slash", "dash") and not now.is_dosed and _is_same(piece, now)
        if is_synonym or self._explains(place, piece):
            now.names = piece.names if _is_better(piece, now) else now.names
            now.place.append(piece)
            self._join = None
        else:
            if now.is_named or (self._join and now.has("often")):
                self._new(self._join)
            self._call(piece, piece.names)

    def _not_taken(self, place: int, piece: Token) -> None:
        """ "stopped X", "allergic to X": the next one is not taken; "X stopped": the last one."""
        is_before = self._follows(place) in _SAYS_WHICH and not self._brackets
        if is_before or not self._now.is_named:
            self._new(None)
        self._now.is_taken = False
        self._now.place.append(piece)

    def _doubted(self, place: int, piece: Token) -> None:
        """ "X?" may not be taken, nor what an arrow leads away from: "X → Y"."""
        sign = self._text[piece.start : piece.end]
        leads_on = sign in ("→", ">") and self._follows(place) == "name"
        if (self._now.is_named and (sign == "?" or leads_on)) or sign == "?":
            self._now.is_taken = False

    def _follows(self, place: int) -> Role:
        """What stands behind a piece, apart from signs."""
        return next((p.role for p in self._pieces[place + 1 :] if p.role != "sign"), "hard")

    def _explains(self, place: int, piece: Token) -> bool:
        """Whether a name in brackets says what the one before is: the same, or what it holds."""
        if not (self._brackets and self._now.is_named and self._join is None):
            return False
        is_first = self._pieces[place - 1].role == "open"
        is_part = bool(self._now.names) and _uniis(piece.names) <= _uniis(self._now.names)
        return is_part or (is_first and _is_better(piece, self._now))

    def _call(self, piece: Token, names: tuple[Recognised, ...]) -> None:
        self._now.names = names
        self._now.called.append(piece)
        self._now.place.append(piece)
        self._join = None

    def _word(self, place: int, piece: Token) -> None:
        if self._now.is_named and not self._goes_on() and self._begins(place):
            self._begin()
        if not self._now.is_named or self._goes_on():
            self._call(piece, ())
        else:
            self._now.unread.append(piece)
            self._now.place.append(piece)

    def _begin(self) -> None:
        """A medicine that is not known, with the words before it: "my neighbour's"."""
        before = self._now
        self._new(self._join)
        while before.taken and before.place[-1] is before.taken[-1] and _is_aside(before.taken[-1]):
            self._now.taken.insert(0, before.taken.pop())
            self._now.place.insert(0, before.place.pop())

    def _goes_on(self) -> bool:
        """Whether a word is another one of a name that is not known."""
        now = self._now
        return now.is_named and not now.names and self._join is None and now.place[-1] in now.called

    def _begins(self, place: int) -> bool:
        """Whether words that are not understood should be a medicine's name."""
        if is_sort(self._text[self._pieces[place].start : self._pieces[place].end]):
            return False
        before = self._pieces[place - 1].role if place else "hard"
        after = (p.role for p in self._pieces[place:] if p.role not in ("unread", "sign", "open"))
        has_its_own = next(after, "hard") in ("strength", "count")
        return bool(self._join) or before == "before" or (self._now.is_dosed and has_its_own)

    def _is_label(self, piece: Token) -> bool:
        """ "[Brand]", and an abbreviation in brackets, are other words for what stands before."""
        if not (self._brackets and self._now.names):
            return False
        if self._brackets[-1] == "[":
            held = {unii for draft in self._made for unii in _uniis(draft.names)}
            if piece.names:
                is_brand = all(one.how == "brand" for one in piece.names)
                return is_brand and bool(_uniis(piece.names) & held)
            return piece.role in ("unread", "number", "sign", "form", "aside") and self._is_brand()
        name = self._text[self._now.called[0].start : self._now.called[-1].end]
        short = self._text[piece.start : piece.end]
        return piece.role == "unread" and is_abbreviation(short, name)

    def _is_brand(self) -> bool:
        """Whether the words in square brackets are printed as RxNorm prints a brand: behind a form,
        with a capital."""
        return self._now.has("form") and self._text[self._opened : self._opened + 1].isupper()

    def _beside(self, place: int, piece: Token) -> None:
        """What says how it is taken belongs to the name before it, or to the one after it."""
        if piece.role == "number" and self._counts_a_pack(place):
            return
        leads = self._follows(place) in (*_SAYS_WHICH, "before") and piece.role in (
            "before",
            "strength",
        )
        apart = self._join is not None or (piece.role == "before" and self._now.is_dosed)
        if leads and apart and self._now.is_named:
            self._new(self._join)
        if piece.role in _TAKEN or piece.role == "before":
            self._join = self._join if not self._now.is_named else None
        self._now.taken.append(piece)
        self._now.place.append(piece)

    def _counts_a_pack(self, place: int) -> bool:
        """ "21" of RxNorm's "{21 (…) / 7 (…) } Pack" counts tablets."""
        follows = self._pieces[place + 1].role if place + 1 < len(self._pieces) else "hard"
        return self._brackets[-1:] == ["{"] and follows == "open"


def _is_aside(piece: Token) -> bool:
    return piece.role == "aside"


def _is_same(piece: Token, now: Draft) -> bool:
    return _uniis(piece.names) == _uniis(now.names)


def _is_better(piece: Token, now: Draft) -> bool:
    """Whether a name in brackets tells more: an unknown name, or a brand, is what stands there."""
    is_trade = all(one.how == "brand" for one in now.names)
    return is_trade and not _uniis(piece.names) < _uniis(now.names)


def _uniis(names: Iterable[Recognised]) -> set[str]:
    return {one.substance.unii for one in names if one.substance}


def _merge(into: Draft, more: Draft) -> None:
    into.taken += more.taken
    into.unread += more.unread
    into.place += more.place
    into.signs += more.signs
