"""What a page shows of whom: its sentences, and the statements that they render."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from composita.facts import Monograph, Part, Sentence, Statement, Substance


def sentences(parts: Iterable[Part]) -> Iterator[Sentence]:
    """Every sentence of these parts and of those below, in order."""
    for part in parts:
        yield from part.sentences
        yield from sentences(part.parts)


def texts(monograph: Monograph) -> dict[str, str]:
    """For each statement of a page the first sentence that renders it.

    A sentence that was made for another page may render statements that this one does not hold.
    """
    found = {statement.id: "" for statement in monograph.statements}
    for sentence in sentences(monograph.parts):
        for id in found.keys() & sentence.statements:
            found[id] = found[id] or sentence.text
    return found


def by_medicine(monograph: Monograph) -> Iterator[tuple[list[Substance], list[Statement]]]:
    """Each medicine, one substance or several in a product, with the statements about it.

    What was understood only in part is words for professionals, and no data.
    """
    about: dict[tuple[str, ...], list[Statement]] = {(s.unii,): [] for s in monograph.substances}
    for statement in monograph.statements:
        if not statement.partly:
            about.setdefault(statement.about, []).append(statement)
    for uniis, statements in about.items():
        yield [s for s in monograph.substances if s.unii in uniis], statements
