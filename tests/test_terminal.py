"""What strangers named reaches a terminal as text that can be read, and never as a command."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from composita.controls import named, shown
from composita.library import open_library
from composita.pack import write_pack
from composita.read import sources

EVIL = "\x1b]0;pwned\x07\x1b[2J\x9b31m\x7f\u202e\u2066\u2028"
SHOWN = r"\u001b]0;pwned\u0007\u001b[2J\u009b31m\u007f\u202e\u2066\u2028"
NAME = "a\x1b[31m\u202eb"  # as a file may be called
OURS = re.compile(r"\r\x1b\[K|\x1b\[[01]m")  # a line that counts is written again; bold
COMMANDS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)

RECORD = {
    "set_id": f"0{EVIL}",
    "version": EVIL,
    "openfda": {
        "brand_name": [f"Exemplo {EVIL}"],
        "manufacturer_name": [f"Example {EVIL} Laboratories"],
        "substance_name": ["EXEMPLAMINE"],
        "unii": ["EXEMPLAM01"],
    },
    "indications_and_usage": [f"Exemplamine is indicated for the treatment of gout{EVIL}."],
    f"warn{EVIL}ings_table": [f"<table {EVIL}"],
}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that has read the label."""
    folder = tmp_path_factory.mktemp("home")
    label = tmp_path_factory.mktemp("labels") / "label.json"
    label.write_text(json.dumps(RECORD))
    library = open_library(folder)
    list(library.read(label))
    library.close()
    return folder


class Terminal:
    """Runs a command with standard output and error on a terminal of 80 columns."""

    def __init__(self, home: Path, folder: Path) -> None:
        self._folder = folder
        self._environment = {**os.environ, "COMPOSITA_HOME": str(home), "COLUMNS": "80"}

    def __call__(self, *arguments: str) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        code = "from composita.cli import main; main()"
        command = [sys.executable, "-c", code, *arguments]
        running = subprocess.Popen(
            command, stdout=theirs, stderr=theirs, cwd=self._folder, env=self._environment
        )
        os.close(theirs)
        printed = b"".join(iter(lambda: _next(ours), b""))
        os.close(ours)
        return running.wait(), printed.decode().replace("\r\n", "\n")


def _next(terminal: int) -> bytes:
    try:
        return os.read(terminal, 2**16)
    except OSError:  # the other side has gone
        return b""


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Terminal:
    return Terminal(home, tmp_path)


def obeyed(printed: str) -> list[str]:
    """The commands in what was printed that are not ours."""
    return COMMANDS.findall(OURS.sub("", printed))


def test_commands_are_shown_and_text_is_not_touched() -> None:
    """Each command as its number, in a form that JSON reads back; a name is without them."""
    assert shown(f"é\tĀb\n{EVIL}") == f"é\tĀb\n{SHOWN}"
    assert json.loads(f'"{shown(EVIL)}"') == EVIL
    assert named(f"Exem\u202eplo\n {EVIL}") == "Exem plo ]0;pwned [2J 31m"
    assert named("Exemplo® 5 mg – Ünï") == "Exemplo® 5 mg – Ünï"


@pytest.mark.parametrize(
    "command",
    [
        ("show", "exemplamine", "--view", "professional"),
        ("show", "exemplamine", "--format", "md"),
        ("show", "exemplamine", "--format", "html"),
        ("show", f"exemplamine + {EVIL}"),
        ("show", EVIL),
        ("find", f"exemplamine + x{EVIL}"),
        ("check", "exemplamine", f"x{EVIL}", "--condition", EVIL, "--allergy", EVIL),
        ("sources", "--problems"),
        ("show", "exemplamine", "--without", EVIL),
        ("show", "exemplamine", "-o", f"missing{EVIL}/page"),
        ("show", "exemplamine", "--view", EVIL),
        ("show", f"--{EVIL}"),
        (EVIL,),
        ("read", f"missing{EVIL}"),
        ("check", "--file", f"missing{EVIL}"),
        ("audit", f"missing{EVIL}"),
        ("explain", EVIL),
        ("pack", "verify", f"missing{EVIL}"),
        ("score", f"missing{EVIL}"),
        ("site", "check", f"missing{EVIL}"),
        ("site", "build", "--list", f"missing{EVIL}"),
    ],
    ids=lambda command: " ".join(command).encode("ascii", "ignore").decode()[:30],
)
def test_no_command_obeys_what_a_stranger_wrote(terminal: Terminal, command: list[str]) -> None:
    """Titles and words of documents, what was typed, names of files and packs."""
    _, printed = terminal(*command)
    assert printed
    assert obeyed(printed) == []
    assert "Traceback" not in printed


def test_names_of_files_are_shown(terminal: Terminal, tmp_path: Path) -> None:
    """A file, a member of an archive, a page: each with a name that would turn all red."""
    (tmp_path / f"{NAME}.xml").write_text("<html/>")
    (tmp_path / f"{NAME}.md").write_text("# Nothing\n\nThat is known.\n")
    with ZipFile(tmp_path / "labels.zip", "w") as archive:
        archive.writestr(f"{NAME}\nread: all.xml", "<html/>")
    code, printed = terminal("read", ".")
    assert (code, obeyed(printed)) == (2, [])
    assert r"a\u001b[31m\u202eb.xml: XML, but not an SPL label" in printed
    assert r"labels.zip!a\u001b[31m\u202eb\nread: all.xml: XML" in printed
    _, printed = terminal("audit", ".")
    assert obeyed(printed) == []
    assert r"a\u001b[31m\u202eb.md" in printed


def test_what_a_pack_is_called_is_shown_on_one_line(terminal: Terminal, tmp_path: Path) -> None:
    """`pack info` and `pack verify` of somebody else's pack."""
    card = replace(sources()["us-labeledin"], name=f"Labels {EVIL}", licence=EVIL)
    write_pack(tmp_path / "pack", f"evil{EVIL}\npack good", "2026", [card], {}, [EVIL])
    for command in ("info", "verify"):
        code, printed = terminal("pack", command, "pack")
        assert (code, obeyed(printed)) == (0, [])
        assert rf"pack evil{SHOWN}\npack good, edition 2026" in printed


def test_the_words_of_a_passage_are_shown(terminal: Terminal) -> None:
    """`explain` shows what stands there, commands and all; the id may have its "#"."""
    _, page = terminal("show", "exemplamine", "--view", "professional")
    (statement,) = re.findall(r"Gout .*(#[0-9a-f]{12})", page)
    code, printed = terminal("explain", statement)
    assert (code, obeyed(printed)) == (0, [])
    assert r"«gout»\u001b]0;pwned\u0007" in printed
    assert terminal("explain", statement[1:]) == (code, printed)


def test_our_own_styles_reach_a_terminal(terminal: Terminal) -> None:
    """The names of sources are bold, and the line that counts is written again."""
    _, printed = terminal("sources")
    assert "\x1b[1mUS drug labels, openFDA\x1b[0m\n" in printed
    assert "\r\x1b[K" in printed


def test_data_for_programs_stay_what_they_are(terminal: Terminal, tmp_path: Path) -> None:
    """JSON on standard output says the same as in a file, where nothing is changed."""
    terminal("show", "exemplamine", "--format", "json", "-o", "page.json")
    _, printed = terminal("show", "exemplamine", "--format", "json")
    assert json.loads(OURS.sub("", printed)) == json.loads((tmp_path / "page.json").read_text())


def test_help_says_whole_sentences(terminal: Terminal) -> None:
    """No command's one sentence is cut off in the list, and no line is too wide."""
    code, printed = terminal("--help")
    assert code == 0
    assert "Shows what matters when medicines are taken together, and what\n" in printed
    assert "..." not in printed.split("Commands:")[1]
    assert max(map(len, printed.splitlines())) <= 80
