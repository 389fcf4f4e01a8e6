"""Names from many lists → substances: moieties, each with its salts, synonyms and brands.

This runs once, when packs are built. Who may have a name that several claim is decided by where
each claim comes from; a name with two equally good claims belongs to nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from composita.facts import Name, NameKind, Product, Substance
from composita.read.unii import UniiName
from composita.store.brands import brands
from composita.store.claims import Claim, Entry, entries
from composita.store.moieties import moieties, owners_of
from composita.store.spelling import key_of, letters_of, sentence_case
from composita.store.typed import bare
from composita.store.typos import one_error

Families = Mapping[str, Sequence[Entry]]  # a moiety's UNII → its entry and those of its salts
Rank = tuple[Claim, bool]  # of a claim: of two equal ones, that to the displayed name comes first
Named = Mapping[str, Sequence[Name]]  # a moiety's UNII → its names, best first, and its salts'


def substances(
    rows: Iterable[UniiName], drugs: Iterable[str], products: Sequence[Product], used: Iterable[str]
) -> tuple[Substance, ...]:
    """The substances that are used somewhere, and bare those others that may be mistaken for them.

    `drugs` are the names of medicines by themselves, not only in salts or esters; `used` are names
    in titles and registers; `products` say which moiety a salt has, and what brands hold. Of
    substances that nobody sells, those that have an INN or USAN are kept with that, and others
    with those names that are nearly the name of one in use: they are no typing errors.
    """
    medicines = list(drugs)
    keys = frozenset(key_of(bare(name)) for name in (*used, *medicines))
    known = entries(rows)
    moiety = moieties(known, products, frozenset(map(letters_of, medicines)))
    names = _names(_families(known, moiety), products, keys)
    ours = {unii: of for unii, of in moiety.items() if of in names}
    sold = brands(known, ours, owners_of(known), products)
    return tuple(
        Substance(unii, _called(its, key_of(known[unii].display), keys), (*its, *sold[unii]))
        for unii, its in sorted(names.items())
    )


def _families(known: Mapping[str, Entry], moiety: Mapping[str, str]) -> Families:
    families: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(known.values(), key=lambda e: (e.unii != moiety[e.unii], e.best, e.unii)):
        families[moiety[entry.unii]].append(entry)
    return families


def _names(families: Families, products: Iterable[Product], keys: frozenset[str]) -> Named:
    """The names of each moiety that we keep."""
    claimed = _claimed(families)
    wanted = _wanted(families, products, keys)
    names = {
        unii: list(_of_family(family, Claim.LOOSE if unii in wanted else Claim.USAN, claimed))
        for unii, family in families.items()
    }
    right = {key_of(name.text) for its in names.values() for name in its}
    near = one_error(right)
    for unii, family in families.items():
        if not names[unii]:
            others = _of_family(family, Claim.LISTED, claimed)
            names[unii] = [name for name in others if near(key_of(name.text))]
    return {unii: its for unii, its in names.items() if its}


def _wanted(families: Families, products: Iterable[Product], keys: frozenset[str]) -> set[str]:
    """The moieties that labels hold, or that titles and registers name."""
    held = {ingredient.unii for product in products for ingredient in product.ingredients}
    return {
        unii
        for unii, family in families.items()
        for entry in family
        if entry.unii in held or not keys.isdisjoint(_listed(entry))
    }


def _listed(entry: Entry) -> set[str]:
    """The keys of its names that a list has."""
    return {key_of(text) for text in entry.names(Claim.LISTED)}


def _claimed(families: Families) -> dict[str, str]:
    """Key → the moiety with the best claim to it, by its own or a salt's name; "" where two tie.

    Without a good claim, a name that others bear with a number ("Vitamin D") is nobody's either.
    """
    claims: dict[str, dict[str, Rank]] = defaultdict(dict)
    for unii, family in families.items():
        for entry in family:
            for text, claim in entry.claims.items():
                made, rank = claims[key_of(text)], (claim, text != entry.display)
                made[unii] = min(rank, made.get(unii, rank))
    groups = _groups(claims)
    return {key: "" if key in groups else _best(made) for key, made in claims.items()}


def _best(made: Mapping[str, Rank]) -> str:
    best = min(made.values())
    owners = [unii for unii, rank in made.items() if rank == best]
    return owners[0] if len(owners) == 1 else ""


def _groups(claims: Mapping[str, Mapping[str, Rank]]) -> set[str]:
    """The keys without an official claim that several moieties bear with a number behind."""
    numbered: dict[str, set[str]] = defaultdict(set)
    for key, made in claims.items():
        if found := _NUMBERED.fullmatch(key):
            numbered[found[1]] |= made.keys()
    return {
        key
        for key, uniis in numbered.items()
        if len(uniis) > 1 and key in claims and min(claims[key].values())[0] >= Claim.LISTED
    }


_NUMBERED = re.compile(r"(.*[a-z])\d+")


def _of_family(family: Sequence[Entry], worst: Claim, claimed: Mapping[str, str]) -> Iterator[Name]:
    """The names of a moiety and then of its salts, best first, no key twice."""
    moiety = family[0].unii
    seen = set()
    for entry in family:
        for text in entry.names(worst):
            key = key_of(text)
            if key not in seen and claimed[key] == moiety:
                seen.add(key)
                kind = entry.claims[text].kind if entry.unii == moiety else "salt"
                yield Name(sentence_case(text), kind, entry.unii)


def _called(names: Sequence[Name], displayed: str, keys: frozenset[str]) -> str:
    """The name that a page uses: one in use; of these the INN, else the FDA's if it is official."""
    order = get_args(NameKind)

    def rank(name: Name) -> tuple[bool, bool, bool, int]:
        key = key_of(name.text)
        is_displayed = key == displayed and name.kind != "common"
        return key not in keys, name.kind != "inn", not is_displayed, order.index(name.kind)

    return min(names, key=rank).text
