"""Which moiety a salt, hydrate or ester has: what labels state, else what its name says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from composita.facts import Product
from composita.store.claims import Claim, Entry
from composita.store.elements import form_of
from composita.store.spelling import Base, bases, is_element, letters_of, words_of

# The FDA adds four letters without a meaning to the names of biological products.
_BIOLOGICAL = re.compile(r"(.{6,})-[A-Z]{4}")


def moieties(
    entries: Mapping[str, Entry], products: Iterable[Product], drugs: frozenset[str]
) -> dict[str, str]:
    """UNII → the UNII of its moiety, for each entry: its own where it is one.

    `drugs` are the keys of names that are drugs by themselves, not only as esters.
    """
    owners = owners_of(entries)
    stated = _stated(entries, products)
    parents = {}
    for entry in entries.values():
        parent = (
            stated.get(entry.unii)
            or _element(entry, owners)
            or _by_name(entry, entries, owners, drugs)
        )
        if parent:
            parents[entry.unii] = parent
    return {unii: _root(unii, parents) for unii in entries}


def owners_of(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Key of a listed name → the one UNII with the best claim to it.

    Of equal claims that of the substance counts which the FDA displays under this name.
    """
    claims: dict[str, dict[str, tuple[Claim, bool]]] = defaultdict(dict)
    for entry in entries.values():
        for text in entry.names(Claim.LISTED):
            claims[letters_of(text)].setdefault(
                entry.unii, (entry.claims[text], text != entry.display)
            )
    return {key: owner for key, made in claims.items() if (owner := _best(made))}


def _best(made: dict[str, tuple[Claim, bool]]) -> str | None:
    first, *others = sorted(made, key=lambda unii: made[unii])
    return None if others and made[others[0]] == made[first] else first


def _stated(entries: Mapping[str, Entry], products: Iterable[Product]) -> dict[str, str]:
    """What labels state, where they name one moiety and the two names begin with one word.

    So mineral salts, of which labels name the ions, and methyl salicylate stay what they are.
    """
    pairs = {
        (ingredient.unii or "", ingredient.moieties[0].unii or "")
        for product in products
        for ingredient in product.ingredients
        if len(ingredient.moieties) == 1
    }
    itself_first = sorted(pairs, key=lambda pair: (pair[0] != pair[1], pair))
    return {
        salt: moiety
        for salt, moiety in itself_first
        if salt in entries
        and moiety in entries
        and _begin_alike(entries[salt].display, entries[moiety].display)
    }


def _begin_alike(one: str, other: str) -> bool:
    first = words_of(one)[:1]
    return first == words_of(other)[:1] and not is_element(other)


def _element(entry: Entry, owners: Mapping[str, str]) -> str | None:
    """The element that a mineral salt is a form of."""
    element = form_of(entry.display)
    return owners.get(letters_of(element.name)) if element else None


def _by_name(
    entry: Entry, entries: Mapping[str, Entry], owners: Mapping[str, str], drugs: frozenset[str]
) -> str | None:
    """The owner of what is left of one of its names, or of one of its names itself."""
    for text in _telling(entry):
        for base in _left(text, entry):
            owner = owners.get(letters_of(base.name))
            if owner and owner != entry.unii:
                return owner if _is_moiety(base, entries[owner], entry, drugs) else None
    return None


def _telling(entry: Entry) -> Iterator[str]:
    """Its best names and the displayed one: others may call it a salt loosely."""
    yield from entry.names(entry.best)
    if entry.best > Claim.INN:
        yield entry.display


def _left(text: str, entry: Entry) -> Iterator[Base]:
    if Claim.INN < entry.claims.get(text, Claim.LOOSE) <= Claim.BOOK:
        yield Base(text)
        if biological := _BIOLOGICAL.fullmatch(text):
            yield Base(biological[1])
    for base in bases(text):
        acid = base._replace(name=f"{base.name[:-3]}ic acid")  # "alendronate": alendronic acid
        spelt = (acid, base) if base.metal else (base, acid)
        yield from spelt if base.name.endswith("ate") else (base,)


def _is_moiety(base: Base, owner: Entry, salt: Entry, drugs: frozenset[str]) -> bool:
    """Whether what is left is the active moiety, and not another medicine or a chemical."""
    is_drug = letters_of(base.name) in drugs
    is_known = is_drug or owner.best <= Claim.USAN
    if base.ester:
        return is_known and not (is_drug and salt.best == Claim.INN)
    is_drug_itself = any(letters_of(text) in drugs for text in _telling(salt))
    return is_known or salt.best <= Claim.USAN or not (base.metal or is_drug_itself)


def _root(unii: str, parents: Mapping[str, str]) -> str:
    seen = {unii}
    while (parent := parents.get(unii)) and parent not in seen:
        seen.add(parent)
        unii = parent
    return unii
