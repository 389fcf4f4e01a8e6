"""Pages of the reference that are kept in memory, so that they are made once for each version.

Only what is the same for everybody may be put here: never somebody's list.
"""

from __future__ import annotations

from collections import OrderedDict

from composita.facts import Substance
from composita.library import Library

_MOST_BYTES = 24 * 1024 * 1024  # all medicines that sources cover take some 9 MB


class Kept:
    """Compressed pages: those asked for last, up to some bytes."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._bytes = 0
        self._pages: OrderedDict[str, bytes] = OrderedDict()

    def get(self, title: str) -> bytes | None:
        key = _key(title)
        page = self._pages.get(key)
        if page:
            self._pages.move_to_end(key)
        return page

    def keep(self, title: str, page: bytes) -> None:
        """Keeps a page, and forgets the oldest where there are too many."""
        key = _key(title)
        if key in self._pages:
            return
        self._pages[key] = page
        self._bytes += len(page)
        while self._bytes > self._most:
            self._bytes -= len(self._pages.popitem(last=False)[1])


def _key(title: str) -> str:
    """A page does not show in which case it was asked for."""
    return title.strip().casefold()


def is_of_the_reference(library: Library, title: str) -> bool:
    """Whether a title is one medicine, or a combination that a document is about.

    Any other combination may be what one person takes.
    """
    names = library.find(title).names
    substances: tuple[Substance, ...] = tuple(n.substance for n in names if n.substance)
    plainly = len(substances) == len(names) and all(name.how == "exact" for name in names)
    return plainly and (len(substances) == 1 or bool(library.subject(substances).own))
