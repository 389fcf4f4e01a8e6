"""What a medicine's own name says that it is: an insulin, a vitamin D, a potassium salt."""

from __future__ import annotations

from collections.abc import Iterator

from composita.extract.text import fold
from composita.facts import Substance
from composita.store.elements import given_for
from composita.store.spelling import key_of

_OFFICIAL = ("inn", "usan", "ban", "official")  # others may be named after what they resemble


def groups(substance: Substance) -> Iterator[str]:
    """The folded classes and the keys of names by which sources mean a substance named so."""
    official = [name.text for name in substance.names if name.kind in _OFFICIAL]
    for name in (substance.name, *official):
        for first in fold(name).replace(",", " ").split()[:1]:
            yield first if first.endswith("s") else f"{first}s"
    for name in (substance.name, *(one.text for one in substance.names if one.kind == "common")):
        yield key_of(name).rstrip("0123456789")
    if element := given_for(substance.name):
        yield key_of(element.name)
        yield fold(element.class_)
