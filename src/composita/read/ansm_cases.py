"""Which sub-case each level of an ANSM entry holds for, and which of the two sides' members.

"Association déconseillée: avec la nimodipine; précaution d'emploi: avec les autres" is read as
two levels about different members. What is not understood keeps its level and its words as the
case: no level is ever stretched over more than it is printed for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from composita.read.ansm_remarks import Piece, pieces
from composita.read.ansm_sides import Index, Members, Side, key_of, table

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


class _Who(NamedTuple):
    """Whom some words name on either side, and those of them that name nobody there."""

    found: tuple[Members, Members]
    left: tuple[str, ...]


class Entry:
    """The two sides of an entry of the thesaurus, and what its levels say of them."""

    def __init__(self, index: Index, one: Side, other: Side) -> None:
        self._index = index
        self._sides = (one, other)

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
        """A case for those that it names, and one for each of its items that names nobody."""
        if piece.kind == "unread":
            yield piece.says, _ALL
        elif between := _BETWEEN.fullmatch(piece.says):
            yield from self._between(piece.says, between)
        else:
            yield from self._named(piece.says)

    def _between(self, says: str, between: re.Match[str]) -> Iterator[_Said]:
        """ "Entre A et B": whichever side each of them stands on."""
        one, other = self._who(between[1]), self._who(between[2])
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
        words, when = _apart(says)
        who = self._who(words)
        if when and (who.left or any(self._mentioned(when))):
            yield says, _ALL
        elif any(who.found):
            case = says if when else ""
            also = tuple(item for item in who.left if " " not in item)  # no index has them
            yield from ((case, _whom(n, a + also)) for n, a in enumerate(who.found) if a)
            rest = self._without(who.found)
            yield from ((item, rest) for item in who.left if item not in also)
        else:
            mentioned = self._mentioned(says)
            sides = [n for n, members in enumerate(mentioned) if len(members) == 1]
            yield from ((says, _whom(n, mentioned[n])) for n in sides)
            if not sides:
                yield says, _ALL

    def _rest(self, piece: Piece, told: dict[Piece, list[_Said]]) -> _Said:
        """Who is left when those are taken away whom other cases name, or this one excepts."""
        limits = [said for p, cases in told.items() if p.kind == "limit" for said in cases]
        others = [said for p, cases in told.items() if p.kind != "limit" for said in cases]
        named = [whom for case, whom in others if not case] + [whom for _, whom in limits]
        except_ = re.search(table("words")["except"], piece.says, re.IGNORECASE)
        excepted = self._who(except_["who"]) if except_ else _Who(((), ()), ())
        left = self._without(_taken([*named, excepted.found]))
        certain = not excepted.left and not any(case for case, _ in others)
        return ("" if certain else piece.says or _OTHERWISE), left

    def _who(self, words: str) -> _Who:
        found: tuple[list[str], list[str]] = ([], [])
        left = []
        for item in _items(words):
            members = [self._members(item, side) for side in self._sides]
            if not any(members) and not self._is_a_side(item):
                left.append(item)
            for of_side, new in zip(found, members, strict=True):
                of_side += new
        return _Who((tuple(dict.fromkeys(found[0])), tuple(dict.fromkeys(found[1]))), tuple(left))

    def _members(self, item: str, side: Side) -> Members:
        """Those of a class's members that an item names, itself or by another class."""
        if len(side.members) < 2:
            return ()
        plain, _, inside = item.partition(" (")
        listed = inside.rstrip(").… ").split(", ") if item.endswith(")") else []
        named = {key_of(name) for name in (item, plain, *listed)}
        of_class = {*self._index.members(item), *self._index.members(plain)}
        return tuple(m for m in side.members if m in of_class or _is_named(m, named))

    def _is_a_side(self, item: str) -> bool:
        """Whether an item is all of one side, so that it restricts nothing."""
        return any(key_of(item) == key_of(side.name) for side in self._sides)

    def _mentioned(self, words: str) -> tuple[Members, Members]:
        """The members of classes that words mention somewhere."""
        text = key_of(words)
        one, other = (
            tuple(m for m in side.members if re.search(rf"\b{re.escape(key_of(m))}\b", text))
            if len(side.members) > 1
            else ()
            for side in self._sides
        )
        return one, other

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


def _apart(says: str) -> tuple[str, str]:
    """The names in a sub-case, and the doses, routes or patients behind them."""
    found = (re.search(rf"{one}$", says, re.IGNORECASE) for one in table("words")["when"])
    if match := min(filter(None, found), key=lambda match: match.start(), default=None):
        return says[: match.start()], match[0]
    return re.sub(table("words")["whichever"], "", says), ""


def _items(words: str) -> list[str]:
    """The items of a list, without cues and articles; brackets stay with what they follow."""
    items = re.split(r"(?:, et |, | et/ou | et | ou )(?![^()]*\))", words)
    return [item for item in (_BEFORE.sub("", item).strip(" .") for item in items) if item]


def _is_named(member: str, keys: set[str]) -> bool:
    """Whether one of the keys is a member's name, with a letter behind it or none."""
    name = key_of(member)
    return any(key == name or (key[:-1] == name and len(key) > 8) for key in keys)


_BETWEEN = re.compile(r"entre (.+?) et (.+)", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:(?:avec|pour|et)\b ?:? ?)*(?:(?:le|la|les|un|une|des|du|de la|de)\s|l['’]|d['’])?",
    re.IGNORECASE,
)
