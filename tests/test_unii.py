"""A UNII is one under every address of its code system."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from composita.store import codes
from composita.unii import has_check, unii

CODE = "TEST00000S"  # invented, with the check character that it must have


@pytest.mark.parametrize(
    "system",
    [
        "http://fdasis.nlm.nih.gov",
        "https://fdasis.nlm.nih.gov/",
        "http://fdasis.nlm.nih.gov/srs/unii",
        "HTTP://FDASIS.NLM.NIH.GOV",
        "urn:oid:2.16.840.1.113883.4.9",
        "2.16.840.1.113883.4.9",
        "https://gsrs.ncats.nih.gov/ginas/app/beta",
        "https://gsrs.ncats.nih.gov/",
        "https://gsrs.example.org/substances/",
        "https://precision.fda.gov/uniisearch",
        "https://www.fda.gov/unii",
        "https://drugs.ncats.io/substance",
        "http://example.org/fhir/CodeSystem/UNII",
        "http://example.org/sid/unii#",
    ],
)
def test_addresses(system: str) -> None:
    """Registered or not, with and without a scheme, with a path and slashes behind it."""
    assert unii(system, CODE) == CODE
    assert codes.uniis(system, CODE) == (CODE,)


@pytest.mark.parametrize("code", ["{}", " {} ", "UNII:{}", "UNII-{}", "https://a.example/unii/{}"])
def test_ways_to_write_a_code(code: str) -> None:
    """Small letters, a prefix, an address with the code at its end."""
    for written in (code.format(CODE), code.format(CODE.lower())):
        assert unii("https://gsrs.example.org", written) == CODE


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ("http://snomed.info/sct", CODE),
        ("", CODE),
        ("http://example.org/community", CODE),
        ("2.16.840.1.113883.4.90", CODE),
        ("http://nlm.nih.gov", CODE),
        ("http://fdasis.nlm.nih.gov", "TEST0000"),
        ("http://fdasis.nlm.nih.gov", ""),
        ("https://gsrs.example.org", "TEST00000Z"),
        ("https://gsrs.example.org", "387517004"),
    ],
)
def test_what_is_no_unii(system: str, code: str) -> None:
    """Other systems, other shapes, and where the address is not registered a wrong check."""
    assert unii(system, code) == ""


@pytest.mark.realdata
def test_every_unii_has_its_check_character(shared_data: Path) -> None:
    """All 161,712 of the list of 2025."""
    with gzip.open(shared_data / "names/us-unii-2025/UNII_Names_2025-06.txt.gz", "rt") as rows:
        next(rows)
        uniis = {row.split("\t")[2] for row in rows}
    assert len(uniis) == 161712
    assert all(map(has_check, uniis))
