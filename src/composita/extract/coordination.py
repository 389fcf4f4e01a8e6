"""Puts together side effects whose words stand apart: "swelling of the lips, tongue or throat".

The tagger marks "swelling of the lips" as a side effect, "tongue" and "throat" as pieces of one.
A piece takes its missing words from the nearest side effect in its sentence that only commas,
"and" and the like part it from.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from composita.extract.text import lexicon_file
from composita.extract.tokens import Tokens

_FURTHEST = 14  # words between a piece and the side effect that it belongs to


class Marked(NamedTuple):
    """Words `first` to `last`, which are a side effect or, if not `whole`, a piece of one."""

    first: int
    last: int
    whole: bool


class Joined(NamedTuple):
    """A side effect put together: its words, and from which word to which it stands."""

    first: int
    last: int
    words: str


def join(words: Tokens, sentence: list[Marked]) -> Iterator[Joined]:
    """The side effects that the pieces of one sentence belong to."""
    for piece in (marked for marked in sentence if not marked.whole):
        before, after = _before(words, sentence, piece), _after(words, sentence, piece)
        own = words.words[piece.first : piece.last + 1]
        if before and not (after and _is_nearer(after, before, piece)):
            head = _head(words.words[before.first : before.last + 1])
            yield Joined(before.first, piece.last, " ".join([*head, *own]).lower())
        elif after:
            tail = _tail(words.words[after.first : after.last + 1])
            yield Joined(piece.first, after.last, " ".join([*own, *tail]).lower())


def _before(words: Tokens, sentence: list[Marked], piece: Marked) -> Marked | None:
    """The side effect whose first words the piece shares.

    One of a single word has none to share, unless it opens the list: "rash (macular, pustular)".
    """
    for whole in reversed(sentence):
        if whole.whole and whole.last < piece.first:
            if not _is_listed(words, sentence, whole.last + 1, piece.first):
                return None
            if whole.last > whole.first or _opens(words.words[whole.last + 1]):
                return whole
    return None


def _after(words: Tokens, sentence: list[Marked], piece: Marked) -> Marked | None:
    """The side effect whose last words the piece shares."""
    whole = next((w for w in sentence if w.whole and w.first > piece.last), None)
    listed = whole and _is_listed(words, sentence, piece.last + 1, whole.first)
    return whole if listed else None


def _is_nearer(after: Marked, before: Marked, piece: Marked) -> bool:
    return after.first - piece.last < piece.first - before.last


def _opens(word: str) -> bool:
    return word == "(" or word.lower().startswith("includ")


def _is_listed(words: Tokens, sentence: list[Marked], start: int, end: int) -> bool:
    """Whether words `start` to `end` only join items of a list: commas, "and", other items."""
    marked = {at for m in sentence for at in range(m.first, m.last + 1)}
    between = (words.words[at].lower() for at in range(start, end) if at not in marked)
    joining, _, _ = _lists()
    return end - start <= _FURTHEST and all(w in joining or not w[0].isalpha() for w in between)


def _head(words: list[str]) -> list[str]:
    """What a following item shares: "swelling of the" of "swelling of the lips"."""
    _, links, articles = _lists()
    for at in range(1, len(words) - 1):
        if words[at].lower() in links:
            return words[: at + 2] if words[at + 1].lower() in articles else words[: at + 1]
    at = len(words) - 1
    while at > 1 and not words[at - 1].isalnum():
        at -= 2
    return words[: max(at, 1)]


def _tail(words: list[str]) -> list[str]:
    """What an item before shares: "reactions" of "cutaneous reactions"."""
    _, links, _ = _lists()
    if len(words) > 2 and words[1].lower() in links:
        return words[1:]
    at = 1
    while at < len(words) - 1 and not words[at].isalnum():
        at += 2
    return words[at:] or words


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = lexicon_file("reactions")["coordination"]
    return frozenset(words["joining"]), frozenset(words["links"]), frozenset(words["articles"])
