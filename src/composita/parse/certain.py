"""Whether a trade name is certain: the product that bears it has the strength and form typed.

One name is sold with different medicines in different countries. What was typed beside a trade
name tells whether its product can be the one that we know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from composita.facts import Recognised
from composita.parse.data import families, key
from composita.parse.tokens import Amount, Token, tokens
from composita.store.names import Names

_AT_A_TIME = (0.5, 1, 1.5, 2, 3, 4)  # tablets: what is typed may be the amount that is taken
_MILLIGRAMS = {"g": 1000.0, "mg": 1.0, "ug": 0.001}


def checked(
    found: tuple[Recognised, ...], text: str, taken: Sequence[Token], names: Names
) -> tuple[Recognised, ...]:
    """What a name came to, or that it is not certain, with the names that it may mean."""
    if not found or not all(one.substance for one in found) or _is_own(found[0], names):
        return found
    strengths, forms = _strengths(text, taken), _families(_words(text, taken))
    if not (strengths or forms) or _agrees(found[0], strengths, forms, names):
        return found
    near = tuple(dict.fromkeys(one.substance.name for one in found if one.substance))
    return (replace(found[0], how="uncertain", substance=None, form="", near=near),)


def _is_own(one: Recognised, names: Names) -> bool:
    """Whether a name is that of a substance, which nobody else gives to their product."""
    return one.how not in ("brand", "exact") or (
        one.how == "exact" and not names.is_loose(one.matched)
    )


def _agrees(one: Recognised, strengths: set[float], forms: set[str], names: Names) -> bool:
    """Whether nothing that was typed speaks against the product of this name."""
    if one.how == "brand":
        sold = names.sold(one.matched)
        if not sold:
            return not strengths
        told = [product for product in sold if any(_printed(product))] or sold
        return any(_fits(product, strengths, forms) for product in told)
    if not strengths or not one.substance:
        return True
    listed = names.forms(one.substance.unii)
    return listed is None or any(not forms or forms & _families(key(form)) for form in listed)


def _fits(product: str, strengths: set[float], forms: set[str]) -> bool:
    """Whether a product, printed as "form; strength", is of such a strength and form."""
    of_form, of_strength = _printed(product)
    is_of_form = not (forms and of_form) or bool(forms & of_form)
    may_be = {round(one * times, 6) for one in of_strength for times in _AT_A_TIME}
    return is_of_form and (not (strengths and of_strength) or bool(strengths & may_be))


@lru_cache(10_000)
def _printed(product: str) -> tuple[set[str], set[float]]:
    """The families of its form; the strengths of its parts, and what they are together."""
    form, _, strength = product.partition(";")
    parts = list(_milligrams(amount for token in tokens(strength) for amount in token.amounts))
    return _families(key(form)), {*parts, sum(parts)} - {0}


def _strengths(text: str, taken: Sequence[Token]) -> set[float]:
    """In milligrams, or whatever they count; a number without a unit is one too."""
    found = set(_milligrams(amount for piece in taken for amount in piece.amounts))
    numbers = (text[p.start : p.end].split()[0] for p in taken if p.role == "number")
    return found | {float(n) for n in numbers if n.replace(".", "", 1).isdigit()}


def _milligrams(amounts: Iterable[Amount]) -> Iterator[float]:
    for amount in amounts:
        if amount.unit not in ("mL", "L", "h", "{actuation}", "{dose}"):
            yield round(amount.high * _MILLIGRAMS.get(amount.unit, 1.0), 6)


def _words(text: str, taken: Sequence[Token]) -> Iterator[str]:
    for piece in taken:
        if piece.role in ("form", "before", "number", "count"):
            yield text[piece.start : piece.end].casefold()
            yield from key(text[piece.start : piece.end])


def _families(words: Iterable[str]) -> set[str]:
    table = families()
    return {table[word] for word in words if word in table}
