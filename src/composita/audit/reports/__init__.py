"""Reports of an audit: text, JSON and SARIF in one piece, HTML as a folder of pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from composita.audit.reports import data, sarif, site, text
from composita.audit.site import Report
from composita.errors import CompositaError

FORMATS: dict[str, Callable[[Report], Iterator[str]]] = {
    "text": text.publish,
    "json": data.publish,
    "sarif": sarif.publish,
}


def write(report: Report, format: str, output: Path | None) -> None:
    """Writes the report to a file, HTML to a folder; to standard output where none is named."""
    if format == "html" and output is None:
        raise CompositaError("An HTML report is a folder of pages: name it with --output")
    if format == "html" and output is not None:
        site.write(report, output)
        return
    pieces = FORMATS[format](report)
    if output is None:
        sys.stdout.writelines(pieces)
        return
    try:
        with output.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
    except OSError as error:
        raise CompositaError(f"{output}: cannot be written: {error.strerror}") from error
