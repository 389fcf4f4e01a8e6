"""JSON that is a list of something else: refused by count, while what is a label is still read."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from composita.errors import LeftOut, UnreadableDocument
from composita.facts import Document
from composita.read import openfda

LABEL = {"set_id": "a", "indications_and_usage": ["Exemplamine is indicated for gout."]}
ANIMALS = {"set_id": "b", "veterinary_indications": ["For fleas."]}


def read(data: bytes) -> list[Document | UnreadableDocument]:
    """What a file gives; last of all why it could not be read to its end."""
    found: list[Document | UnreadableDocument] = []
    try:
        found.extend(openfda.read(BytesIO(data), "labels.json"))
    except UnreadableDocument as unreadable:
        found.append(unreadable)
    return found


@pytest.mark.parametrize("record", [1, [], {}, None, "a", {"set_id": "a"}, {"warnings": ["Care."]}])
@pytest.mark.parametrize("around", [b"[%s]", b'{"results": [%s]}'])
def test_a_list_of_something_else_is_one_sentence(around: bytes, record: Any) -> None:
    """However many there are, nothing is said of each."""
    (told,) = read(around % b",".join([json.dumps(record).encode()] * 5_000))
    assert "more than 1,000 of its records are no openFDA label records (record 1: " in str(told)
    assert str(told).endswith("): not read further")


def test_an_endless_list_is_not_read_to_its_end() -> None:
    """A file of 20 MB is left after its first part."""
    file = BytesIO(b"[" + b"1," * 10_000_000)
    with pytest.raises(UnreadableDocument, match="more than 1,000"):
        list(openfda.read(file, "labels.json"))
    assert file.tell() < 2**20


def test_each_of_some_strange_records_is_told_after_the_labels() -> None:
    """Up to a thousand of them, by their numbers; the labels between them are read."""
    records = [1, LABEL, *[{}] * 999, LABEL]
    *labels, first, _ = read(json.dumps(records).encode())[:4]
    assert [type(one) for one in labels] == [Document, Document]
    assert str(first) == "labels.json, record 1: not an openFDA label record"
    assert len(read(json.dumps(records).encode())) == 2 + 1_000


def test_labels_before_too_many_strange_records_are_read() -> None:
    """What was read is not taken back."""
    label, told = read(json.dumps([LABEL, *[{}] * 2_000]).encode())
    assert isinstance(label, Document)
    assert "more than 1,000" in str(told)


def test_what_is_left_out_for_what_it_is_does_not_count() -> None:
    """Thousands of labels for animals are each told, and the label after them is read."""
    *animals, label = read(json.dumps([*[ANIMALS] * 3_000, LABEL]).encode())
    assert {type(one) for one in animals} == {LeftOut}
    assert len(animals) == 3_000
    assert isinstance(label, Document)


def test_a_broken_file_still_tells_its_strange_records() -> None:
    """They are told, and then what is broken."""
    strange, broken = read(b"[1, {")
    assert "record 1: not an openFDA label record" in str(strange)
    assert "no longer readable as JSON" in str(broken)


def test_half_a_character_is_refused() -> None:
    """A surrogate alone is no text, and could not be stored."""
    (told,) = read(b'{"set_id": "a", "warnings": ["Care \\udc9b"]}')
    assert "half a character" in str(told)
