"""What a page could say instead: sentences that our own page renders from the same statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from composita.audit.names import Who
from composita.facts import Part
from composita.library import Library

_MOST = 2  # sentences


class Proposals:
    """The sentences of the page about some substances, by the statements that they render."""

    def __init__(self, who: Who, library: Library) -> None:
        page = library.monograph(" + ".join(one.name for one in who), "professional")
        self._said: dict[str, str] = {}
        for statement, text in _sentences(page.parts):
            self._said.setdefault(statement, text)

    def of(self, statements: Iterable[str]) -> str:
        """The sentences for these statements, "" where the page has none."""
        texts = dict.fromkeys(self._said[id] for id in statements if id in self._said)
        return " · ".join(list(texts)[:_MOST])


def _sentences(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    for part in parts:
        for sentence in part.sentences:
            for statement in sentence.statements:
                yield statement, f"{part.title}: {sentence.text}" if part.title else sentence.text
        yield from _sentences(part.parts)
