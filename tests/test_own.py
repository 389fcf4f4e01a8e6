"""A person's own documents: kept whatever happens, and in the store sooner or later."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from composita.errors import BadStore
from composita.facts import Name, Source, Substance
from composita.library import Library, open_library
from composita.own import Own, take_up
from composita.pack import write_pack
from composita.store import build

CARD = Source("inv", "Invented", "Nobody", "", "CC0-1.0", words=True, market="XX", pack="inv")


def label(number: int, use: str = "hay fever") -> dict[str, object]:
    """An openFDA record of an invented medicine."""
    return {
        "set_id": f"label-{number}",
        "openfda": {
            "brand_name": [f"Exemplo {number}"],
            "substance_name": ["EXEMPLAMINE"],
            "unii": ["EXEMPLAM01"],
        },
        "indications_and_usage": [f"Exemplamine is indicated for the treatment of {use}."],
    }


def labels(folder: Path, *numbers: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number:03}.json").write_text(json.dumps(label(number)))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A small store: one substance, and no document."""
    exemplamine = Substance(
        "EXEMPLAM01", "Exemplamine", (Name("Exemplamine", "inn", "EXEMPLAM01"),)
    )
    lines = {"substances.jsonl.gz": msgspec.json.encode(exemplamine) + b"\n"}
    pack = write_pack(tmp_path / "inv", "inv", "2026-01-02", [CARD], lines)
    build(tmp_path / "store.sqlite", [pack], lambda _doing, _done: None)
    return tmp_path / "store.sqlite"


def titles(store: Path) -> list[str]:
    with closing(Library(store)) as library:
        (found,) = library.find("exemplamine").names
        assert found.substance
        own = library.subject((found.substance,)).own
        return [f"Exemplo {document.rpartition('-')[2]}" for document in own]


def test_what_is_read_is_in_the_store_and_the_old_file_was_not_touched(store: Path) -> None:
    """Whoever has the store open goes on reading what it was; whoever opens it finds what it is."""
    with store.open("rb") as before:
        with closing(Library(store)) as library:
            list(library.read(labels(store.parent / "in", 1, 2)))
        assert before.read() != store.read_bytes()
    assert titles(store) == ["Exemplo 1", "Exemplo 2"]


def test_what_is_done_is_kept_where_reading_is_interrupted(store: Path) -> None:
    """Who stops after two of three documents has these two, in the store too."""
    with closing(Library(store)) as library:
        reading = library.read(labels(store.parent / "in", 1, 2, 3))
        assert len(list(islice(reading, 2))) == 2
        reading.close()
    assert titles(store) == ["Exemplo 1", "Exemplo 2"]


def test_what_is_kept_and_not_in_a_store_is_taken_up(store: Path) -> None:
    """As when its reader was killed, or read into the store of other packs."""
    other = store.with_name("other.sqlite")
    other.write_bytes(store.read_bytes())
    with closing(Library(store)) as library:
        list(library.read(labels(store.parent / "in", 1, 2)))
    with closing(Library(other)) as library:
        assert ("own", "2 documents are kept, and not in the store yet") in library.problems()
    take_up(other, Own(store.parent))
    assert titles(other) == titles(store)
    with closing(Library(other)) as library:
        assert not list(library.problems())


def test_a_line_of_the_journal_that_was_cut_off_costs_nothing(store: Path) -> None:
    """A full disk may leave half a line: the next document is noted and found all the same."""
    own, journal = Own(store.parent), store.parent / "own" / "journal"
    with closing(Library(store)) as library:
        list(library.read(labels(store.parent / "in", 1)))
    whole = own.mark()
    with journal.open("ab") as cut:
        cut.write(b"\n0123")
    assert own.mark() == whole
    with closing(Library(store)) as library:
        list(library.read(labels(store.parent / "in", 2)))
    assert titles(store) == ["Exemplo 1", "Exemplo 2"]
    assert len(list(own.since(whole))) == 2


def test_a_damaged_document_is_told_and_the_rest_is_there(store: Path) -> None:
    """What somebody else wrote into the folder keeps nothing from being opened."""
    with closing(Library(store)) as library:
        list(library.read(labels(store.parent / "in", 1)))
        (store.parent / "own" / "bad.jsonl").write_text("{no document")
        (problem,) = library.problems()
    assert "bad.jsonl is damaged: read its document again" in problem[1]
    assert len(list(Own(store.parent).editions())) == 1


def test_a_damaged_store_is_made_again(tmp_path: Path) -> None:
    """All that it held is kept elsewhere: the packs, and the folder of one's own documents."""
    with closing(open_library(tmp_path)) as library:
        path = library.path
        list(library.read(labels(tmp_path / "in", 1)))
    path.write_bytes(b"no database " * 1000)
    with closing(open_library(tmp_path)) as library:
        (found,) = library.find("exemplamine").names
        assert found.substance
        assert library.find("pregabalin").names[0].substance


def test_kills_at_random_moments_lose_nothing_that_was_reported(store: Path) -> None:
    """A hundred kills: the store opens, and has every document that was reported as read."""
    labels(store.parent / "labels", *range(12))
    labels(store.parent / "more", *range(12, 24))
    script = Path(__file__).with_name("killed.py")
    done = subprocess.run(
        [sys.executable, script, store.parent, "100", "12"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = re.fullmatch(
        r"100 kills, (\d+) before the end, (\d+) documents, nothing lost\n", done.stdout
    )
    assert found
    assert min(map(int, found.groups())) > 5


def test_a_full_disk_is_one_sentence_and_the_store_stays(store: Path) -> None:
    """No file may grow beyond a size, as on a full disk: what was there is there."""
    before = store.read_bytes()
    library = Library(store)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) - 1, hard))
    try:
        with pytest.raises(BadStore, match=r"store\.sqlite: File too large; what was there"):
            list(library.read(labels(store.parent / "in", 1)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert store.read_bytes() == before
    assert not list(store.parent.glob("*.unfinished"))
    library.close()


def test_a_folder_that_cannot_be_written_to_says_what_to_do(store: Path) -> None:
    """A folder that is none, where documents are to be kept: one sentence with a remedy."""
    (store.parent / "own").write_text("in the way")
    with closing(Library(store)) as library, pytest.raises(BadStore, match="COMPOSITA_HOME"):
        list(library.read(labels(store.parent / "in", 1)))
    assert titles(store) == []
