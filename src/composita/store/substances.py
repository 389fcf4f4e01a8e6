"""Names from many lists → substances: moieties, each with its salts, synonyms and brands.

This runs once, when packs are built. Who may have a name that several claim is decided by where
each claim comes from; a name with two equally good claims belongs to nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from composita.facts import Name, NameKind, Product, Substance
from composita.read.inn import Inn
from composita.read.unii import UniiName
from composita.store.brands import Holding, brands
from composita.store.claims import Claim, Entry, entries
from composita.store.moieties import moieties, owners_of
from composita.store.spelling import key_of, letters_of, sentence_case

Families = Mapping[str, Sequence[Entry]]  # a moiety's UNII → its entry and those of its salts


def substances(
    names: Iterable[UniiName], inns: Iterable[Inn], products: Sequence[Product], used: Iterable[str]
) -> tuple[Substance, ...]:
    """The substances that are used somewhere, and bare those others that have an INN or USAN.

    `used` are names in titles and registers. `products` say which moiety a salt has, and what
    brands hold. Substances that nobody sells keep only their INN: it must not be taken for a
    misspelt name of something else.
    """
    drugs = {letters_of(inn.name): inn for inn in inns}
    known = entries(names)
    moiety = moieties(known, products, frozenset(drugs))
    families = _families(known, moiety)
    keys = frozenset(map(key_of, (*used, *(inn.name for inn in drugs.values()))))
    wanted = _wanted(families, products, keys)
    kept = {unii: family for unii, family in families.items() if unii in wanted or _named(family)}
    claimed = _claimed(kept)
    sold = _sold(brands(known, owners_of(known), products), moiety, _generic(known))
    return tuple(
        Substance(unii, _called(its, keys), (*its, *sold[unii]), cas=_cas(its, drugs))
        for unii, family in sorted(kept.items())
        if (its := tuple(_names(family, unii in wanted, claimed)))
    )


def _families(known: Mapping[str, Entry], moiety: Mapping[str, str]) -> Families:
    families: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(known.values(), key=lambda e: (e.unii != moiety[e.unii], e.best, e.unii)):
        families[moiety[entry.unii]].append(entry)
    return families


def _wanted(families: Families, products: Iterable[Product], keys: frozenset[str]) -> set[str]:
    """The moieties that labels hold, or that titles and registers call by an official name."""
    held = {ingredient.unii for product in products for ingredient in product.ingredients}
    return {
        unii
        for unii, family in families.items()
        for entry in family
        if entry.unii in held or not keys.isdisjoint(map(key_of, entry.names(Claim.BOOK)))
    }


def _named(family: Sequence[Entry]) -> bool:
    return any(entry.best <= Claim.USAN for entry in family)


def _generic(known: Mapping[str, Entry]) -> frozenset[str]:
    """The keys that are no brands: somebody lists them as the name of a substance."""
    return frozenset(key_of(t) for entry in known.values() for t in entry.names(Claim.LISTED))


def _claimed(families: Families) -> dict[str, str]:
    """Key → the moiety with the best claim to it, by its own or a salt's name; "" where two tie."""
    claims: dict[str, dict[str, Claim]] = defaultdict(dict)
    for unii, family in families.items():
        for entry in family:
            for text, claim in entry.claims.items():
                made = claims[key_of(text)]
                made[unii] = min(claim, made.get(unii, claim))
    return {key: _best(made) for key, made in claims.items()}


def _best(made: Mapping[str, Claim]) -> str:
    best = min(made.values())
    owners = [unii for unii, claim in made.items() if claim == best]
    return owners[0] if len(owners) == 1 else ""


def _names(family: Sequence[Entry], is_wanted: bool, claimed: Mapping[str, str]) -> Iterator[Name]:
    """The names of a moiety and then of its salts, best first, no key twice."""
    moiety = family[0].unii
    seen = set()
    for entry in family:
        for text in entry.names(Claim.LOOSE if is_wanted else Claim.USAN):
            key = key_of(text)
            if key not in seen and claimed[key] == moiety:
                seen.add(key)
                kind = entry.claims[text].kind if entry.unii == moiety else "salt"
                yield Name(sentence_case(text), kind, entry.unii)


def _sold(
    brands: Mapping[str, set[Holding]], moiety: Mapping[str, str], generic: frozenset[str]
) -> dict[str, list[Name]]:
    """The brands of each moiety that no substance has as its own name."""
    sold: dict[str, list[Name]] = defaultdict(list)
    for brand, holdings in sorted(brands.items()):
        if key_of(brand) not in generic:
            text = brand.title() if brand.isupper() else brand
            for unii, of in _meanings(holdings, moiety):
                sold[unii].append(Name(text, "brand", of))
    return sold


def _meanings(holdings: Iterable[Holding], moiety: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """For what is sold under one brand: each moiety in it, and what the brand names exactly.

    That is a salt where it always is that salt, and of a combination all its moieties.
    """
    known = [held for held in holdings if held <= moiety.keys()]
    meant = {frozenset(moiety[unii] for unii in held): held for held in known}
    for uniis, held in sorted(meant.items(), key=str):
        for unii in sorted(uniis):
            single = min(held) if len(held) == len(known) == 1 else unii
            yield unii, single if len(uniis) == 1 else "+".join(sorted(uniis))


def _called(names: Sequence[Name], keys: frozenset[str]) -> str:
    """The name that a page uses: the best kind of name, and of that kind one that is in use."""
    order = get_args(NameKind)
    first = min(names, key=lambda n: (order.index(n.kind), key_of(n.text) not in keys))
    return first.text


def _cas(names: Iterable[Name], drugs: Mapping[str, Inn]) -> str:
    found = (drugs.get(letters_of(name.text)) for name in names if name.kind != "salt")
    return next((drug.cas for drug in found if drug), "")
