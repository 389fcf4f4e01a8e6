"""Whole pages of invented medicines, as they are printed: read them from top to bottom."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from composita.facts import View
from composita.publish import FORMATS
from invented import PAGES, page


class Golden(SingleFileSnapshotExtension):
    """One text file for each page, named after its test."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compares with a file beside the tests."""
    return snapshot.use_extension(Golden)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_patients(name: str, golden: SnapshotAssertion) -> None:
    """What a terminal shows to a patient."""
    assert FORMATS["text"](page(name)) == golden


def test_a_page_for_professionals(golden: SnapshotAssertion) -> None:
    """The same facts in the sources' terms, with counts, numbers and the ids of statements."""
    assert FORMATS["text"](page("two-medicines", "professional")) == golden


@pytest.mark.parametrize("view", ["patient", "professional"])
def test_a_page_in_markdown(view: View, golden: SnapshotAssertion) -> None:
    """Front matter, headings and lists as the reference site has them."""
    assert FORMATS["md"](page("two-medicines", view)) == golden


def test_a_page_as_data(golden: SnapshotAssertion) -> None:
    """Everything that a page knows, for programs."""
    assert FORMATS["json"](page("unknown-name")) == golden
