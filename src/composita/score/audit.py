"""Verdicts on claims of written pages, marked by hand by reading the labels (`gold/claims.tsv`).

All claims of the marked sentences are marked, so what the audit says of them and nobody marked is
wrong. A claim is found where one of the same sort overlaps it; a claim that a whole sentence makes
may be found anywhere in it.
"""

from __future__ import annotations

import csv
import tarfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from composita.audit import Audited, audit, markdown
from composita.audit.claim import Judged
from composita.audit.omissions import Omission
from composita.errors import UnreadableDocument
from composita.library import open_library
from composita.score import Row

PAGES = Path("rxhive", "pages.tar.xz")


class Marked(NamedTuple):
    """A line of the gold: a claim of a sentence, or that the sentence has none."""

    page: str
    line: str
    sentence_column: str
    sentence_length: str
    column: str
    length: str
    kind: str
    verdict: str
    document: str
    section: str
    start: str
    end: str
    hash: str

    @property
    def verdicts(self) -> list[str]:
        """Those that are right."""
        return self.verdict.split("/")

    def holds(self, line: int, column: int) -> bool:
        """Whether a place of the page is in the marked sentence."""
        since = int(self.sentence_column)
        return int(self.line) == line and since <= column < since + int(self.sentence_length)


class Page(NamedTuple):
    """A page's marked claims, what the audit says of the marked sentences, and what is left out."""

    path: str
    marked: list[Marked]
    told: list[Judged]
    omitted: tuple[Omission, ...]


def score(gold: Path) -> Iterator[Row]:
    """Rows for each verdict. The pages are looked for beside the folder of gold sets; without
    them there are no rows.
    """
    archive = gold.parent / PAGES
    if archive.is_file():
        pages = list(_pages(archive))
        for verdict, reach in _REACH.items():
            yield _row(verdict, reach, pages)
        yield _omissions(pages)


def _omissions(pages: list[Page]) -> Row:
    """How many of the must-haves that are told as left out are so. Nobody has marked all."""
    drawn = [page for page in pages if any(each.kind != "sold" for each in page.marked)]
    told = [(page.path, o.title, o.term) for page in drawn for o in page.omitted]
    missing = {tuple(row[:3]) for row in _rows("omissions") if row[3] == "yes"}
    return Row(
        "audit: must-haves left out",
        "60 pages, composita/score/gold/omissions.tsv",
        right=sum(each in missing for each in told),
        found=len(told),
        gold=len(missing),
        reach="precision 0.95",
        how="marked among those told: the recall says nothing",
    )


def _row(verdict: str, reach: str, pages: list[Page]) -> Row:
    told = [(j, page.marked) for page in pages for j in page.told if j.verdict == verdict]
    wanted = [(m, page.told) for page in pages for m in page.marked if m.verdicts == [verdict]]
    return Row(
        f"audit: claims that are {verdict}",
        "composita/score/gold/claims.tsv",
        right=sum(_is_right(judged, marked) for judged, marked in told),
        found=len(told),
        gold=len(wanted),
        reach=reach,
        how=f"{sum(_is_found(m, judged, verdict) for m, judged in wanted)} of them found",
    )


def _is_right(judged: Judged, marked: Iterable[Marked]) -> bool:
    return any(judged.verdict in each.verdicts and _is_same(judged, each) for each in marked)


def _is_found(marked: Marked, told: Iterable[Judged], verdict: str) -> bool:
    return any(each.verdict == verdict and _is_same(each, marked) for each in told)


def _is_same(judged: Judged, marked: Marked) -> bool:
    claim = judged.claim
    if _sort(claim.kind) != _sort(marked.kind) or not marked.holds(claim.line, claim.column):
        return False
    since, long = int(marked.column), claim.end - claim.start
    whole = marked.length == marked.sentence_length or claim.kind in _OF_CLAUSES
    return whole or (claim.column < since + int(marked.length) and since < claim.column + long)


def _sort(kind: str) -> str:
    """Kinds that a sentence can be read as alike: a warning of a side effect is one."""
    return _SORTS.get(kind, kind)


def _pages(archive: Path) -> Iterator[Page]:
    lines = (Marked(*row) for row in _rows("claims"))
    marked = {page: list(each) for page, each in groupby(lines, lambda line: line.page)}
    library = open_library()
    for path, text in _texts(archive, set(marked)):
        found = audit(markdown.read(text, path), library)
        yield Page(path, marked[path], _told(found, marked[path]), found.omitted)
    library.close()


def _told(found: Audited, marked: list[Marked]) -> list[Judged]:
    return [
        judged
        for judged in found.judged
        if any(each.holds(judged.claim.line, judged.claim.column) for each in marked)
    ]


def _texts(archive: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """The wanted pages of the archive, named without its folder."""
    with tarfile.open(archive) as pages:
        for member in pages:
            path = member.name.partition("/")[2]
            file = pages.extractfile(member) if path in wanted else None
            if file:
                wanted.remove(path)
                yield path, file.read().decode()
    if wanted:
        raise UnreadableDocument(str(archive), f"does not hold {min(wanted)}, which is marked")


def _rows(name: str) -> Iterator[list[str]]:
    text = files("composita.score").joinpath(f"gold/{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return csv.reader(lines[1:], delimiter="\t")


_REACH = {
    "contradicted": "precision 0.90, recall 0.60",
    "supported": "precision 0.95",
    "unsupported": "",
    "not checkable": "",
}
_SORTS = {"warning": "reaction"} | dict.fromkeys(
    ("special", "contraindication", "interaction"), "forbidden"
)
# What the extractors find in a clause as a whole.
_OF_CLAUSES = frozenset(
    ("special", "class", "mechanism", "alcohol", "driving", "stopping", "dependence", "missed dose",
     "overdose", "food", "storage", "sun")
)  # fmt: skip
