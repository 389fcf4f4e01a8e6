"""Tokens → pieces: which words are names, which say how a medicine is taken, and which are neither.

Of all ways to read a stretch of words, the one that leaves the fewest letters unread is taken; of
these the one with the fewest names, and then with the longest phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from composita.facts import Recognised
from composita.parse.data import Role, first_words, is_everyday, key, phrases
from composita.parse.tokens import Token, tokens
from composita.store.spelling import is_counter_ion, is_element

Known = Callable[[str], tuple[Recognised, ...]]

_LONGEST_NAME = 12  # words and signs
_LONGEST_BRACKETED = 20
_APART: tuple[Role, ...] = (
    "name", "strength", "count", "often", "plus", "hard", "open", "close", "aside",
)  # fmt: skip
_NAMING: tuple[Role, ...] = ("unread", "number")
_IN_NAMES: set[Role] = {*_NAMING, "open", "close", "dash", "comma", "slash", "sign", "plus"}
_SHORTEST = 6  # letters of a name that is believed beside words that are not understood


class Reading(NamedTuple):
    """A way to read the rest of a stretch: letters not read, names, pieces; then the pieces."""

    unread: int
    names: int
    length: int
    first: Token | None = None
    rest: Reading | None = None


def pieces(text: str, known: Known) -> list[Token]:
    """What stands in a text, from left to right; `known` tells what a name comes to."""
    found: list[Token] = []
    every = _with_bracketed(text, tokens(text), known)
    for apart, group in groupby(every, key=lambda token: token.role in _APART):
        stretch = list(group)
        found += stretch if apart else _Stretch(text, stretch, known).pieces()
    return found


def _with_bracketed(text: str, every: list[Token], known: Known) -> list[Token]:
    """The tokens, with those names in one piece that have brackets inside: "X alfa (activated)"."""
    if not any(token.role == "open" for token in every):
        return every
    found: list[Token] = []
    while every:
        count, name = _bracketed(text, every, known) if _may_begin(found) else (1, None)
        found.append(name or every[0])
        every = every[count:]
    return found


def _may_begin(before: Sequence[Token]) -> bool:
    return not before or before[-1].role != "unread"


def _bracketed(text: str, ahead: Sequence[Token], known: Known) -> tuple[int, Token | None]:
    """The longest name with brackets at this place, and how many tokens it has."""
    for count in range(min(len(ahead), _LONGEST_BRACKETED), 3, -1):
        roles = [token.role for token in ahead[:count]]
        if (
            roles[0] in _NAMING
            and roles.count("open") == roles.count("close") > 0
            and (set(roles) <= _IN_NAMES and roles[-1] in (*_NAMING, "close"))
        ):
            span = Token(ahead[0].start, ahead[count - 1].end, "name")
            if names := known(text[span.start : span.end]):
                return count, span._replace(names=names)
    return 1, None


class _Stretch:
    """Words and signs without anything between them that no name can hold."""

    def __init__(self, text: str, tokens: Sequence[Token], known: Known) -> None:
        self._text = text
        self._tokens = tokens
        self._known = known
        self._keys = [key(text[token.start : token.end]) for token in tokens]

    def pieces(self) -> list[Token]:
        if whole := self._phrase(0, len(self._tokens)) or self._name(0, len(self._tokens)):
            return [whole]  # as most stretches are
        best: list[Reading] = [Reading(0, 0, 0)]
        for start in reversed(range(len(self._tokens))):
            best.insert(0, min(self._readings(start, best), key=lambda reading: reading[:3]))
        return _believed(self._text, list(_unfolded(best[0])))

    def _readings(self, start: int, best: Sequence[Reading]) -> Iterator[Reading]:
        """Each way to read on from a token; `best` begins with what follows it."""
        for end, piece in self._from(start):
            rest = best[end - start - 1]
            unread = (piece.end - piece.start) * (piece.role == "unread")
            yield Reading(
                rest.unread + unread,
                rest.names + (piece.role == "name"),
                rest.length + 1,
                piece,
                rest,
            )

    def _from(self, start: int) -> Iterator[tuple[int, Token]]:
        yield start + 1, self._tokens[start]
        for end in range(start + 1, min(len(self._tokens), start + _LONGEST_NAME) + 1):
            if name := self._name(start, end):
                yield end, name
            if phrase := self._phrase(start, end):
                yield end, phrase

    def _phrase(self, start: int, end: int) -> Token | None:
        first = self._keys[start]
        if first and first[0] not in first_words():
            return None
        found = phrases().get(tuple(chain.from_iterable(self._keys[start:end])))
        span = self._span(start, end)
        return found and span._replace(role=found.role, often=found.often, each=found.each)

    def _name(self, start: int, end: int) -> Token | None:
        first, last = self._tokens[start], self._tokens[end - 1]
        if first.role not in _NAMING or last.role not in _NAMING or self._is_cut_off(last):
            return None
        words = self._text[first.start : last.end]
        found = () if is_everyday(words) else self._known(words)
        return Token(first.start, last.end, "name", names=found) if found else None

    def _is_cut_off(self, last: Token) -> bool:
        """Whether a hyphen at its end says that the rest of the name is missing: "Omega-"."""
        after = self._text[last.end : last.end + 2]
        return after[:1] in ("-", "–") and not after[1:].strip()

    def _span(self, start: int, end: int) -> Token:
        return Token(self._tokens[start].start, self._tokens[end - 1].end, "unread")


def _unfolded(reading: Reading) -> Iterator[Token]:
    while reading.first and reading.rest:
        yield reading.first
        reading = reading.rest


def _believed(text: str, found: list[Token]) -> list[Token]:
    """Beside words that nobody understood a name is one only if it could hardly be chance.

    "Grape" of "grape seed something" is not what was meant, nor is a metal in an unknown salt.
    """
    beside = {id(b) for a, b in pairwise(found) if a.role == "unread"}
    beside |= {id(a) for a, b in pairwise(found) if b.role == "unread"}
    glued = {id(piece) for piece in _glued(found)}
    doubted = [
        piece
        for piece in found
        if piece.role == "name"
        and (id(piece) in glued or (id(piece) in beside and not _is_certain(text, piece)))
    ]
    if not doubted:
        return found
    ids = {id(piece) for piece in doubted}
    changed = [p._replace(role="unread", names=()) if id(p) in ids else p for p in found]
    return _believed(text, changed)


def _glued(found: Sequence[Token]) -> Iterator[Token]:
    """Names that a hyphen ties to a word that nobody understood: "non-X" is not X."""
    for before, sign, after in zip(found, found[1:], found[2:], strict=False):
        if is_hyphen(before, sign, after) and "unread" in (before.role, after.role):
            yield from (before, after)


def is_hyphen(before: Token, sign: Token, after: Token) -> bool:
    """Whether a dash stands between two words without a blank."""
    return sign.role == "dash" and before.end == sign.start and sign.end == after.start


def _is_certain(text: str, piece: Token) -> bool:
    name = text[piece.start : piece.end]
    is_part = is_element(name) or is_counter_ion(name.casefold())
    is_own = all(one.how in ("exact", "salt") for one in piece.names)
    return piece.role != "name" or (len(name) >= _SHORTEST and is_own and not is_part)
