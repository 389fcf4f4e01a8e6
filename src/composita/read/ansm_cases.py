"""Which sub-case each level of an ANSM entry holds for, and which of the two sides' members.

"Association déconseillée: avec la nimodipine; précaution d'emploi: avec les autres" is read as
two levels about different members. What is not understood keeps its level and its words as the
case: no level is ever stretched over more than it is printed for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from composita.read.ansm_names import Names, Who, apart
from composita.read.ansm_remarks import Piece, pieces
from composita.read.ansm_sides import Index, Members, Side, table

_OTHERWISE = "dans les autres cas"
_LONGEST = 160  # characters of a case

Whom = tuple[Members | None, Members | None]  # of either side; None is the whole side
_Said = tuple[str, Whom]  # a sub-case and whom it is about
_ALL: Whom = (None, None)
_NAMING = ("told", "limit", "unread")


class Case(NamedTuple):
    """A level with the sub-case that it holds for, "" for always, and whom on either side.

    `number` and `end` say by which of the levels, and up to where in its remark, it is said.
    """

    level: str
    case: str
    whom: Whom
    number: int
    end: int


class Entry:
    """The two sides of an entry of the thesaurus, and what its levels say of them."""

    def __init__(self, index: Index, one: Side, other: Side) -> None:
        self._sides = (one, other)
        self._names = Names(index, self._sides)

    def cases(self, levels: Sequence[tuple[str, str]]) -> Iterator[Case]:
        """The cases of levels and the remarks beside them."""
        found = [(n, p) for n, level in enumerate(levels) for p in pieces(*level)]
        told = {p: list(self._told(p)) for _, p in found if p.kind in _NAMING}
        is_only = sum(piece.kind == "general" for _, piece in found) == 1
        for number, piece in found:
            if piece in told:
                said = told[piece]
            elif piece.kind == "everybody":
                said = [("", _ALL)]
            elif piece.kind == "general" and not is_only:
                said = [(levels[number][1] or _OTHERWISE, _ALL)]
            else:
                said = [self._rest(piece, told)]
            for case, whom in said:
                yield Case(piece.level, _short(case), whom, number, piece.end)

    def _told(self, piece: Piece) -> Iterator[_Said]:
        """Whom a sub-case is about; everybody, with its words, where that is not certain."""
        if piece.kind == "unread":
            yield piece.says, _ALL
        elif between := _BETWEEN.fullmatch(piece.says):
            yield from self._between(piece.says, between)
        else:
            yield from self._named(piece.says)

    def _between(self, says: str, between: re.Match[str]) -> Iterator[_Said]:
        """ "Entre A et B": whichever side each of them stands on."""
        one, other = self._names.listed(between[1]), self._names.listed(between[2])
        for first, second in ((0, 1), (1, 0)):
            a, b = one.found[first], other.found[second]
            if a and not one.left:
                if b:
                    yield "", _whom(first, a, b)
                if other.left:
                    yield says, _whom(first, a, None)
                return
        yield says, _ALL

    def _named(self, says: str) -> Iterator[_Said]:
        """A case for those named on each side, and one for each class that no index has."""
        words, when = apart(says)
        who = self._names.listed(words)
        also = tuple(item for item in who.left if " " not in item)  # in no index
        classes = tuple(item for item in who.left if item not in also)
        is_list = all(f"les {name}" in words for name in classes)
        is_clear = not when or not (who.left or any(self._names.mentioned(when)))
        if not any(who.found):
            yield self._mentioning(says)
        elif not (is_list and is_clear):
            yield says, _ALL
        else:
            case = says if when else ""
            yield from ((case, _whom(n, a + also)) for n, a in enumerate(who.found) if a)
            yield from ((name, self._without(who.found)) for name in classes)

    def _mentioning(self, says: str) -> _Said:
        """A sub-case that is no list of names, but may mention just one."""
        named = [(n, a) for n, a in enumerate(self._names.mentioned(says)) if a]
        if len(named) == 1 and len(named[0][1]) == 1:
            return says, _whom(*named[0])
        return says, _ALL

    def _rest(self, piece: Piece, told: dict[Piece, list[_Said]]) -> _Said:
        """Who is left when those are taken away whom other cases name, or this one excepts."""
        limits = [said for p, cases in told.items() if p.kind == "limit" for said in cases]
        others = [said for p, cases in told.items() if p.kind != "limit" for said in cases]
        named = [whom for case, whom in others if not case] + [whom for _, whom in limits]
        except_ = re.search(table("words")["except"], piece.says, re.IGNORECASE)
        excepted = self._names.listed(except_["who"]) if except_ else Who()
        left = self._without(_taken([*named, excepted.found]))
        certain = not excepted.left and not any(case for case, _ in others)
        return ("" if certain else piece.says or _OTHERWISE), left

    def _without(self, taken: tuple[Members, Members]) -> Whom:
        one, other = (
            tuple(m for m in side.members if m not in gone) if gone else None
            for side, gone in zip(self._sides, taken, strict=True)
        )
        return one, other


def _taken(whom: Iterable[Whom]) -> tuple[Members, Members]:
    """Who is named for the whole of the other side."""
    named = list(whom)
    one = (m for a, b in named if a and not b for m in a)
    other = (m for a, b in named if b and not a for m in b)
    return tuple(one), tuple(other)


def _short(case: str) -> str:
    """A case on one line, with no more words than it may have."""
    words = " ".join(case.replace("’", "'").split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"


def _whom(first: int, members: Members, others: Members | None = None) -> Whom:
    return (members, others) if first == 0 else (others, members)


_BETWEEN = re.compile(r"entre (.+?) et (.+)", re.IGNORECASE)
