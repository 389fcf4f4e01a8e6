"""French names: which English spellings are tried, before anybody asks whether they are names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from composita.pack import PACKS, read_pack
from composita.store import linker_of
from composita.store.french import readings


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("exemplamine", "exemplamin"),
        ("Testoprolène", "testoprolen"),
        ("acide fictique", "fictic acid"),
        ("oxyfictate de sodium", "sodium oxyfictate"),
        ("sodium (oxyfictate de)", "sodium oxyfictate"),
        ("chlorure d'exemplium", "exemplium chloride"),
        ("fictarine sodique", "fictarin sodium"),
        ("insuline fictine", "insulin fictine"),
        ("sulfafictizol", "sulfafictizole"),
    ],
)
def test_a_french_spelling_is_read_as_an_english_one(french: str, english: str) -> None:
    """Endings, the order of words, and the words of salts; the name itself comes first."""
    tried = list(readings(french))
    assert tried[0] == french
    assert english in tried


@pytest.mark.realdata
def test_french_names_are_read_and_never_two_ways(shared_data: Path) -> None:
    """Of the 1,084 substances of the French thesaurus, those that we know, each by one reading."""
    folder = shared_data / "interactions" / "ansm-2020" / "2020_10"
    index = json.loads((folder / "index-des-substances-20102020.json").read_text())
    linker = linker_of(read_pack(PACKS / "names").substances())
    meant = [{linker.names([r]) for r in readings(e["substance"])} - {""} for e in index]
    assert sum(len(found) == 1 for found in meant) >= 1000
    assert not any(len(found) > 1 for found in meant)
