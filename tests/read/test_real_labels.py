"""The readers over the real labels that we develop with: counts that a person has checked."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from composita.errors import UnreadableDocument
from composita.facts import Document
from composita.read import open_documents

pytestmark = pytest.mark.realdata


@pytest.fixture(scope="module")
def spl(shared_data: Path) -> tuple[list[Document], list[UnreadableDocument]]:
    return _sorted_out(shared_data / "labels" / "us-spl-xml")


@pytest.fixture(scope="module")
def records(shared_data: Path) -> tuple[list[Document], list[UnreadableDocument]]:
    return _sorted_out(shared_data / "labels" / "us-openfda-2026")


def _sorted_out(folder: Path) -> tuple[list[Document], list[UnreadableDocument]]:
    found = list(open_documents(folder))
    good = [one for one in found if isinstance(one, Document)]
    return good, [one for one in found if isinstance(one, UnreadableDocument)]


Read = tuple[list[Document], list[UnreadableDocument]]


def test_fifty_spl_files(spl: Read) -> None:
    """49 labels are read; the index of pharmacologic classes is refused, named as one."""
    labels, refused = spl
    assert len(labels) == 49
    (index,) = refused
    assert "index of pharmacologic classes" in index.why


def test_every_spl_label_is_dated_and_about_something(spl: Read) -> None:
    """Each has set id, version, date, labeler, and ingredients that all have a UNII."""
    for label in spl[0]:
        assert label.set_id
        assert label.version
        assert len(label.date) == 10
        assert label.labeler
        assert not label.problems
        assert all(i.unii for product in label.products for i in product.ingredients)


def test_sections_of_prescription_labels(spl: Read) -> None:
    """Nearly all prescription labels have what a monograph is made of."""
    kinds = Counter(kind for label in spl[0] for kind in {s.kind for s in label.sections if s.text})
    assert kinds["indications"] == 49
    assert kinds["dosage"] == 49
    assert kinds["adverse_reactions"] >= 39
    assert kinds["interactions"] >= 34
    assert kinds["breastfeeding"] >= 34


def test_sections_are_unique_and_hold_their_tables(spl: Read, records: Read) -> None:
    """Ids are unique; parents come before; cells are words of the text and never overlap."""
    tables = 0
    for document in spl[0] + records[0]:
        seen = {""}
        for section in document.sections:
            assert section.id not in seen
            assert section.parent in seen or section.parent + "_table" == section.id
            seen.add(section.id)
            cells = [c for table in section.tables for row in table.rows for c in row]
            assert all(cell.end <= after.start for cell, after in pairwise(cells))
            tables += len(section.tables)
    assert tables > 1600


def test_openfda_records(records: Read) -> None:
    """873 records are read, as many as have indications; two with empty fields are refused."""
    labels, refused = records
    fields = Counter(section.id for label in labels for section in label.sections)
    assert len(labels) == 873
    assert [one.why for one in refused] == ["it holds no section of a label"] * 2
    assert fields["dosage_and_administration_table"] == 371
    assert fields["boxed_warning"] == 318
    assert not any(label.date for label in labels)


def test_openfda_records_that_are_about_none(records: Read) -> None:
    """24 kits name no substance, and three names tell of more substances than their block."""
    doubtful = [label for label in records[0] if not label.products]
    assert len(doubtful) == 27
    assert all(label.problems for label in doubtful)
    kits = {label.title for label in doubtful}
    assert {"Dyural 40 Kit", "Iclevia", "KISQALI FEMARA CO-PACK", "Trikafta"} <= kits


def test_negative_examples(shared_data: Path) -> None:
    """Extracts without a set id give nothing: no combination stands for a substance."""
    labels, refused = _sorted_out(shared_data / "labels" / "us-openfda-json-partial")
    assert labels == []
    assert Counter(one.why.partition(",")[0] for one in refused) == {
        "it has no set_id": 52,
        "it holds no section of a label": 100,
    }


def test_linked_texts(shared_data: Path, records: Read) -> None:
    """16 texts are the same documents as records, word for word where both have a section."""
    texts, refused = _sorted_out(shared_data / "labels" / "us-openfda-text-25")
    assert (len(texts), len(refused)) == (16, 9)
    by_id = {label.id: label for label in records[0]}
    for text in texts:
        record = by_id[text.id]
        both = {s.id for s in text.sections} & {s.id for s in record.sections}
        assert "indications_and_usage" in both
        assert all(text.section(id) == record.section(id) for id in both)
