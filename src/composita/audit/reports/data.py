"""For programs: the whole report as one JSON object, written a page at a time."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from composita.audit.site import Report


def publish(report: Report) -> Iterator[str]:
    """The object in pieces: its summary, clashes between pages, then every page."""
    yield '{"summary":' + _json(report.summary)
    yield ',"clashes":' + _json(report.clashes)
    yield ',"pages":['
    for number, page in enumerate(report.pages()):
        yield ("," if number else "") + "\n" + _json(page)
    yield "]}\n"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
