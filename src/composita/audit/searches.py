"""Where a claim was looked for: documents with a section that could have said it, or that say such
a thing elsewhere. Where there is none, that nothing was found says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from composita.audit.claim import Reassured, Route, Sold, Stated
from composita.audit.tables import table
from composita.audit.verdicts import Medicines
from composita.facts import Listed
from composita.store.said import Said
from composita.store.statements import Subject, topic


def searches(value: Stated, medicines: Medicines) -> tuple[str, ...]:
    """The ids of the documents, those of each subject in order."""
    found = (id for subject in _subjects(value, medicines) for id in sorted(_in(subject, value)))
    return tuple(dict.fromkeys(found))


def _subjects(value: Stated, medicines: Medicines) -> Iterable[Subject]:
    """Of routes and of what is sold, only the product as a whole tells."""
    if isinstance(value, Route | Sold):
        return (medicines.whole,) if medicines.whole else ()
    return medicines.all


def _in(subject: Subject, value: Stated) -> Iterator[str]:
    if isinstance(value, Route | Sold):
        yield from _documents(subject.said(Listed))
    elif isinstance(value, Reassured):
        yield from subject.asked[_asked(value.scope)]
    else:
        told: list[Said[Any]] = subject.said(type(value))
        about = topic(value)  # type: ignore[arg-type]
        yield from subject.asked[about]
        yield from _documents(said for said in told if topic(said.value) == about)


def _documents(said: Iterable[Said[Any]]) -> Iterator[str]:
    return (id for each in said for id in each.documents)


def _asked(scope: str) -> str:
    """The key of a scope in store/asked.toml."""
    row = table("scopes")[scope]
    return str(row.get("population") or row.get("topic") or row["asked"])
