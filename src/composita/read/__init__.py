"""Readers: bytes in a known format → Documents. One file per format, siblings of one shape.

Each reader is a function `read(data: bytes, where: str) -> Iterator[Document]`: `data` is the
whole file, `where` its name for messages; it raises `UnreadableDocument` and nothing else.
`open_documents` finds the right one for a path and looks into zip archives and folders.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from composita.facts import Source


@cache
def sources() -> dict[str, Source]:
    """The cards of `sources.toml` by id."""
    cards = tomllib.loads(files(__package__).joinpath("sources.toml").read_text())
    return {id: msgspec.convert({"id": id, **card}, Source) for id, card in cards.items()}


@cache
def section_kinds() -> dict[str, Any]:
    """`sections.toml`: for each way of naming sections (loinc, openfda, …), name → our kind."""
    return tomllib.loads(files(__package__).joinpath("sections.toml").read_text())
