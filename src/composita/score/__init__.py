"""The scorecard: how good the facts are, measured on gold that people marked.

Each scorer is a function `score(gold: Path) -> Iterator[Row]`, one file per task. What was
trained is measured by cross-validation, never on what it was trained on.
"""

from __future__ import annotations

from msgspec import Struct


class Row(Struct, frozen=True):
    """One line of the scorecard. `right`, `found` and `gold` are counts; `reach` is our aim.

    Where `found` is 0 only a share of the gold is measured.
    """

    task: str
    gold_set: str
    right: int
    found: int
    gold: int
    reach: str = ""
    published: str = ""
    how: str = ""

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0
