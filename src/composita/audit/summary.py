"""The summary of an audit: counted page by page, so that thousands of pages need little memory."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from composita.audit.audit import Audited
from composita.audit.claim import Verdict

_WORST = 50  # pages
VERDICTS: tuple[Verdict, ...] = (
    "contradicted", "unsupported", "not covered", "supported", "not checkable", "not read",
)  # fmt: skip
_CHECKABLE = VERDICTS[:4]


class Line(Struct, frozen=True):
    """A page in the summary: how many claims by verdict, what is left out, and how bad it is."""

    path: str
    title: str
    counts: dict[str, int]
    omitted: int
    weight: int

    @property
    def checkable(self) -> int:
        return sum(self.counts.get(verdict, 0) for verdict in _CHECKABLE)

    @property
    def covered(self) -> float:
        """The share of what can be checked that the sources decide."""
        decided = self.counts.get("supported", 0) + self.counts.get("contradicted", 0)
        return decided / self.checkable if self.checkable else 0.0


class Problem(Struct, frozen=True):
    path: str
    why: str


class Summary(Struct, frozen=True):
    """What an audit found over all pages.

    `sections` has verdicts by kind of section, `errors` and `omitted` how often each reason of a
    contradiction and each must-have that is left out occurs; `worst` the heaviest pages;
    `coverage` how many pages have up to 25, 50, 75 and 100 % of their claims decided.
    """

    data: str
    pages: int
    claims: dict[str, int]
    sections: dict[str, dict[str, int]]
    errors: dict[str, int]
    omitted: dict[str, int]
    worst: tuple[Line, ...]
    coverage: tuple[int, int, int, int]
    problems: tuple[Problem, ...]
    unknown: tuple[Problem, ...]


class Tally:
    """Counts pages into a summary."""

    def __init__(self, data: str) -> None:
        self._data = data
        self._claims = Counter[str]()
        self._sections: dict[str, Counter[str]] = {}
        self._errors, self._omitted = Counter[str](), Counter[str]()
        self._lines: list[Line] = []
        self._problems: list[Problem] = []
        self._unknown: list[Problem] = []

    def add(self, page: Audited) -> None:
        if page.problem:
            self._problems.append(Problem(page.path, page.problem))
            return
        if page.unknown:
            self._unknown.append(Problem(page.path, ", ".join(page.unknown)))
        for judged in page.judged:
            self._claims[judged.verdict] += 1
            self._sections.setdefault(judged.claim.section, Counter())[judged.verdict] += 1
            if judged.verdict == "contradicted":
                self._errors[judged.reason] += 1
        self._omitted.update(each.title for each in page.omitted)
        self._lines.append(line(page))

    def summary(self) -> Summary:
        worst = sorted(self._lines, key=lambda each: (-each.weight, each.path))
        return Summary(
            data=self._data,
            pages=len(self._lines),
            claims={verdict: self._claims[verdict] for verdict in VERDICTS},
            sections={kind: dict(counts) for kind, counts in sorted(self._sections.items())},
            errors=dict(self._errors.most_common()),
            omitted=dict(self._omitted.most_common()),
            worst=tuple(each for each in worst[:_WORST] if each.weight),
            coverage=self._coverage(),
            problems=tuple(self._problems),
            unknown=tuple(self._unknown),
        )

    def _coverage(self) -> tuple[int, int, int, int]:
        quarters = Counter(min(3, int(each.covered * 4)) for each in self._lines)
        return quarters[0], quarters[1], quarters[2], quarters[3]


def line(page: Audited) -> Line:
    """A page's line: what contradicts a source weighs as much as a boxed warning left out."""
    counts = Counter[str](judged.verdict for judged in page.judged)
    weight = 10 * counts["contradicted"] + sum(each.weight for each in page.omitted)
    return Line(page.path, page.title, dict(counts), len(page.omitted), weight)
