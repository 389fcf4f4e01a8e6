"""The FDA's list of UNII names: every name of every substance, a row each, grouped by UNII.

A name may carry the list that it comes from in brackets: "PARACETAMOL [INN]".
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from composita.errors import UnreadableDocument

_HEADER = "Name\tTYPE\tUNII\tDisplay Name"
_LONGEST_LINE = 20_000  # bytes; the longest systematic name has some 5,000
_TAG = re.compile(r"(.+?) \[([^\[\]]+)\]")


class UniiName(NamedTuple):
    """A row: `type` is of (official), cn (common), sys, bn (brand) or cd (code).

    `tag` is the list that the name is taken from ("INN", "USP MONOGRAPH", …), "" for none;
    `display` is the name that the FDA shows for the substance.
    """

    text: str
    tag: str
    type: str
    unii: str
    display: str


def read(file: IO[bytes], where: str) -> Iterator[UniiName]:
    """The rows of a gzipped list, as they come: memory does not grow with the file."""
    lines = _lines(file, where)
    if next(lines, "") != _HEADER:
        why = f"not a list of UNII names: its first line should be {_HEADER!r}"
        raise UnreadableDocument(where, why)
    for number, line in enumerate(lines, 2):
        fields = line.split("\t")
        if len(fields) != 4:
            why = f"{len(fields)} columns where there should be four; download the list again"
            raise UnreadableDocument(f"{where}, line {number}", why)
        name, type_, unii, display = fields
        tagged = _TAG.fullmatch(name) if name.endswith("]") else None
        text, tag = tagged.groups() if tagged else (name, "")
        yield UniiName(text, tag, type_, unii, display)


def _lines(file: IO[bytes], where: str) -> Iterator[str]:
    try:
        with gzip.open(file) as lines:
            while line := lines.readline(_LONGEST_LINE):
                if len(line) == _LONGEST_LINE:
                    raise UnreadableDocument(where, f"a line is longer than {_LONGEST_LINE} bytes")
                yield line.decode().rstrip("\r\n")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        why = f"not a whole gzip file of text ({error}); download the list again"
        raise UnreadableDocument(where, why) from error
