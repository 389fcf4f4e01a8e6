"""A statement before it is shown, and which statements come out in the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from composita.facts import Passage, Value

V = TypeVar("V", bound=Value)


class Said(Struct, Generic[V], frozen=True, gc=False):
    """Equal facts about a subject: a value, where it stands, and the documents that say it.

    Documents and passages are in order, labels first. `partly` as in `Fact`: of facts that were
    understood wholly and others the whole ones stand here.
    """

    value: V
    about: tuple[str, ...]
    passages: tuple[Passage, ...]
    documents: tuple[str, ...]
    partly: bool = False


def support(statements: Sequence[Said[V]]) -> int:
    """How many documents say one of these."""
    if len(statements) == 1:
        return len(statements[0].documents)
    return len({document for said in statements for document in said.documents})


def alike(
    statements: Iterable[Said[V]], words: Callable[[V], str]
) -> list[tuple[str, list[Said[V]]]]:
    """Statements that come out in the same words, together; the best supported words first."""
    return sorted(together(statements, words).items(), key=lambda line: -support(line[1]))


def together(statements: Iterable[Said[V]], words: Callable[[V], str]) -> dict[str, list[Said[V]]]:
    """Statements by the words that they come out in, in the order given."""
    lines: dict[str, list[Said[V]]] = {}
    for said in statements:
        lines.setdefault(words(said.value), []).append(said)
    return lines
