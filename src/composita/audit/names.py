"""Which of a page's substances some words name."""

from __future__ import annotations

import re

from composita.extract.text import any_of, fold
from composita.facts import Substance

Who = tuple[Substance, ...]


class Names:
    """Which of a page's substances some words name."""

    def __init__(self, who: Who) -> None:
        self.who = who
        self._by_name = {
            fold(name): one for one in who for name in _called(one) if len(name) > _SHORTEST
        }
        self._any = any_of(self._by_name) if self._by_name else re.compile("(?!)")

    def named(self, words: str) -> Who:
        """The substances named, in the order of the title."""
        found = {self._by_name[fold(name)].unii for name in self._any.findall(words)}
        return tuple(one for one in self.who if one.unii in found)

    def without(self, words: str) -> str:
        """The words without the names, and without what joins those to each other or the rest."""
        return _AROUND.sub(" ", self._any.sub("\0", words)).strip(" :-–")


def _called(one: Substance) -> list[str]:
    """Its names, without brands and codes: a page about it uses the others."""
    return [one.name, *(name.text for name in one.names if name.kind not in ("brand", "code"))]


_SHORTEST = 2
_AROUND = re.compile(
    r"(?:combined use of |combination of )?(?:[\s+&/,()]|and\b)*"
    r"\0(?:[\s+&/,\0]|\band\b|combination\b)*",
    re.IGNORECASE,
)
