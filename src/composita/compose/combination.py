"""The medicines of a page that are taken together, and what their check found."""

from __future__ import annotations

from typing import NamedTuple

from composita.facts import Check
from composita.store.statements import Subject


class Combination(NamedTuple):
    """What is said of each, of the product that holds them all, and of taking them together."""

    subjects: tuple[Subject, ...]
    product: Subject
    check: Check
