"""The pages that lead to the others: letters, and what is covered and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from composita.publish.fragments import template_of
from composita.site.frame import Settings, frame_of
from composita.site.pages import Entry, State

_WORDS: dict[State, str] = {
    "covered": "covered", "partly": "covered in part", "not": "not covered",
}  # fmt: skip


def letters(entries: Sequence[Entry], settings: Settings) -> Iterator[tuple[str, str]]:
    """The first page, and one for each letter: path and text."""
    groups = {k: list(g) for k, g in groupby(sorted(entries, key=_order), key=_letter)}
    page = template_of("letters.html")
    common = {"letters": [*groups], "count": len(entries), "pages": ()}
    frame = frame_of("index", settings.site, settings)
    yield "index.html", page.render(common, frame=frame, title=settings.site, home=True, here="")
    for letter, pages in groups.items():
        title = f"Medicines: {letter.upper()}"
        frame = frame_of(f"{letter}/index", title, settings)
        yield (
            f"{letter}/index.html",
            page.render(common, frame=frame, title=title, home=False, here=letter, pages=pages),
        )


def _order(entry: Entry) -> tuple[str, str, str]:
    return _letter(entry), entry.row.title.casefold(), entry.row.path


def _letter(entry: Entry) -> str:
    return entry.row.path.split("/")[0]


def coverage(entries: Sequence[Entry], settings: Settings) -> Iterator[tuple[str, str]]:
    """How much of the list the sources cover, and the pages that they do not: path and text."""
    page = template_of("coverage.html")
    states = Counter(entry.state for entry in entries)
    lists = {"partly": "partly.html", "not": "not.html"}
    frame = frame_of("coverage/index", "Coverage", settings)
    yield (
        "coverage/index.html",
        page.render(
            frame=frame,
            title="Coverage",
            data=settings.data,
            pages=(),
            counts=[(_WORDS[state], states[state], lists.get(state, "")) for state in _WORDS],
            names=Counter(name.state for entry in entries for name in entry.names).most_common(),
        ),
    )
    for state in ("partly", "not"):
        title = f"Pages {_WORDS[state]}"
        frame = frame_of(f"coverage/{state}", title, settings)
        pages = [entry for entry in entries if entry.state == state]
        yield (
            f"coverage/{state}.html",
            page.render(frame=frame, title=title, counts=(), pages=pages),
        )


def as_data(entries: Iterable[Entry], settings: Settings) -> bytes:
    """coverage.json: each page with the state of each of its names."""
    pages = [
        {
            "path": f"{entry.row.path}.html",
            "title": entry.row.title,
            "state": entry.state,
            "names": [name._asdict() for name in entry.names],
        }
        for entry in entries
    ]
    return msgspec.json.encode({"data": settings.data, "pages": pages})
