"""The answer for each pair: found, silent or not known; and which sources were asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from composita.compose.combination import Combination
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.words import listed
from composita.facts import Check, Covered, Mark, Matrix, Pair, Part, Silence

_LEAST = 3  # items: of two there is only one pair
_SILENCE: dict[str, Silence] = {"silent": "says nothing", "unknown": "not covered"}


def matrix(heading: Heading, combination: Combination, page: Page) -> Part:
    """The table of pairs, for three items and more."""
    check = combination.check
    if len(check.items) < _LEAST:
        return Part(heading.key, heading.title)
    rows = _rows(check)
    met = dict.fromkeys(mark for row in rows for mark in row if mark)
    legend = tuple((mark, *_sign(mark, page)) for mark in page.words["mark"] if mark in met)
    names = tuple(item.name for item in check.items)
    return Part(heading.key, heading.title, matrix=Matrix(names, rows, legend))


def _sign(mark: str, page: Page) -> tuple[str, str]:
    sign, _, meaning = page.words["mark"][mark].partition(" ")
    return sign, meaning


def _rows(check: Check) -> tuple[tuple[Mark, ...], ...]:
    marks = {pair.items: _mark(pair) for pair in check.pairs}
    size = range(len(check.items))
    return tuple(
        tuple(marks.get((min(row, col), max(row, col)), "") for col in size) for row in size
    )


def _mark(pair: Pair) -> Mark:
    """The level of the pair, or the other answer."""
    return pair.level or ("unknown" if pair.answer == "unknown" else "silent")


def unsaid(heading: Heading, combination: Combination, page: Page) -> Part:
    """Pairs whose sources are silent, apart from pairs that nobody covers."""
    parts = [*_silent(combination.check, page), *_unknown(combination.check, page)]
    return page.part(heading, combination.product, parts=parts)


def _silent(check: Check, page: Page) -> Iterator[Part]:
    if pairs := [pair for pair in check.pairs if pair.answer == "silent"]:
        asked = {document for pair in pairs for document in pair.asked}
        yield _nothing("silent", pairs, page.who(asked), check, page)


def _unknown(check: Check, page: Page) -> Iterator[Part]:
    if pairs := [pair for pair in check.pairs if pair.answer == "unknown"]:
        lacking = dict.fromkeys(check.items[i].name for pair in pairs for i in pair.lacking)
        yield _nothing("unknown", pairs, listed(lacking, "or"), check, page)


def _nothing(answer: str, pairs: Sequence[Pair], because: str, check: Check, page: Page) -> Part:
    say = page.words["pair"]
    titles = listed(_title(pair, check) for pair in pairs)
    text = say[answer].format(pairs=titles, because=because)
    return Part(answer, say[f"{answer}_title"], silent=text, silence=_SILENCE[answer])


def _title(pair: Pair, check: Check) -> str:
    return " + ".join(check.items[place].name for place in pair.items)


def ledger(heading: Heading, combination: Combination, page: Page) -> Part:
    """Which sources were asked about taking things together, and for which items."""
    check, say = combination.check, page.words["ledger"]
    lines = [_asked(one, check, page) for one in check.ledger]
    covered = {place for one in check.ledger for place in one.items}
    rest = [item.name for place, item in enumerate(check.items) if place not in covered]
    remark = say["nobody"].format(names=listed(rest)) if rest and lines else ""
    if not lines:
        return Part(heading.key, heading.title, silent=say["none"], silence="not covered")
    return Part(heading.key, heading.title, silent="; ".join(lines) + ".", remark=remark)


def _asked(one: Covered, check: Check, page: Page) -> str:
    names = listed(check.items[place].name for place in one.items)
    return page.words["ledger"]["line"].format(source=page.sources[one.source].name, names=names)
