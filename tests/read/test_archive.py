"""Files, folders and archives: good ones are read, and each bad one is named with what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from composita.errors import UnreadableDocument
from composita.facts import Document
from composita.read import open_documents

LABELS = Path(__file__).parent / "labels"
EXEMPLIN = (LABELS / "new_format.xml").read_bytes()


def zipped(members: dict[str, bytes], packing: int = ZIP_DEFLATED) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(ZipInfo(name), content, packing)
    return data.getvalue()


def titles(path: Path) -> list[str]:
    """The titles of what is read, and "file: reason" for what is not."""
    return [
        found.title if isinstance(found, Document) else str(found).removeprefix(f"{path}")
        for found in open_documents(path)
    ]


def test_a_folder_is_read_by_name_and_its_bad_files_are_told(tmp_path: Path) -> None:
    """One bad label does not hide the others; a file that is no label at all is passed over."""
    shutil.copy(LABELS / "kit.xml", tmp_path / "c.xml")
    (tmp_path / "b.xml").write_bytes(EXEMPLIN[:3000])
    (tmp_path / "a").mkdir()
    shutil.copy(LABELS / "new_format.xml", tmp_path / "a" / "label.xml")
    (tmp_path / "README.rst").write_text("About these labels.")
    (tmp_path / ".hidden.xml").write_text("no label")
    found = list(open_documents(tmp_path))
    assert [type(one) for one in found] == [UnreadableDocument, Document, Document]
    assert str(found[0]).startswith(f"{tmp_path / 'b.xml'}: not well-formed XML")
    assert [one.title for one in found if isinstance(one, Document)] == [
        "Testoprol Day, Testoprol Day and Night",
        "Exemplin XR, Exemplin",
    ]


def test_archives_of_archives(tmp_path: Path) -> None:
    """A release of labels is a zip of zips, each with a label and its pictures."""
    one = zipped({"label.xml": EXEMPLIN, "picture.jpg": b"\xff\xd8"})
    answer = (LABELS / "answer.json").read_bytes()
    path = tmp_path / "release.zip"
    path.write_bytes(zipped({"one.zip": one, "part.json": answer, "notes.pdf": b"%PDF"}))
    assert titles(path) == [
        "Exemplin XR, Exemplin",
        "Exemplin",
        "Duo-Test",
        "!part.json, record 3: it has no set_id, so nobody can tell which label it is",
    ]


def test_content_counts_not_the_name(tmp_path: Path) -> None:
    """A label is recognised whatever its file is called."""
    (tmp_path / "label.txt").write_bytes(b"\xef\xbb\xbf" + EXEMPLIN)
    (tmp_path / "record.data").write_text(json.dumps({"set_id": "a", "warnings": ["Care."]}))
    assert titles(tmp_path) == ["Exemplin XR, Exemplin", "a"]


def test_nothing_there(tmp_path: Path) -> None:
    """A path that does not exist, and a folder without labels, are said to be so."""
    (tmp_path / "README.rst").write_text("About these labels.")
    assert titles(tmp_path / "absent") == [": there is no such file or folder"]
    (alone,) = titles(tmp_path)
    assert alone.startswith(": no labels here")


def nested(depth: int) -> bytes:
    data = EXEMPLIN
    for _ in range(depth):
        data = zipped({"inside.zip": data})
    return data


def with_a_hole() -> bytes:
    data = bytearray(zipped({"label.xml": EXEMPLIN}))
    data[200:300] = bytes(100)
    return bytes(data)


def overlapping() -> bytes:
    """Two members that share their bytes, as the best packed bombs do."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", EXEMPLIN)
        again = ZipInfo("b.xml")
        first = archive.getinfo("a.xml")
        again.header_offset, again.CRC = first.header_offset, first.CRC
        again.compress_size, again.file_size = first.compress_size, first.file_size
        archive.filelist.append(again)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.xml", lambda: b"", "the file is empty"),
        ("blank.xml", lambda: b" \n" * 100, "the file is empty"),
        ("label.pdf", lambda: b"%PDF-1.7", "no label that Composita knows"),
        ("latin.xml", lambda: EXEMPLIN.replace(b"Not known", b"Not \xe9"), "not well-formed XML"),
        ("utf-16.xml", lambda: "<a/>".encode("utf-16"), "not an SPL label"),
        ("huge.xml", lambda: b"<document>" + b" " * 33 * 2**20, "larger than 32 MB"),
        ("tags.xml", lambda: b"<a>" * 3_000_000, "more than 2,000,000 tags"),
        ("deep.xml", lambda: b"<a>" * 5000 + b"</a>" * 5000, "not well-formed XML"),
        ("one-line.json", lambda: b'{"a": "' + b"a" * 200_000_000, "in one record"),
        ("cut.zip", lambda: zipped({"label.xml": EXEMPLIN})[:-30], "damaged zip archive"),
        ("no.zip", lambda: b"PK\x03\x04 not a zip", "damaged zip archive"),
        ("nothing.zip", lambda: zipped({}), "no labels here"),
        ("hole.zip", with_a_hole, "damaged zip archive"),
        ("up.zip", lambda: zipped({"../label.xml": EXEMPLIN}), "leads out of the archive"),
        ("root.zip", lambda: zipped({"/etc/label.xml": EXEMPLIN}), "leads out of the archive"),
        ("drive.zip", lambda: zipped({"c:\\label.xml": EXEMPLIN}), "leads out of the archive"),
        ("nameless.zip", lambda: zipped({"": EXEMPLIN}), "or nowhere"),
        ("bomb.zip", lambda: zipped({"label.xml": bytes(50_000_000)}), "as a zip bomb"),
        ("bzip2.zip", lambda: zipped({"a.xml": EXEMPLIN}, ZIP_BZIP2), "packed in an unusual way"),
        ("deep.zip", lambda: nested(5), "archives inside one another"),
        ("twice.zip", overlapping, "overlap"),
    ],
)
def test_hostile_files(tmp_path: Path, name: str, data: Callable[[], bytes], why: str) -> None:
    """Each is refused with one message that names it."""
    path = tmp_path / name
    path.write_bytes(data())
    (found,) = open_documents(path)
    assert isinstance(found, UnreadableDocument)
    assert found.where.startswith(str(path))
    assert why in found.why
