"""Packs: what is written can be read again, and nothing that was changed is trusted."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from composita.errors import BadPack
from composita.facts import (
    Document,
    Fact,
    Indication,
    Ingredient,
    Passage,
    Product,
    Section,
    Source,
    Warning,
)
from composita.pack import Edition, Pack, encode_edition, read_pack, verify_pack, write_pack

CARD = Source("inv", "Invented labels", "Nobody", "", "CC0-1.0", True, "XX", "inv")
LABEL = Document(
    "inv",
    "0001",
    "Exemplamine tablets",
    products=(Product("Exemplo", (Ingredient("EXEMPLAMINE HYDROCHLORIDE", "EX1"),)),),
    sections=(Section("1", "indications", "Uses", speaks=("children",)),),
    date="2026-01-02",
)
FACTS = (
    Fact(Indication("hay fever"), Passage("inv:0001", "1", 10, 19, "abc")),
    Fact(Warning("sleepiness", boxed=True), Passage("inv:0001", "1", 30, 40, "def"), ("A", "B")),
    Fact(Warning("falls"), Passage("inv:0001", "1", 50, 55, "abd"), partly=True),
)


def write(folder: Path) -> Pack:
    files = {"inv.jsonl.gz": encode_edition(Edition(LABEL, FACTS))}
    return write_pack(folder, "inv", "2026-01-02", [CARD], files)


def test_a_pack_gives_back_what_went_in(tmp_path: Path) -> None:
    """Documents and facts are the same values after writing and reading."""
    write(tmp_path)
    assert list(read_pack(tmp_path).editions()) == [Edition(LABEL, FACTS)]


def test_two_writes_give_the_same_bytes(tmp_path: Path) -> None:
    """A pack depends on its contents only, not on when or where it was made."""
    write(tmp_path / "one")
    write(tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_manifest_counts_what_the_files_hold(tmp_path: Path) -> None:
    """One document and three facts are counted as such."""
    manifest = write(tmp_path).manifest
    assert (manifest.documents, manifest.facts, manifest.licence) == (1, 3, "CC0-1.0")
    assert verify_pack(tmp_path).manifest == manifest


def test_a_changed_file_is_not_trusted(tmp_path: Path) -> None:
    """A pack whose file was edited after it was made is refused by name."""
    write(tmp_path)
    file = tmp_path / "inv.jsonl.gz"
    lines = gzip.decompress(file.read_bytes())
    file.write_bytes(gzip.compress(lines.replace(b"hay fever", b"gout     ")))
    with pytest.raises(BadPack, match=r"inv\.jsonl\.gz: its hash is wrong"):
        verify_pack(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"format": 1', '"format": 2', "newer Composita"),
        ('"inv.jsonl.gz"', '"../inv.jsonl"', "outside the pack"),
        ("{", "", "damaged"),
    ],
)
def test_a_manifest_that_cannot_be_trusted(tmp_path: Path, old: str, new: str, why: str) -> None:
    """A newer format, a path that leaves the folder and broken JSON are each said plainly."""
    write(tmp_path)
    manifest = tmp_path / "pack.json"
    manifest.write_text(manifest.read_text().replace(old, new, 1))
    with pytest.raises(BadPack, match=why):
        read_pack(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b", b"not gzip at all"])
def test_a_file_that_is_not_gzip_is_named(tmp_path: Path, damage: bytes) -> None:
    """A file that was cut off or is something else is said to be damaged or to have a bad hash."""
    write(tmp_path)
    (tmp_path / "inv.jsonl.gz").write_bytes(damage)
    with pytest.raises(BadPack, match=r"inv\.jsonl\.gz: (damaged|its hash is wrong)"):
        list(read_pack(tmp_path).editions())


def test_a_file_that_unpacks_to_more_than_stated_is_not_unpacked(tmp_path: Path) -> None:
    """A gzip bomb costs no more memory than the manifest allows."""
    write(tmp_path)
    (tmp_path / "inv.jsonl.gz").write_bytes(gzip.compress(bytes(50_000_000)))
    with pytest.raises(BadPack, match="hash is wrong"):
        list(read_pack(tmp_path).editions())


def test_a_folder_without_a_manifest_is_no_pack(tmp_path: Path) -> None:
    """An unfinished pack, whose manifest was never written, is not read."""
    with pytest.raises(BadPack, match=r"no pack\.json"):
        read_pack(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that the manifest lists and the folder lacks is named."""
    write(tmp_path)
    (tmp_path / "inv.jsonl.gz").unlink()
    with pytest.raises(BadPack, match=r"inv\.jsonl\.gz: missing"):
        list(read_pack(tmp_path).editions())
