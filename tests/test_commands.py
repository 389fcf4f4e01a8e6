"""The commands as a person uses them, on the starter packs and on labels of invented medicines."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

import composita
from composita import cli

PAIR = "Amitriptyline + Pregabalin"

LABEL = """<document xmlns="urn:hl7-org:v3">
 <setId root="00000000-0000-0000-0000-0000000000aa"/><versionNumber value="1"/>
 <effectiveTime value="20260102"/><title>Exemplamine tablets</title>
 <component><structuredBody>
  <component><section><code code="48780-1" codeSystem="2.16.840.1.113883.6.1"/>
   <subject><manufacturedProduct><manufacturedProduct><name>Exemplo</name>
    <ingredient classCode="ACTIM"><ingredientSubstance>
     <code code="EXEMPLAM01" codeSystem="2.16.840.1.113883.4.9"/><name>EXEMPLAMINE</name>
     <activeMoiety><activeMoiety>
      <code code="EXEMPLAM01" codeSystem="2.16.840.1.113883.4.9"/><name>EXEMPLAMINE</name>
     </activeMoiety>
     </activeMoiety></ingredientSubstance></ingredient>
   </manufacturedProduct></manufacturedProduct></subject></section></component>
  <component><section><code code="34067-9" codeSystem="2.16.840.1.113883.6.1"/>
   <title>Indications</title>
   <text><paragraph>Exemplamine is indicated for the treatment of {use}.</paragraph></text>
  </section></component>
 </structuredBody></component></document>"""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("COMPOSITA_HOME", str(home))
    return Run(monkeypatch, capsys)


class Run:
    """Runs a command and gives its exit code, what it printed and what it complained of."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        self._monkeypatch.setattr("sys.argv", ["composita", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        printed = self._capsys.readouterr()
        return int(stopped.value.code or 0), printed.out, printed.err


def test_show_prints_the_page(run: Run) -> None:
    """One command prints both medicines, their combined use, the sources and a disclaimer."""
    code, page, _ = run("show", PAIR)
    assert code == 0
    headings = ["\nAMITRIPTYLINE\n", "\nPREGABALIN\n", "COMBINED USE\n", "\nSOURCES\n"]
    assert [page.index(h) for h in headings] == sorted(page.index(h) for h in headings)


def test_no_line_of_a_page_is_wider_than_a_terminal(run: Run) -> None:
    """At 80 columns nothing is cut, but for addresses, which are never broken."""
    _, page, _ = run("show", PAIR, "--view", "professional")
    assert [line for line in page.splitlines() if len(line) > 80 and "://" not in line] == []


def test_a_page_never_says_that_something_is_safe(run: Run) -> None:
    """The words “safe” and “no interaction” are not on a page in any view."""
    for view in ("patient", "professional"):
        _, page, _ = run("show", "Warfarin + Ibuprofen", "--view", view)
        assert not re.search(r"\b(safe|safely|no interactions?)\b", page, re.IGNORECASE)


def test_show_writes_markdown_with_the_reference_sites_front_matter(
    run: Run, tmp_path: Path
) -> None:
    """The Markdown opens with layout and title, so that it drops into the existing site."""
    code, _, _ = run("show", PAIR, "--format", "md", "-o", tmp_path / "page.md")
    page = (tmp_path / "page.md").read_text()
    assert code == 0
    assert page.startswith(f"---\nlayout: minimal-medicine\ntitle: {PAIR}\n---\n")


def test_a_file_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    """An output path whose folder is missing: exit code 2 and its name."""
    code, _, complaint = run("show", PAIR, "-o", tmp_path / "missing" / "page.txt")
    assert (code, "missing/page.txt" in complaint) == (2, True)


def test_every_statement_of_a_page_can_be_explained(run: Run) -> None:
    """Each statement in the JSON leads to facts whose passages are those that the page cites."""
    _, page, _ = run("show", PAIR, "--format", "json")
    statements = json.loads(page)["statements"]
    assert len(statements) > 100
    for statement in statements[::40]:
        code, trail, _ = run("explain", statement["id"])
        assert code == 0
        for passage in statement["passages"]:
            assert passage[0] in trail
            assert passage[4] in trail


def test_explain_of_an_unknown_statement(run: Run) -> None:
    """An id that no page gives: exit code 2."""
    assert run("explain", "000000000000")[0] == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "No name"),
        ("   ", "No name"),
        ("qwertzuiop", "not recognised"),
        ("x" * 10_000, "not recognised"),
        ("\x00\x1b[31m", "not recognised"),
        ("аспирин", "not recognised"),
        ("'; DROP TABLE name; --", "not recognised"),
    ],
)
def test_names_that_are_not_names(run: Run, typed: str, said: str) -> None:
    """Empty, unknown, endless and hostile names: exit code 2 and one short line."""
    code, page, complaint = run("show", typed)
    assert (code, page) == (2, "")
    assert said in complaint
    assert len(complaint) < 400


def test_find_says_that_a_word_is_the_name_of_several(run: Run) -> None:
    """Insulins are several substances: none of them is taken to be meant, and some are named."""
    code, line, _ = run("find", "insulin")
    assert code == 2
    assert line.startswith("insulin: begins the names of several, type one of: Insulin ")


def test_find_says_how_a_name_was_understood(run: Run) -> None:
    """A brand, a British spelling and an unknown name each get a line of their own."""
    code, lines, _ = run("find", "Elavil + frusemide + qwertzuiop")
    brand, spelling, unknown = lines.splitlines()
    assert code == 3
    assert "Amitriptyline" in brand
    assert "brand" in brand
    assert "Furosemide" in spelling
    assert "not recognised" in unknown


def test_a_page_names_what_it_does_not_recognise(run: Run) -> None:
    """One known and one unknown name: the page is shown and says which it does not know."""
    code, page, _ = run("show", "Pregabalin + qwertzuiop")
    assert code == 0
    assert "“qwertzuiop” is not recognised" in page


def test_leaving_a_pack_out(run: Run) -> None:
    """Without the Singapore leaflets no page cites one; an unknown pack is an error."""
    _, page, _ = run("show", "Pregabalin", "--without", "sg")
    assert "Singapore" not in page
    code, _, complaint = run("show", "Pregabalin", "--without", "nonsense")
    assert (code, "nonsense" in complaint) == (2, True)


def test_sources_lists_each_with_licence_and_counts(run: Run) -> None:
    """Every source of the starter packs is listed; its problems can be."""
    _, listed, _ = run("sources")
    assert listed.count(". Pack ") >= 10
    _, problems, _ = run("sources", "--problems")
    assert "us-openfda: " in problems
    assert max(map(len, (listed + problems).splitlines())) <= 80


def test_a_persons_own_label_is_read_and_its_words_are_shown(run: Run, tmp_path: Path) -> None:
    """A label of a medicine that no list holds: its page, and explain with the words."""
    (tmp_path / "label.xml").write_text(LABEL.format(use="hay fever"))
    assert run("read", tmp_path / "label.xml")[:2] == (
        0,
        "  Exemplo: 1 fact of 1 medicine.\n1 read: 1 fact of 1 medicine. 0 not read.\n",
    )
    _, page, _ = run("show", "Exemplamine", "--format", "json")
    (use,) = [s for s in json.loads(page)["statements"] if s["value"]["type"] == "indication"]
    assert "treatment of «hay fever»" in " ".join(run("explain", use["id"])[1].split())


def test_a_newer_edition_replaces_the_older_whole(run: Run, tmp_path: Path) -> None:
    """What a label no longer says is no longer on the page; reading again changes nothing."""
    for use in ("hay fever", "chronic gout", "chronic gout"):
        (tmp_path / "label.xml").write_text(LABEL.format(use=use))
        run("read", tmp_path / "label.xml")
    _, page, _ = run("show", "Exemplamine")
    assert "gout" in page.lower()
    assert "hay fever" not in page.lower()


def test_good_labels_are_read_and_bad_ones_listed(run: Run, tmp_path: Path) -> None:
    """A folder with good and bad files: the good are read, the bad listed, exit code 2."""
    (tmp_path / "good.xml").write_text(LABEL.format(use="hay fever"))
    (tmp_path / "cut.xml").write_text(LABEL[:300])
    (tmp_path / "other.xml").write_text("<html/>")
    with zipfile.ZipFile(tmp_path / "hostile.zip", "w") as archive:
        archive.writestr("../outside.xml", LABEL)
    code, said, complaints = run("read", tmp_path)
    assert code == 2
    assert said.endswith("1 read: 1 fact of 1 medicine. 3 not read.\n")
    assert [name for name in ("cut.xml", "other.xml", "outside.xml") if name in complaints] == [
        "cut.xml",
        "other.xml",
        "outside.xml",
    ]
    assert not (tmp_path.parent / "outside.xml").exists()


def test_packs_are_described_and_verified(run: Run) -> None:
    """`pack info` and `pack verify` on a starter pack; a folder that is none is an error."""
    pack = Path(composita.__file__).parent / "packs" / "labeledin"
    assert "LabeledIn" in run("pack", "info", pack)[1]
    assert "as its manifest says" in run("pack", "verify", pack)[1]
    assert run("pack", "verify", pack.parent)[0] == 2


def test_an_audit_fails_where_a_page_is_contradicted(run: Run, tmp_path: Path) -> None:
    """Exit code 1 for a publisher's CI, unless that many errors are allowed; 2 where nothing is."""
    page = tmp_path / "page.md"
    page.write_text("# Amitriptyline\n\nThere is no injectable form of it.\n")
    code, out, _ = run("audit", page)
    assert code == 1
    assert "3:10: contradicted: not given by this route: injection." in out
    assert run("audit", page, "--contradicted", "1")[0] == 0
    code, out, err = run("audit", tmp_path / "missing.md")
    assert code == 2
    assert "there is no such file" in " ".join(out.split())
    assert err.startswith("composita: None of these could be audited")
