"""LactMed: breastfeeding summaries, in a copy whose columns have slipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from composita.errors import UnreadableDocument
from composita.facts import Document
from composita.read import lactmed, open_documents


def read(**entries: str | None) -> dict[str, str]:
    """The text of each entry that is read, why not of the others."""
    data = {name: {"Summary of Use during Lactation": text} for name, text in entries.items()}
    told = {}
    for found in lactmed.read(json.dumps(data).encode(), "file"):
        if isinstance(found, Document):
            told[found.title] = found.sections[0].text
        else:
            told[found.where.removeprefix("file, entry ").strip("'")] = found.why
    return told


def test_each_entry_becomes_a_document_about_breastfeeding() -> None:
    """Its name is its substance, or its substances."""
    entry = {"Exemplamine and Testoprol": {"Summary of Use during Lactation": "Exemplamine is."}}
    (document,) = lactmed.read(json.dumps(entry).encode(), "file")
    assert isinstance(document, Document)
    assert document.id == "us-lactmed:exemplamine-and-testoprol"
    assert [i.name for i in document.products[0].ingredients] == ["Exemplamine", "Testoprol"]
    assert (document.sections[0].kind, document.sections[0].id) == ("breastfeeding", "summary")


def test_an_entry_that_is_not_about_its_own_medicine_is_refused() -> None:
    """Text of another entry, before its own or instead of it, is never taken for it."""
    told = read(
        Exemplamine="Exemplamine is found in milk. Testoprol is not.",
        Testoprol="Infants receive exemplamine in milk. Testoprol is not found.",
        Fictol="Because of the lack of data, others are preferred.",
        Inventol="Relevant published information was not found as of the revision date.Inventol",
        Nothing=None,
    )
    assert told["Exemplamine"] == "Exemplamine is found in milk. Testoprol is not."
    assert told["Testoprol"] == "its text is first about exemplamine"
    assert "does not name it" in told["Fictol"]
    assert "words of another entry" in told["Inventol"]
    assert "no text" in told["Nothing"]


def test_what_is_left_of_another_entry_in_brackets_is_cut_off() -> None:
    """The words of the summary begin where its first sentence does."""
    assert read(Exemplamine="(Cough) , ; (Sleep)  Exemplamine is found.") == {
        "Exemplamine": "Exemplamine is found."
    }


@given(st.binary(max_size=100))
def test_no_bytes_make_it_fail_otherwise(data: bytes) -> None:
    """Whatever bytes it gets, it reads them or says that it cannot."""
    for opening in (b"", b'{"Exemplamine": {"Summary of Use during Lactation": '):
        try:
            list(lactmed.read(opening + data, "bytes"))
        except UnreadableDocument:
            continue


@pytest.mark.realdata
def test_the_slipped_entries_of_the_real_copy_are_refused(shared_data: Path) -> None:
    """Of 1,749 entries, 285 hold another entry's words or none."""
    found = list(open_documents(shared_data / "labels/us-lactmed-2024"))
    documents = {d.title: d for d in found if isinstance(d, Document)}
    assert (len(found), len(documents)) == (1749, 1464)
    assert {"Pregabalin", "Amitriptyline", "Citalopram"} <= documents.keys()
    assert not {"Fluoxetine", "Sertraline", "Methadone"} & documents.keys()
