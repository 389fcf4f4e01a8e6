"""Archives that would fill the memory or never end: each is refused before it is unpacked."""

from __future__ import annotations

import struct
import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from composita.facts import Document
from composita.read import archive, open_documents

EXEMPLIN = (Path(__file__).parent / "labels" / "new_format.xml").read_bytes()


def zipped(members: dict[str, bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return data.getvalue()


def end(members: int, size: int, before: int, zip64: bool) -> bytes:
    """How an archive ends: how many members it says it has, how long their list is, and where."""
    plain = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, members % 2**16, 1, size, before, 0)
    if not zip64:
        return plain
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, members, 1, size, before)
    return record + struct.pack("<4sLQL", b"PK\6\7", 0, before + size, 1) + plain


def listing(members: int, name: bytes = b"%07d", said: int = 1, zip64: bool = False) -> bytes:
    """An archive that lists so many empty members and says that they are others."""
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, 7, 0) + b"0000000"
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name % 0), 0, 0, 0, 0, 0, 0
    )
    listed = b"".join(entry + name % number for number in range(members))
    return local + listed + end(said, len(listed), len(local), zip64)


def found(path: Path) -> list[str]:
    """The titles of what is read, and why the rest is not."""
    return [
        one.title if isinstance(one, Document) else str(one).removeprefix(f"{path}")
        for one in open_documents(path)
    ]


@pytest.fixture
def memory() -> Iterator[None]:
    """Python may take 128 MB more than it has."""
    tracemalloc.start()
    yield
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 128 * 2**20


LONG, MANY = "a list of files larger than 32 MB", "more than 200,000 files"


@pytest.mark.parametrize(
    ("bomb", "why"),
    [
        (listing(1_000_000), LONG),
        (listing(1_000_000, zip64=True, said=1_000_000), LONG),
        (listing(250_000), MANY),
        (listing(1_000, name=b"%07d" + b"x" * 60_000), LONG),
    ],
    ids=["a million", "a million in zip64", "more than is said", "endless names"],
)
@pytest.mark.usefixtures("memory")
def test_a_list_of_members_is_weighed_before_it_is_parsed(
    tmp_path: Path, bomb: bytes, why: str
) -> None:
    """Whatever the end of the archive says of it."""
    (tmp_path / "bomb.zip").write_bytes(bomb)
    rest = ", with the archives in it: not read further; unpack it first"
    assert found(tmp_path / "bomb.zip") == [f": holds {why}{rest}"]


def release(archives: int) -> bytes:
    """Archives with a label and two pictures each."""
    inside = zipped({"label.xml": EXEMPLIN, "a.jpg": bytes(1000), "b.jpg": bytes(1000)})
    return zipped({f"{number}.zip": inside for number in range(archives)})


@pytest.mark.parametrize("cap", ["_MOST_ENTRIES", "_MOST_UNPACKED"])
def test_one_budget_for_an_archive_and_all_that_are_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cap: str
) -> None:
    """What was read before it is spent is kept; nothing after it is opened, and that is said."""
    inside = len(zipped({"label.xml": EXEMPLIN, "a.jpg": bytes(1000), "b.jpg": bytes(1000)}))
    of_one = {"_MOST_ENTRIES": 1 + 3, "_MOST_UNPACKED": inside + len(EXEMPLIN) + 2000}[cap]
    path = tmp_path / "release.zip"
    monkeypatch.setattr(archive, cap, 3 * of_one)
    path.write_bytes(release(3))
    assert found(path) == ["Exemplin XR, Exemplin"] * 3
    monkeypatch.setattr(archive, cap, 4 * of_one - 1)
    path.write_bytes(release(4))
    *read, refused = found(path)
    assert read == ["Exemplin XR, Exemplin"] * 3
    assert "with the archives in it: not read further" in refused


def test_another_archive_has_a_budget_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that holds too much hides nothing of its neighbours."""
    monkeypatch.setattr(archive, "_MOST_ENTRIES", 10)
    (tmp_path / "a.zip").write_bytes(release(3))
    (tmp_path / "b.zip").write_bytes(release(2))
    *_, refused, first, second = found(tmp_path)
    assert "a.zip: holds more than 10 files" in refused
    assert [first, second] == ["Exemplin XR, Exemplin"] * 2


def test_a_damaged_member_hides_no_other(tmp_path: Path) -> None:
    """Where what stands before a member contradicts the list, the next one is still read."""
    data = zipped({"a.xml": EXEMPLIN, "b.xml": EXEMPLIN})
    (tmp_path / "labels.zip").write_bytes(data.replace(b"a.xml", b"c.xml", 1))
    damaged, read = found(tmp_path / "labels.zip")
    assert damaged.startswith("!a.xml: a damaged zip archive")
    assert read == "Exemplin XR, Exemplin"


def test_an_endless_name_is_cut_in_messages(tmp_path: Path) -> None:
    """A name of 60,000 characters is no file's, and is not printed whole."""
    (tmp_path / "labels.zip").write_bytes(zipped({"x" * 60_000: EXEMPLIN, "y.xml": EXEMPLIN}))
    refused, read = found(tmp_path / "labels.zip")
    assert "its name is longer than 1,000 characters" in refused
    assert len(refused) < 1_200
    assert read == "Exemplin XR, Exemplin"
