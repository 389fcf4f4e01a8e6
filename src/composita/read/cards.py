"""The two data files beside the readers: the cards of sources and the kinds of sections."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from composita.facts import Source


@cache
def sources() -> dict[str, Source]:
    """The cards of `sources.toml` by id."""
    cards = tomllib.loads(files(__package__).joinpath("sources.toml").read_text(encoding="utf-8"))
    return {id: msgspec.convert({"id": id, **card}, Source) for id, card in cards.items()}


@cache
def section_kinds() -> dict[str, Any]:
    """`sections.toml`: for each way of naming sections (loinc, openfda, …), name → our kind."""
    return tomllib.loads(files(__package__).joinpath("sections.toml").read_text(encoding="utf-8"))


def section_kind(code: str, heading: str, around: str = "") -> str:
    """Our kind for a section: by a heading of section 8, whose LOINC codes are often careless,
    else by its code, else that of the section around it."""
    if population := _populations().match(heading):
        return str(section_kinds()["populations"][population[1].lower()])
    return str(section_kinds()["loinc"].get(code, around))


@cache
def _populations() -> re.Pattern[str]:
    return re.compile(rf"8\.\d+ ({'|'.join(section_kinds()['populations'])})\b", re.IGNORECASE)


def address(source: str, set_id: str) -> str:
    """Where a person finds a document of this source."""
    return sources()[source].address.format(set_id=set_id)
