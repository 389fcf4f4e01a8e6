"""A substance and its names; what people type, and what came of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

# Where a name comes from, best first: this order chooses the name a page shows.
NameKind = Literal["inn", "usan", "ban", "official", "common", "salt", "brand", "code", "own"]


class Name(Struct, frozen=True, gc=False, array_like=True):
    """A name of a substance. `of` is the UNII that it names exactly: a salt's, for a salt.

    For the brand of a combination, `of` holds the UNIIs of all its substances, joined by "+";
    each of them has the brand among its names. `sold` are the products of a brand that registers
    and labels list, as "form; strength".
    """

    text: str
    kind: NameKind
    of: str
    sold: tuple[str, ...] = ()


class Substance(Struct, frozen=True, gc=False, cache_hash=True, omit_defaults=True):
    """One active moiety. `unii` identifies it; `name` is what pages call it.

    Where a list gives a substance no UNII, `unii` is the list's own code with a prefix.
    """

    unii: str
    name: str
    names: tuple[Name, ...] = ()
    rxcui: str = ""
    cas: str = ""


class Recognised(Struct, frozen=True, gc=False, omit_defaults=True):
    """What one typed name came to.

    `how`: exact, salt (`form` is the salt's name), brand, typo (`matched` is the right spelling),
    group (the names of several substances begin with it: `near` has them), uncertain (a name that
    is sold in another strength or form than was typed: `near` has what it may mean), not taken
    ("stopped X", "allergic to X"), none (`near` may help). Of the last four, `substance` is None.
    """

    typed: str
    how: Literal["exact", "salt", "brand", "typo", "group", "uncertain", "not taken", "none"]
    substance: Substance | None = None
    matched: str = ""
    form: str = ""
    near: tuple[str, ...] = ()
