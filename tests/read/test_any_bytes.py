"""Whatever the bytes, a reader gives Documents or an `UnreadableDocument`, and nothing else."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from composita.errors import UnreadableDocument
from composita.facts import Document
from composita.read import READERS, open_documents

LABELS = Path(__file__).parent / "labels"
VALID = [path.read_bytes() for path in sorted(LABELS.iterdir())]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A valid file with a few pieces cut out, put in, or moved to somewhere else."""
    data = draw(st.sampled_from(VALID))
    for _ in range(draw(st.integers(1, 4))):
        start, end, to = sorted(draw(st.integers(0, len(data))) for _ in range(3))
        piece = draw(st.sampled_from([data[start:end], b"", b"\xef\xb7\x90", b"&#xFDD8;", b'"']))
        data = data[:start] + piece + data[end:to] + data[start:end][:50] + data[to:]
    return data


@pytest.mark.parametrize("reader", READERS)
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode), damaged()))
@settings(max_examples=100, deadline=None)
def test_any_bytes(reader: str, data: bytes) -> None:
    """Random bytes, random text and damaged labels, for each reader."""
    try:
        found = list(READERS[reader].read(BytesIO(data), "any"))
    except UnreadableDocument:
        return
    assert all(isinstance(one, Document | UnreadableDocument) for one in found)


@given(cut=st.integers(0, 2000), byte=st.integers(0, 255), length=st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_any_archive(cut: int, byte: int, length: int) -> None:
    """An archive with some of its bytes overwritten."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("old_format.xml", (LABELS / "old_format.xml").read_bytes())
        archive.writestr("answer.json", (LABELS / "answer.json").read_bytes())
    data = bytearray(packed.getvalue())
    at = cut % len(data)
    data[at : at + length] = bytes([byte]) * length
    with TemporaryDirectory() as folder:
        path = Path(folder, "labels.zip")
        path.write_bytes(data)
        found = list(open_documents(path))
    assert all(isinstance(one, Document | UnreadableDocument) for one in found)


@given(data=damaged())
@settings(max_examples=100, deadline=None)
def test_tables_stay_inside_their_text(data: bytes) -> None:
    """However a label is damaged, ids are unique and cells point into the section's text."""
    try:
        documents = list(READERS["spl"].read(BytesIO(data), "any"))
    except UnreadableDocument:
        return
    for document in documents:
        assert isinstance(document, Document)
        assert len({section.id for section in document.sections}) == len(document.sections)
        for section in document.sections:
            cells = [c for table in section.tables for row in table.rows for c in row]
            assert all(0 <= c.start <= c.end <= len(section.text) + 1 for c in cells)
