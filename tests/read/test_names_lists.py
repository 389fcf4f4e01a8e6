"""The lists of names: good rows are read, and a wrong or broken file is named."""

from __future__ import annotations

import gzip
import io

import pytest

from composita.errors import UnreadableDocument
from composita.read import inn, unii
from composita.read.unii import UniiName

HEAD = "Name\tTYPE\tUNII\tDisplay Name\r\n"


def rows(text: str) -> list[UniiName]:
    return list(unii.read(io.BytesIO(gzip.compress(text.encode())), "names.txt.gz"))


def test_rows_of_the_unii_list() -> None:
    """The list in brackets is told apart from the name; other brackets stay."""
    text = HEAD + "TESTOPROL [INN]\tcn\tU1\tTESTOPROL\r\nTESTOPROL [18F] X\tcn\tU1\tTESTOPROL\r\n"
    assert rows(text) == [
        UniiName("TESTOPROL", "INN", "cn", "U1", "TESTOPROL"),
        UniiName("TESTOPROL [18F] X", "", "cn", "U1", "TESTOPROL"),
    ]


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("", "names.txt.gz", "first line"),
        ("PK\x03\x04", "names.txt.gz", "first line"),
        (HEAD + "TESTOPROL\tcn\tU1\r\n", "names.txt.gz, line 2", "3 columns"),
        (HEAD + "X" * 30_000, "names.txt.gz", "longer than"),
    ],
)
def test_a_wrong_unii_list(text: str, where: str, why: str) -> None:
    """Each error names the file, the line where there is one, and what is wrong."""
    with pytest.raises(UnreadableDocument, match=why) as caught:
        rows(text)
    assert caught.value.where == where


@pytest.mark.parametrize("data", [b"", b"not gzip", gzip.compress(HEAD.encode() * 99)[:-9]])
def test_a_file_that_is_no_whole_gzip(data: bytes) -> None:
    """Empty, of another kind, or cut off: refused, with the remedy."""
    with pytest.raises(UnreadableDocument, match=r"first line|download the list again"):
        list(unii.read(io.BytesIO(data), "names.txt.gz"))


def test_names_of_drugcentral() -> None:
    """The column INN, as printed; rows without one are passed over."""
    assert list(inn.read(b"ID\tINN\tCAS_RN\n1\ttestoprol alfa-2b\t\n2\t\t1-2\n", "s.tsv")) == [
        "testoprol alfa-2b"
    ]


@pytest.mark.parametrize("data", [b"", b"ID\tNAME\n1\ta\n", b"\xff\xfe", b"ID\tINN\n1\n"])
def test_a_wrong_list_of_drugcentral(data: bytes) -> None:
    """Another table, other bytes, or a row cut off."""
    with pytest.raises(UnreadableDocument):
        list(inn.read(data, "s.tsv"))
