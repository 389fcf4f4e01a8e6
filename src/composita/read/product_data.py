"""The product data of an openFDA record, one line without structure: brand, generic name, then each
ingredient, an active one with its moiety behind it, then colours and imprints.

Only a line that leaves no doubt is read: one generic name, which stands there twice in a row (as
the generic name and as the ingredient, or as the ingredient and its moiety), and no other does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from composita.facts import Ingredient, Product

_LONGEST = 6  # words of a name
_FURTHEST = 8  # words before it: those of the brand
_SEVERAL = re.compile(r"\b(?:and|with|or)\b|[;/+&]|,(?=\s*\D)", re.IGNORECASE)


def product_of(line: str) -> Product | None:
    """The one product that the line is certainly about."""
    words = line.split()
    found = list(_repeated([word.lower() for word in words]))
    if not found or len({name.split()[0] for _, name in found}) > 1:
        return None
    at, name = found[0]
    brand = " ".join(words[:at])
    if at > _FURTHEST or _SEVERAL.search(f"{brand} {name}"):
        return None
    generic = " ".join(words[at : at + len(name.split())])
    return Product(brand or generic, (Ingredient(generic),))


def _repeated(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Where a name begins that stands there twice in a row, and the name."""
    at = 0
    while at < len(words):
        if many := _length_of_name(words, at):
            name = words[at : at + many]
            yield at, " ".join(name)
            while words[at : at + many] == name:
                at += many
        else:
            at += 1


def _length_of_name(words: Sequence[str], at: int) -> int:
    lengths = range(1, _LONGEST + 1)
    once_more = (n for n in lengths if words[at : at + n] == words[at + n : at + 2 * n])
    return next((n for n in once_more if at + 2 * n <= len(words)), 0)
