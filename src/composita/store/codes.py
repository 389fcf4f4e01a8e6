"""Codes of RxNorm and ATC, and UNIIs → the substances that they certainly mean (`codes.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from composita.unii import unii

_SYSTEMS = {
    "http://www.nlm.nih.gov/research/umls/rxnorm": "rxnorm",
    "urn:oid:2.16.840.1.113883.6.88": "rxnorm",
    "http://www.whocc.no/atc": "atc",
    "urn:oid:2.16.840.1.113883.6.73": "atc",
}


def uniis(system: str, code: str) -> tuple[str, ...]:
    """The UNIIs behind a code; empty where it is not known, or not certain."""
    if own := unii(system, code):
        return (own,)
    found = _codes().get((_SYSTEMS.get(system, ""), code), "")
    return tuple(found.split("+")) if found else ()


@cache
def _codes() -> Mapping[tuple[str, str], str]:
    text = files(__package__).joinpath("codes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {(system, code): found for system, code, found in rows}
