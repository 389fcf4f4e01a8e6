"""Registers of products: the rows that hold exactly the same substances become one Fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from composita.facts import Fact, Listed
from composita.read.cards import sources
from composita.read.lists import Row, stated

_A_FEW = 6


class Entry(NamedTuple):
    """A product in a register: `sold` is whether it is on the market, None where it is not said."""

    key: str
    row: Row
    name: str
    substances: tuple[str, ...]
    form: str = ""
    strength: str = ""
    sold: bool | None = None


def listed(source: str, products: Iterable[Entry]) -> Iterator[Fact]:
    """For each set of substances, that the register lists it; in the order of their names.

    The example, and the passage, is the first product that is sold, else the first.
    """
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for product in products:
        together = sorted({name.casefold(): name for name in product.substances}.items())
        groups[tuple(folded for folded, _ in together)].append(product)
    market = sources()[source].market
    for _, alike in sorted(groups.items()):
        example = next((product for product in alike if product.sold), alike[0])
        about = tuple(dict.fromkeys(example.substances))
        yield stated(source, example.key, example.row, _value(market, alike, example), about)


def _value(market: str, alike: list[Entry], example: Entry) -> Listed:
    known = [product.sold for product in alike if product.sold is not None]
    return Listed(
        market=market,
        products=len(alike),
        example=example.name,
        forms=_most_frequent(product.form for product in alike),
        strengths=_most_frequent(product.strength for product in alike),
        sold=sum(known) if known else None,
    )


def _most_frequent(words: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(word for word in words if word)
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    return tuple(ordered[:_A_FEW])
