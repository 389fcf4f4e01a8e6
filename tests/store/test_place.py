"""A store comes to be whole or not at all."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from composita.errors import BadStore
from composita.store.place import home, made_once


def make(path: Path) -> None:
    path.write_text("whole")
    with (path.parent / "made").open("a") as log:
        log.write("x")


def test_a_store_is_made_on_first_use_only(tmp_path: Path) -> None:
    """The second call finds the file and makes nothing."""
    made_once(tmp_path / "store", make)
    made_once(tmp_path / "store", make)
    assert (tmp_path / "made").read_text() == "x"


def test_two_processes_at_once_make_one_store(tmp_path: Path) -> None:
    """Four processes that want the same store: one makes it, the others wait for it."""
    context = multiprocessing.get_context("fork")
    four = [context.Process(target=made_once, args=(tmp_path / "store", make)) for _ in range(4)]
    for process in four:
        process.start()
    for process in four:
        process.join()
    assert [process.exitcode for process in four] == [0, 0, 0, 0]
    assert (tmp_path / "made").read_text() == "x"


def test_a_full_disk_leaves_no_broken_store(tmp_path: Path) -> None:
    """Where writing fails half-way, nothing is left and the message says what to do."""

    def full(path: Path) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(BadStore, match="COMPOSITA_HOME"):
        made_once(tmp_path / "store", full)
    assert {p.name for p in tmp_path.iterdir()} == {"lock"}


def test_what_a_killed_process_left_is_replaced(tmp_path: Path) -> None:
    """An unfinished file from an earlier try does not stand in the way."""
    (tmp_path / "store.unfinished").write_text("half")
    made_once(tmp_path / "store", make)
    assert (tmp_path / "store").read_text() == "whole"


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    """A file where the folder should be: a clear error, not a traceback."""
    (tmp_path / "file").write_text("")
    with pytest.raises(BadStore, match="COMPOSITA_HOME"):
        made_once(tmp_path / "file" / "folder" / "store", make)


def test_home_is_where_the_person_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """$COMPOSITA_HOME comes before $XDG_DATA_HOME."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("COMPOSITA_HOME", raising=False)
    assert home() == tmp_path / "xdg" / "composita"
    monkeypatch.setenv("COMPOSITA_HOME", str(tmp_path / "mine"))
    assert home() == tmp_path / "mine"
