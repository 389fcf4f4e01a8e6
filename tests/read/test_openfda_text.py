"""Labels as plain text: sections for the record whose set id a list beside the file gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.errors import UnreadableDocument
from composita.facts import Document
from composita.read import open_documents

TEXT = """DRUG: EXEMPLAMINE
Category: Invented
Source: FDA Drug Label

============================================================

INDICATIONS AND USAGE
---------------------

1 INDICATIONS AND USAGE For: • pain


USE IN SPECIFIC POPULATIONS
---------------------------

8 USE IN SPECIFIC POPULATIONS 8.1 Pregnancy Not known. 8.2 Lactation Not known.
"""

LINKS = """file,medguard_set_id,linkable
exemplamine.txt,aaaaaaaa-0000-0000-0000-000000000001,yes
doubtful.txt,aaaaaaaa-0000-0000-0000-000000000002,no
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("exemplamine.txt", "doubtful.txt", "unlisted.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "link_to_medguard.csv").write_text(LINKS)
    return tmp_path


def test_a_linked_text(folder: Path) -> None:
    """It is the record's document, with the sections that openFDA's fields would have."""
    (document,) = open_documents(folder / "exemplamine.txt")
    assert isinstance(document, Document)
    assert document.id == "us-openfda:aaaaaaaa-0000-0000-0000-000000000001"
    assert [(s.id, s.kind) for s in document.sections] == [
        ("indications_and_usage", "indications"),
        ("use_in_specific_populations", "warnings"),
    ]
    assert document.sections[0].text.split("\n") == ["1 INDICATIONS AND USAGE For:", "• pain"]


@pytest.mark.parametrize("name", ["doubtful.txt", "unlisted.txt"])
def test_a_text_that_is_not_surely_linked(folder: Path, name: str) -> None:
    """Nobody can tell whose label it is, so it is refused."""
    (refused,) = open_documents(folder / name)
    assert isinstance(refused, UnreadableDocument)
    assert "without a set id" in refused.why
