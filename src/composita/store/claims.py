"""Which names a substance of the FDA's list has, and how good its claim to each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import groupby
from operator import attrgetter

from msgspec import Struct, field

from composita.facts import NameKind
from composita.read.unii import UniiName


class Claim(IntEnum):
    """How good a claim is, best first.

    After the bodies that give names: the FDA calls the name official, a pharmacopoeia or register
    has it, another list has it, or the FDA merely knows of it.
    """

    INN = 0
    USAN = 1
    BAN = 2
    OFFICIAL = 3
    BOOK = 4
    LISTED = 5
    LOOSE = 6

    @property
    def kind(self) -> NameKind:
        return _KINDS[self]


_KINDS: tuple[NameKind, ...] = ("inn", "usan", "ban", "official", "official", "common", "common")

# What stands in brackets behind a name. Names of impurities, of reference standards, in Latin,
# and of homoeopathic or food lists are left out: they name other things loosely.
_TAGS = {
    "INN": Claim.INN,
    "USAN": Claim.USAN,
    "BAN": Claim.BAN,
    **dict.fromkeys(
        ("CHP", "EMA EPAR", "EP", "EP MONOGRAPH", "IP", "JAN", "JP", "NF", "ORANGE BOOK",
         "PURPLE BOOK CDER", "USP", "USP MONOGRAPH", "WHO-IP"),
        Claim.BOOK,
    ),
    **dict.fromkeys(("DSC", "HSDB", "IARC", "MART.", "MI", "VANDF", "WHO-DD"), Claim.LISTED),
}  # fmt: skip

# Names that nobody lists may be systematic: brackets, primes and locants give them away.
_PLAIN = re.compile(r"(?:[A-Z]|\d+-)[A-Z0-9 '-]{2,39}")
_WORDS = re.compile(r"[A-Z -]{3,25}")
_LOOSELY = re.compile(r"IMPURITY|RELATED COMPOUND|COMPONENT|\(AS ")
_LONGEST = 60  # characters of a name that somebody may type


class Entry(Struct):
    """A substance of the FDA's list: its names, brands, and the brands that it is a part of."""

    unii: str
    display: str
    claims: dict[str, Claim] = field(default_factory=dict)
    brands: list[str] = field(default_factory=list)
    part_of: list[str] = field(default_factory=list)

    @property
    def best(self) -> Claim:
        return min(self.claims.values(), default=Claim.LOOSE)

    def names(self, worst: Claim = Claim.LOOSE) -> Iterator[str]:
        """Its names with claims at least so good, best first; the displayed name before others."""
        good = (text for text, claim in self.claims.items() if claim <= worst)
        return iter(sorted(good, key=lambda t: (self.claims[t], t != self.display, t)))


def entries(rows: Iterable[UniiName]) -> dict[str, Entry]:
    """The substances that at least one list names, by UNII."""
    read = (_entry(unii, list(group)) for unii, group in groupby(rows, attrgetter("unii")))
    return {entry.unii: entry for entry in read if entry.best <= Claim.LISTED}


def _entry(unii: str, rows: list[UniiName]) -> Entry:
    entry = Entry(unii, rows[0].display)
    for row in rows:
        claim = _claim(row)
        if claim is not None:
            entry.claims[row.text] = min(claim, entry.claims.get(row.text, claim))
        elif row.type == "bn" and not _LOOSELY.search(row.text):
            entry.brands.append(row.text)
    for row in rows:
        brand, _, component = row.text.partition(" COMPONENT ")
        if component in entry.claims:
            entry.part_of.append(brand)
    return entry


def _claim(row: UniiName) -> Claim | None:
    if len(row.text) > _LONGEST or _LOOSELY.search(row.text):
        return None
    if row.tag:
        return _TAGS.get(row.tag)
    if row.type == "of":
        return Claim.OFFICIAL
    plain = {"cn": _PLAIN, "sys": _WORDS}.get(row.type)
    return Claim.LOOSE if plain and plain.fullmatch(row.text) else None
