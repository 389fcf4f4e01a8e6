"""What a source of a medicine says that concerns the person."""

from __future__ import annotations

from typing import Any, NamedTuple

from composita.check.pairs import Taken
from composita.facts import Level
from composita.store.said import Said


class Concern(NamedTuple):
    """A medicine, what is said of it, and our level for that.

    Without a level it is said and is no finding; without `said` it follows from what the person
    told: the medicine is what they are allergic to.
    """

    taken: Taken
    said: Said[Any] | None
    level: Level | None
