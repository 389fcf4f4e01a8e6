"""For browsers: a folder of pages. The summary, and a page each with its sentences beside the
statements that bear them out or contradict them.

What comes from an audited page is escaped, and the pages hold no script and allow none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from composita.audit.audit import Audited
from composita.audit.claim import Judged
from composita.audit.files import Found, text_of
from composita.audit.reports.wording import described, reason, where
from composita.audit.site import Report
from composita.audit.summary import VERDICTS, line
from composita.controls import shown
from composita.errors import CompositaError, UnreadableDocument
from composita.publish.html import Frame, Link, asset

_STYLES = ("style.css", "audit.css")


class Told(NamedTuple):
    """A claim as a page shows it: the sentence in three pieces, the middle one marked."""

    judged: Judged
    before: str
    marked: str
    after: str
    what: str
    why: str
    where: str


def write(report: Report, folder: Path) -> None:
    """Writes the site into a folder, which is made where it is missing."""
    try:
        (folder / "pages").mkdir(parents=True, exist_ok=True)
        (folder / _STYLES[0]).write_text(asset(_STYLES[0]), encoding="utf-8")
        (folder / _STYLES[1]).write_text(_own(_STYLES[1]), encoding="utf-8")
        (folder / "index.html").write_text(_index(report), encoding="utf-8")
        for page in report.pages():
            if not page.problem:
                (folder / _address(page.path)).write_text(_page(page), encoding="utf-8")
    except OSError as error:
        raise CompositaError(f"{folder}: cannot be written: {error.strerror}") from error


def _index(report: Report) -> str:
    return _template("index.html").render(
        frame=_frame(""),
        found=report.summary,
        clashes=report.clashes,
        verdicts=VERDICTS,
        reason=reason,
        address=_address,
        shown=shown,
    )


def _page(page: Audited) -> str:
    return _template("page.html").render(
        frame=_frame("../"),
        page=page,
        line=line(page),
        told=list(_told(page)),
        verdicts=VERDICTS,
        where=where,
        shown=shown,
    )


def _told(page: Audited) -> Iterator[Told]:
    """Each claim with its words, as long as the file is still the one that was audited."""
    text = _text(page.path)
    for judged in page.judged:
        claim = judged.claim
        start, end = claim.sentence
        cut = min(max(claim.start, start), end), max(start, min(claim.end, end))
        yield Told(
            judged,
            _shown(text[start : cut[0]]),
            _shown(text[cut[0] : cut[1]]),
            _shown(text[cut[1] : end]),
            described(claim.value),
            reason(judged.reason),
            where(judged.passages),
        )


def _text(path: str) -> str:
    try:
        return text_of(Found(Path(path), path))
    except UnreadableDocument:
        return ""


def _shown(words: str) -> str:
    """Words of a page without the signs of Markdown."""
    return shown(_SIGNS.sub("", words))


def _address(path: str) -> str:
    """Where the report on a page stands: no two paths have the same."""
    digits = blake2b(path.encode(), digest_size=4).hexdigest()
    stem = re.sub(r"[^\w-]+", "-", PurePath(path).stem)[:60]
    return f"pages/{stem}-{digits}.html"


def _frame(root: str) -> Frame:
    links = [Markup(f'<link rel="stylesheet" href="{root}{name}">') for name in _STYLES]
    return Frame(Markup("\n").join(links), root, "Audit", (Link("Summary", "index.html"),))


def _own(name: str) -> str:
    return (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")


def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    own = PackageLoader("composita.audit.reports")
    loader: Any = ChoiceLoader([own, PackageLoader("composita.publish")])
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_SIGNS = re.compile(r"\*\*|__|`|</?[a-zA-Z][^<>]*>")
