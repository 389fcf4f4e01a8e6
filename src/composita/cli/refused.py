"""What was not read, told as it comes: each document that was left out, and of many files
with one fault the first and how many more there are."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from composita.cli.console import complain
from composita.errors import LeftOut, UnreadableDocument

_TOLD = 200  # files with one fault that are named: no real source has as many, but for junk
_MOST_LEFT_OUT = 10_000  # documents of one kind that are: honest files have hundreds
_MOST_FAULTS = 100  # that are counted apart; LactMed has 57


class _Fault(NamedTuple):
    what: str
    most: int


_OTHERS = _Fault("of other faults", _TOLD)


class Refused:
    """Counts what was not read, and keeps no more of it than the names of the faults."""

    def __init__(self) -> None:
        self.count = 0
        self._faults: Counter[_Fault] = Counter()

    def tell(self, found: UnreadableDocument) -> None:
        """Says it, unless enough with the same fault were named before."""
        self.count += 1
        fault = self._fault(found)
        self._faults[fault] += 1
        if self._faults[fault] <= fault.most:
            complain(f"  not read: {found}")

    def tell_rest(self) -> None:
        """Says how many there were that were not named."""
        for fault, count in self._faults.items():
            if count > fault.most:
                complain(f"  not read: {count - fault.most:,} more: {fault.what}")

    def _fault(self, found: UnreadableDocument) -> _Fault:
        what = re.sub(r"\d+", "…", found.why)[:200]  # whatever the line or the size is
        fault = _Fault(what, _MOST_LEFT_OUT if isinstance(found, LeftOut) else _TOLD)
        full = len(self._faults) >= _MOST_FAULTS and fault not in self._faults
        return _OTHERS if full else fault
