"""What a person typed → the medicines that it names, how each is taken, and what was not read.

The one reader for `find`, `show`, `check`, the service and the audit. Each word and number of the
text ends in an item, or in its `unread`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from composita.facts import Item, Recognised, Typed
from composita.parse.data import is_bare
from composita.parse.drafts import drafts
from composita.parse.items import items
from composita.parse.pieces import pieces
from composita.store.names import Names

__all__ = ["apart", "typed"]

_LONGEST = 20_000  # characters of a list


def typed(text: str, names: Names) -> Typed:
    """What a text comes to: one medicine, a combination, or a whole list of medicines."""
    if len(text) > _LONGEST:
        return Typed(text, (Item(text, (Recognised(text, "none"),)),))
    if alone := names.known(text) if is_bare(text) else ():
        return Typed(text, (Item(text, alone),))  # as most of what is typed
    printable = _printable(text)
    found = drafts(printable, pieces(printable, names.known))
    every = tuple(items(printable, found, names))
    return Typed(text, every or (Item(text, (Recognised(text, "none"),)),))


def _printable(text: str) -> str:
    """The text with blanks for what cannot be printed, which hardly any has."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def apart(texts: Iterable[Sequence[Item]]) -> Iterator[Item]:
    """The items of several texts in one list: what was one product in its text stays one."""
    above = 0
    for text in texts:
        for item in text:
            is_later = item.together and above
            yield replace(item, together=above + item.together) if is_later else item
        above += max((item.together for item in text), default=0)
