"""Brand names → what a product of that name holds, be it one substance or several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from composita.facts import Product
from composita.store.claims import Entry
from composita.store.spelling import key_of, letters_of, words_of

Holding = frozenset[str]  # the UNIIs of all that is in a product


def brands(
    entries: Mapping[str, Entry], owners: Mapping[str, str], products: Iterable[Product]
) -> dict[str, set[Holding]]:
    """Brand → the different things that are sold under it.

    What products hold outdoes the FDA's list of names, and there the brands of which substances
    are called components outdo those given to single substances.
    """
    sources = (_of_products(products, owners), _of_parts(entries), _of_substances(entries))
    found: dict[str, set[Holding]] = {}
    keys: set[str] = set()
    for source in sources:
        new = {brand: held for brand, held in source.items() if key_of(brand) not in keys}
        found |= new
        keys |= {key_of(brand) for brand in new}
    return found


def _of_products(products: Iterable[Product], owners: Mapping[str, str]) -> dict[str, set[Holding]]:
    found: dict[str, set[Holding]] = defaultdict(set)
    for product in products:
        held = [i.unii or owners.get(letters_of(i.name), "") for i in product.ingredients]
        if product.name and all(held) and not _is_generic(product):
            found[product.name].add(frozenset(held))
    return found


def _is_generic(product: Product) -> bool:
    """Whether the product's name says what is in it."""
    said = {word for i in product.ingredients for word in words_of(i.name)}
    return any(len(word) > 3 and word in said for word in words_of(product.name))


def _of_parts(entries: Mapping[str, Entry]) -> dict[str, set[Holding]]:
    parts: dict[str, set[str]] = defaultdict(set)
    for entry in entries.values():
        for brand in entry.part_of:
            parts[brand].add(entry.unii)
    return {brand: {frozenset(uniis)} for brand, uniis in parts.items() if len(uniis) > 1}


def _of_substances(entries: Mapping[str, Entry]) -> dict[str, set[Holding]]:
    found: dict[str, set[Holding]] = defaultdict(set)
    for entry in entries.values():
        for brand in entry.brands:
            found[brand].add(frozenset({entry.unii}))
    return found
