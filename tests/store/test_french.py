"""French names: which English spellings are tried, before anybody asks whether they are names."""

from __future__ import annotations

import pytest

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
