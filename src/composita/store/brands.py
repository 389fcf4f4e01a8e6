"""Brand names → what a product of that name holds, be it one substance or several."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from composita.facts import Name, Product
from composita.store.claims import Claim, Entry
from composita.store.spelling import key_of, letters_of, title_case, words_of

Holding = frozenset[str]  # the UNIIs of all that is in a product


def brands(
    entries: Mapping[str, Entry],
    moiety: Mapping[str, str],
    owners: Mapping[str, str],
    products: Iterable[Product],
) -> dict[str, list[Name]]:
    """Moiety → the brands of products that hold it, alone or in a combination.

    `moiety` tells the moieties that we have, `owners` which UNII an ingredient's name means. What
    products hold outdoes the FDA's list of names, and there the brands of which substances are
    called components outdo those given to single substances. A substance's name is no brand.
    """
    taken = {key_of(t) for entry in entries.values() for t in entry.names(Claim.LISTED)}
    names: dict[str, list[Name]] = defaultdict(list)
    products = list(products)
    sold = _sold(products)
    for source in (_of_products(products, owners), _of_parts(entries), _of_substances(entries)):
        new = {brand: held for brand, held in source.items() if key_of(brand) not in taken}
        taken |= {key_of(brand) for brand in new}
        for brand, holdings in sorted(new.items()):
            for unii, of in _meanings(holdings, moiety):
                names[unii].append(
                    Name(title_case(brand), "brand", of, sold.get(key_of(brand), ()))
                )
    return names


def _meanings(holdings: Iterable[Holding], moiety: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """For what is sold under one brand: each moiety in it, and what the brand names exactly.

    That is a salt where it always is that salt, and of a combination all its moieties.
    """
    known = [held for held in holdings if held <= moiety.keys()]
    meant = {frozenset(moiety[unii] for unii in held): held for held in known}
    for uniis, held in sorted(meant.items(), key=lambda item: sorted(item[0])):
        for unii in sorted(uniis):
            single = min(held) if len(held) == len(known) == 1 else unii
            yield unii, single if len(uniis) == 1 else "+".join(sorted(uniis))


def _of_products(products: Iterable[Product], owners: Mapping[str, str]) -> dict[str, set[Holding]]:
    found: dict[str, set[Holding]] = defaultdict(set)
    for product in products:
        held = [i.unii or owners.get(letters_of(i.name), "") for i in product.ingredients]
        if product.name and all(held) and not _is_generic(product):
            found[product.name].add(frozenset(held))
    return found


_NUMBERED = re.compile(r"\s+['\d.-]+$")  # "EXAMPLOX '125'" is a product of EXAMPLOX


def _sold(products: Iterable[Product]) -> dict[str, tuple[str, ...]]:
    """The key of a brand → its products, as "form; strength"."""
    found: dict[str, set[str]] = defaultdict(set)
    for product in products:
        strength = " ".join(i.strength for i in product.ingredients if i.strength)
        found[key_of(_NUMBERED.sub("", product.name))].add(f"{product.form.lower()}; {strength}")
    return {brand: tuple(sorted(printed)) for brand, printed in found.items()}


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
