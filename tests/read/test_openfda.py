"""openFDA records: an invented answer in, Documents out, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from composita.errors import UnreadableDocument
from composita.facts import Document, Ingredient, Product
from composita.read import openfda

ANSWER = (Path(__file__).parent / "labels" / "answer.json").read_bytes()


def read(data: bytes) -> Iterator[Document | UnreadableDocument]:
    return openfda.read(BytesIO(data), "labels.json")


def document(record: dict[str, Any]) -> Document:
    (found,) = read(json.dumps(record).encode())
    assert isinstance(found, Document)
    return found


@pytest.fixture(scope="module")
def exemplin() -> Document:
    first = next(read(ANSWER))
    assert isinstance(first, Document)
    return first


def test_edition(exemplin: Document) -> None:
    """A record has its set id, version, ISO date and labeler."""
    assert exemplin.id == "us-openfda:bbbbbbbb-0000-0000-0000-000000000001"
    assert (exemplin.title, exemplin.labeler) == ("Exemplin", "Example Laboratories")
    assert (exemplin.version, exemplin.date) == ("3", "2025-12-31")


def test_what_it_is_about(exemplin: Document) -> None:
    """One name and one code of the record's own block pair up."""
    ingredient = Ingredient("EXEMPLAMINE HYDROCHLORIDE", "EXAMPLE001")
    assert exemplin.products == (
        Product("Exemplin", (ingredient,), routes=("ORAL",), code="99999-001"),
    )


def test_sections(exemplin: Document) -> None:
    """Fields with words are sections, with the kind of the LOINC section they are made from."""
    assert [(s.id, s.kind, s.code) for s in exemplin.sections] == [
        ("indications_and_usage", "indications", "34067-9"),
        ("warnings_and_cautions", "warnings", "43685-7"),
        ("dosage_and_administration_table", "dosage", "34068-7"),
        ("labor_and_delivery", "breastfeeding", "34079-4"),
    ]


def test_lines(exemplin: Document) -> None:
    """The one long line is broken before list items and headings that follow one another."""
    assert exemplin.sections[0].text.split("\n") == [
        "1 INDICATIONS AND USAGE Exemplin is used for:",
        "• pain",
        "• fever",
    ]
    assert exemplin.sections[1].text.split("\n") == [
        "5 WARNINGS AND PRECAUTIONS Sleepiness ( 5.1 )",
        "5.1 Sleepiness Up to",
        "5.2 Percent of people were sleepy. 5.2 Falls Take care [see 5.1 Sleepiness]. 5.9 Nothing",
    ]


def test_tables(exemplin: Document) -> None:
    """A field of tables is a section of its own inside the field's section."""
    section = exemplin.sections[2]
    assert section.parent == "dosage_and_administration"
    assert section.text == "Table 1\nAdults | 25 mg\nChildren | 5 mg"
    cells = [cell for table in section.tables for row in table.rows for cell in row]
    assert [section.text[c.start : c.end] for c in cells] == ["Adults", "25 mg", "Children", "5 mg"]


def test_a_combination_under_one_name() -> None:
    """A name of two substances over a block of one: the document is about none, and says why."""
    second = list(read(ANSWER))[1]
    assert isinstance(second, Document)
    assert second.products == ()
    assert second.problems == (
        "“TESTOPROL AND SAMPLERIDE” names 2 substances, its openfda block 1: "
        "which ones the text is about is not certain",
        "the tables in drug_interactions_table are not well-formed",
    )


def test_no_date_is_invented() -> None:
    """A record without version and date has none."""
    bare = document({"set_id": "a", "warnings": ["Take care."]})
    assert (bare.version, bare.date, bare.products) == ("", "", ())


def test_several_substances_have_no_codes() -> None:
    """Codes are listed in no certain order, so several names stand without them."""
    block = {
        "generic_name": ["TESTOPROL, SAMPLERIDE, AND EXEMPLAMINE"],
        "substance_name": ["TESTOPROL", "SAMPLERIDE", "EXEMPLAMINE"],
        "unii": ["A", "B", "C"],
    }
    (product,) = document({"set_id": "a", "warnings": ["w"], "openfda": block}).products
    assert [i.unii for i in product.ingredients] == [None, None, None]


@pytest.mark.parametrize(
    ("generic", "substances"),
    [
        ("TESTOPROL", 1),
        ("TESTOPROLS, CONJUGATED", 1),
        ("TESTOPROL OINTMENT USP, 0.05%", 1),
        ("TESTOPROL 70/30", 1),
        ("TESTOPROL AND SAMPLERIDE", 2),
        ("TESTOPROL WITH SAMPLERIDE", 2),
        ("TESTOPROL/SAMPLERIDE", 2),
        ("TESTOPROL, SAMPLERIDE, AND EXEMPLAMINE", 3),
        ("TESTOPROL + SAMPLERIDE; EXEMPLAMINE", 3),
    ],
)
def test_substances_in_a_generic_name(generic: str, substances: int) -> None:
    """A block of one substance fits one name, and a name of several makes the record doubtful."""
    block = {"generic_name": [generic], "substance_name": ["TESTOPROL"]}
    about = document({"set_id": "a", "warnings": ["w"], "openfda": block})
    assert bool(about.products) == (substances == 1)
    assert not about.problems or f"names {substances} substances" in about.problems[0]


def test_a_record_without_set_id_is_named() -> None:
    """The others are read, and the message says which record it is."""
    third = list(read(ANSWER))[2]
    assert isinstance(third, UnreadableDocument)
    assert third.where == "labels.json, record 3"
    assert "no set_id" in third.why


@pytest.mark.parametrize("shape", ["answer", "list", "alone"])
def test_shapes(shape: str) -> None:
    """An API answer, a list of records and one record alone are read alike."""
    record = {"set_id": "a", "warnings": ["Take care."]}
    shapes: dict[str, Any] = {"answer": {"results": [record]}, "list": [record], "alone": record}
    (found,) = read(json.dumps(shapes[shape]).encode())
    assert isinstance(found, Document)
    assert found.set_id == "a"


def test_a_file_cut_off_in_the_middle() -> None:
    """Records before the cut are given; then it is said that the file is cut off."""
    documents = read(ANSWER[: ANSWER.index(b"For pain.")])
    assert [type(next(documents)) for _ in range(2)] == [Document, Document]
    with pytest.raises(UnreadableDocument, match="cut off"):
        next(documents)


class Endless:
    """A file that begins in one way and then never ends."""

    def __init__(self, beginning: bytes, rest: bytes) -> None:
        self._beginning, self._rest, self.given = beginning, rest, 0

    def read(self, size: int = -1) -> bytes:
        data, self._beginning = self._beginning or self._rest * (size // len(self._rest)), b""
        self.given += len(data)
        return data


@pytest.mark.parametrize(
    ("beginning", "rest"),
    [
        (b'{"results": [{"set_id": "', b"a"),
        (b'{"results": [', b" "),
        (b'{"results": [', b"["),
        (b'{"results": [', b'{"a":'),
        (b"[", b"["),
        (b" ", b" "),
    ],
)
def test_endless_files_are_given_up(beginning: bytes, rest: bytes) -> None:
    """One line without end, or lists inside lists, are left after a bounded number of bytes."""
    file = Endless(beginning, rest)
    with pytest.raises(UnreadableDocument, match=r"in one record|inside lists"):
        list(openfda.read(file, "endless.json"))  # type: ignore[arg-type]
    assert file.given < 10 * 2**20


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"results": []}',
        b'{"results": {}}',
        b'{"results": [], "results": {"a": 1}}',
        b"\xff\xfe",
        b'{"results": [1e999]}',
        b'{"set_id": "\xff"}',
    ],
)
def test_what_holds_no_record_is_refused(data: bytes) -> None:
    """Nothing but `UnreadableDocument` comes of it."""
    try:
        found = list(read(data))
    except UnreadableDocument:
        return
    assert all(isinstance(one, UnreadableDocument) for one in found)
    assert found


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Exemplin exemplamine EXEMPLAMINE EXEMPLAMINE WATER TALC white", "exemplamine"),
        ("Testium oxalate Testium oxalate TESTIUM OXALATE TESTIUM TALC", "Testium oxalate"),
        ("Brandol testium TESTIUM OXALATE TESTIUM WATER", "testium"),
        ("Both exemplamine and testium EXEMPLAMINE EXEMPLAMINE TESTIUM TESTIUM", ""),
        ("Day EXEMPLAMINE EXEMPLAMINE Night TESTIUM TESTIUM", ""),
        ("Exemplin tablets white", ""),
        ("", ""),
    ],
)
def test_product_data_where_the_block_is_missing(line: str, name: str) -> None:
    """One name that stands twice in a row is read; several, or none, are told."""
    record = {"set_id": "a", "warnings": ["Take care."], "spl_product_data_elements": [line]}
    found = document(record)
    assert [i.name for p in found.products for i in p.ingredients] == ([name] if name else [])
    assert bool(found.problems) == (not name)
