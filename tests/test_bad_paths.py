"""Paths that give nothing: each is one sentence and exit code 2, and nothing waits for ever."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from composita.errors import UnreadableDocument
from composita.facts import Document
from composita.library import open_library
from composita.read import open_documents

LABEL = Path(__file__).parent / "read" / "labels" / "new_format.xml"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    open_library(folder).close()
    return folder


def run(home: Path, *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, output and complaints of a command, which ends within a minute."""
    done = subprocess.run(
        [sys.executable, "-c", "from composita.cli import main; main()", *map(str, arguments)],
        env={**os.environ, "COMPOSITA_HOME": str(home)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def found(path: Path) -> list[str]:
    """The titles of what is read, and why the rest is not."""
    return [
        one.title if isinstance(one, Document) else str(one).removeprefix(f"{path.parent}/")
        for one in open_documents(path)
    ]


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (os.mkfifo, "neither a file nor a folder"),
        (loop, "Too many levels of symbolic links"),
        (dangling, "there is no such file or folder"),
        (Path.mkdir, "no labels here"),
        (lambda path: path.symlink_to("/dev/zero"), "neither a file nor a folder"),
        (lambda path: path.symlink_to("/proc/self/mem"), "Input/output error"),
    ],
    ids=["a pipe", "a loop", "a link to nowhere", "an empty folder", "a device", "a bad disk"],
)
@pytest.mark.parametrize("inside", [False, True])
def test_what_gives_nothing_is_told_and_the_rest_is_read(
    tmp_path: Path, make: Callable[[Path], None], why: str, inside: bool
) -> None:
    """Given alone it is one refusal; in a folder it hides no label, and only a folder that is
    empty goes without saying."""
    make(tmp_path / "a.xml")
    if not inside:
        (told,) = found(tmp_path / "a.xml")
        assert told.startswith("a.xml: ")
        assert why in told
        return
    shutil.copy(LABEL, tmp_path / "b.xml")
    *refused, read = found(tmp_path)
    assert read == "Exemplin XR, Exemplin"
    assert [why in one for one in refused] == ([] if why == "no labels here" else [True])


@contextmanager
def as_nobody() -> Iterator[None]:
    """As a user with no rights, where we are one who has all."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_is_told() -> None:
    """A file and a folder that are somebody else's; the label beside them is read."""
    with TemporaryDirectory() as made:
        folder = Path(made, "labels")
        (folder / "closed").mkdir(parents=True)
        shutil.copy(LABEL, folder / "closed" / "a.xml")
        shutil.copy(LABEL, folder / "b.xml")
        shutil.copy(LABEL, folder / "c.xml")
        found(folder)  # whatever is imported on the way may be ours alone
        Path(made).chmod(0o755)
        (folder / "closed").chmod(0)
        (folder / "b.xml").chmod(0)
        with as_nobody():
            told = found(folder)
            alone = found(folder / "closed" / "a.xml")
        (folder / "closed").chmod(0o755)
    assert told == [
        "labels/b.xml: cannot be read: Permission denied",
        "Exemplin XR, Exemplin",
        "labels/closed: cannot be read: Permission denied",
    ]
    assert alone == ["a.xml: cannot be read: Permission denied"]


def test_a_file_that_vanishes_on_the_way(tmp_path: Path) -> None:
    """It was listed, and is gone when its turn comes: it is told, and the next one is read."""
    for name in ("a.xml", "b.xml", "c.xml"):
        shutil.copy(LABEL, tmp_path / name)
    documents = open_documents(tmp_path)
    assert isinstance(next(documents), Document)
    (tmp_path / "b.xml").unlink()
    gone, last = documents
    assert isinstance(gone, UnreadableDocument)
    assert gone.why == "there is no such file or folder"
    assert isinstance(last, Document)


@pytest.mark.parametrize(
    "command",
    [
        ("read", "pipe"),
        ("read", "/dev/zero"),
        ("audit", "pipe.md"),
        ("check", "--file", "/dev/zero"),
        ("check", "--file", "."),
        ("site", "build", "--list", "pipe"),
        ("site", "check", "pipe"),
        ("score", "pipe"),
        ("pack", "verify", "pipe"),
        ("pack", "info", "pack"),
    ],
)
def test_no_command_waits_for_a_pipe(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """One sentence on stderr, and exit code 2."""
    monkeypatch.chdir(tmp_path)
    for name in ("pipe", "pipe.md", "pack/pack.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        os.mkfifo(name)
    code, _, complaint = run(home, *command)
    assert code == 2
    assert len(complaint.splitlines()) == 1
    assert "Traceback" not in complaint


def test_many_files_with_one_fault_are_counted(home: Path, tmp_path: Path) -> None:
    """The first are named, and how many more there are; other faults are not lost among them."""
    for number in range(300):
        (tmp_path / f"junk-{number:03}.json").write_text(f'{{"a": {number}}}')
    (tmp_path / "other.xml").write_text("<html/>")
    code, said, complaints = run(home, "read", tmp_path)
    assert (code, said) == (2, "0 read: 0 facts of 0 medicines. 301 not read.\n")
    assert len(complaints.splitlines()) == 200 + 1 + 1
    assert "other.xml: XML, but not an SPL label" in complaints
    assert "  not read: 100 more: it has no set_id" in complaints


def test_faults_of_too_many_kinds_are_counted_together(home: Path, tmp_path: Path) -> None:
    """Nobody makes a thousand sentences of a thousand files by making each another fault."""
    for number in range(1_000):
        name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        (tmp_path / f"{number}.xml").write_text(f"<{name}/>")
    code, _, complaints = run(home, "read", tmp_path)
    assert code == 2
    assert len(complaints.splitlines()) == 100 + 200 + 1
    assert complaints.endswith("  not read: 700 more: of other faults\n")


def test_each_label_that_is_left_out_is_told(home: Path, tmp_path: Path) -> None:
    """Hundreds of labels for animals in one file: each by its number."""
    animals = [{"set_id": f"{n}", "veterinary_indications": ["For fleas."]} for n in range(300)]
    (tmp_path / "labels.json").write_text(json.dumps({"results": animals}))
    code, _, complaints = run(home, "read", tmp_path)
    assert (code, len(complaints.splitlines())) == (2, 300)
    assert "record 300: this is a label for animals" in complaints
