"""The check in the browser as files of a site: its page, its script, and what these read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from composita.compose.words import words
from composita.publish.fragments import template_of
from composita.site import shards
from composita.site.folder import Folder
from composita.site.frame import Settings, frame_of
from composita.site.pages import Entry
from composita.site.workers import Workers

_TITLE = "Medicines taken together"


def write(site: Folder, entries: Sequence[Entry], workers: Workers, settings: Settings) -> None:
    """Writes all that a check of the substances of these pages reads."""
    pages = {entry.row.path: _uniis(entry) for entry in entries if entry.names}
    for made in workers.shards(sorted({unii for uniis in pages.values() for unii in uniis})):
        site.files.update(made)
    for path, text in (*shards.common(pages), *_page(settings)):
        site.write(path, text.encode())


def _uniis(entry: Entry) -> list[str]:
    """The substances of a page, none where a name of it is not recognised."""
    uniis = [name.unii for name in entry.names if name.unii]
    return uniis if len(uniis) == len(entry.names) else []


def _page(settings: Settings) -> Iterator[tuple[str, str]]:
    frame = frame_of("check/index", _TITLE, settings)
    yield (
        "check/index.html",
        template_of("check.html").render(
            frame=frame, title=_TITLE, disclaimer=words("patient")["page"]["disclaimer"]
        ),
    )
    yield "check/check.js", files(__package__).joinpath("check.js").read_text(encoding="utf-8")
