"""A folder of pages: bad files are named, a run goes on where it stopped, reports are safe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from auditing import page_path

from composita.audit import Report, audited
from composita.audit import site as running
from composita.audit.files import LARGEST, LONGEST
from composita.audit.reports import write
from composita.library import Library

GOOD = "# Exemplamine\n\n### Usage\n\nUsed to treat hay fever in you and your family.\n"


@contextmanager
def report(folder: Path, library: Library) -> Iterator[Report]:
    with audited([folder], library, jobs=1) as found:
        yield found


def test_bad_files_are_named_and_stop_nothing(tmp_path: Path, library: Library) -> None:
    """Each file that cannot be audited has its reason in the report; the good page is audited."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "binary.md").write_bytes(b"\x89PNG\x00\xff")
    (site / "control.md").write_bytes(b"# Exemplamine \x00")
    page_path(site, "empty.md", " \n")
    page_path(
        site, "french.md", "# Exemplamine\n\nCe médicament est utilisé contre le rhume.\n" * 9
    )
    page_path(site, "garden.md", "# My garden\n\nThe roses are for you and your mother.\n")
    page_path(site, "good.md", GOOD)
    page_path(site, "huge.md", "the " * (LARGEST // 4 + 1))
    page_path(site, "long.md", "the " * (LONGEST // 4 + 1))
    page_path(site, "style.css", "body {}")
    page_path(tmp_path, "outside.md", GOOD)
    (site / "link.md").symlink_to(tmp_path / "outside.md")
    with report(site, library) as found:
        why = {Path(each.path).name: each.why for each in found.summary.problems}
        assert found.summary.pages == 1
    assert {name: reason.split()[0] for name, reason in why.items()} == {
        "binary.md": "not", "control.md": "a", "empty.md": "an", "french.md": "not",
        "garden.md": "no", "huge.md": "larger", "link.md": "a", "long.md": "longer",
    }  # fmt: skip


def test_an_interrupted_audit_goes_on(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that were audited before an interruption are not audited again."""
    page_path(tmp_path, "a.md", GOOD)
    page_path(tmp_path, "b.md", GOOD)
    seen: list[str] = []

    def stop_at_b(found: running.Found, library: Library) -> running.Entry:
        seen.append(found.path.name)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return real(found, library)

    real = running._entry  # noqa: SLF001
    monkeypatch.setattr(running, "_entry", stop_at_b)
    with pytest.raises(KeyboardInterrupt), report(tmp_path, library):
        pass
    with report(tmp_path, library) as found:
        assert found.summary.pages == 2
    assert seen == ["a.md", "b.md", "b.md"]


def test_pages_that_disagree_are_named_together(tmp_path: Path, library: Library) -> None:
    """One page says that there is an injection, another that there is none."""
    page_path(tmp_path, "a.md", GOOD + "\nIt is available as an injection.\n")
    page_path(tmp_path, "b.md", GOOD + "\nThere is no injectable form.\n")
    with report(tmp_path, library) as found:
        (clash,) = found.clashes
    assert clash.topic == "given by this route: injection"
    assert [Path(said.path).name for said in (*clash.yes, *clash.no)] == ["a.md", "b.md"]


def test_nothing_of_a_page_is_shown_unescaped(tmp_path: Path, library: Library) -> None:
    """What a page holds stands in the HTML report as text, and no script may run there."""
    evil = "# Exemplamine\n\nTell your doctor <script>alert(1)</script> & <b onclick=x>now.\n"
    site = tmp_path / "site"
    site.mkdir()
    page_path(site, "<img src=x onerror=y>.md", evil)
    with report(site, library) as found:
        write(found, "html", tmp_path / "out")
    shown = "".join(path.read_text() for path in (tmp_path / "out").rglob("*.html"))
    assert "<script" not in shown
    assert "<img" not in shown
    assert "onclick=x>" not in shown
    assert "default-src &#39;none&#39;" in shown or "default-src 'none'" in shown


@pytest.mark.parametrize("format", ["json", "sarif"])
def test_reports_for_programs_are_json(tmp_path: Path, library: Library, format: str) -> None:
    """They are written a page at a time and are whole all the same."""
    site = tmp_path / "site"
    site.mkdir()
    page_path(site, "a.md", GOOD + "\nThere is no injectable form.\n")
    page_path(site, "b.md", GOOD)
    with report(site, library) as found:
        write(found, format, tmp_path / "out")
    told = json.loads((tmp_path / "out").read_text())
    if format == "json":
        assert [Path(page["path"]).name for page in told["pages"]] == ["a.md", "b.md"]
    else:
        (error,) = [each for each in told["runs"][0]["results"] if each["level"] == "error"]
        region = error["locations"][0]["physicalLocation"]["region"]
        assert (told["version"], region["startLine"]) == ("2.1.0", 7)


def test_the_report_in_text_names_line_and_column(
    tmp_path: Path, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    """A contradiction stands with its place on the page and the sources' own sentence."""
    page_path(tmp_path, "a.md", GOOD + "\nThere is no injectable form.\n")
    with report(tmp_path, library) as found:
        write(found, "text", None)
    printed = capsys.readouterr().out
    assert "7:10: contradicted: not given by this route: injection." in printed
    assert all(len(line) <= 80 for line in printed.splitlines() if "/" not in line)


UNREAD = GOOD + "\n### Precautions\n\nThe renal tubules reabsorb much of it.\n"


@pytest.mark.parametrize(
    ("format", "told"),
    [
        ("text", "1 not read"),
        ("json", '"not read":1'),
        ("sarif", "1 × We did not understand this sentence."),
        ("html", "<b>1</b> not read"),
    ],
)
def test_what_was_not_read_is_counted_in_every_report(
    tmp_path: Path, library: Library, format: str, told: str
) -> None:
    """A sentence that was not understood is in each format, with its number."""
    (tmp_path / "site").mkdir()
    page_path(tmp_path / "site", "a.md", UNREAD)
    with report(tmp_path / "site", library) as found:
        write(found, format, tmp_path / "out")
    out = tmp_path / "out"
    files = out.rglob("*.html") if out.is_dir() else [out]
    assert told in "".join(path.read_text() for path in files)


def test_a_short_page_in_english_is_audited(tmp_path: Path, library: Library) -> None:
    """A few words without an article are English, too; a few of another language are told."""
    page_path(tmp_path, "short.md", "# Exemplamine\n\nSafe in pregnancy. No side effects.\n")
    page_path(tmp_path, "german.md", "# Exemplamine\n\nIn der Schwangerschaft nicht sicher.\n")
    page_path(tmp_path, "greek.md", "# Exemplamine\n\nΑσφαλές στην εγκυμοσύνη, χωρίς κινδύνους.\n")
    with report(tmp_path, library) as found:
        assert found.summary.claims["contradicted"] == 2
        names = [Path(each.path).name for each in found.summary.problems]
    assert names == ["german.md", "greek.md"]
