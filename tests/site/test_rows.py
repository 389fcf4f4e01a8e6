"""The list of pages: what people put into such a file, and the paths that come of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.errors import UnreadableDocument
from composita.site.rows import Row, read_rows


def rows(tmp_path: Path, text: str) -> tuple[Row, ...]:
    """The rows of a list with this text."""
    (tmp_path / "list.tsv").write_text(text, encoding="utf-8")
    return read_rows(tmp_path / "list.tsv").rows


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("Abacavir\ta/abacavir.md", "a/abacavir"),
        ("Abacavir", "a/abacavir"),
        ("  Abacavir +  Lamivudine ", "a/abacavir-lamivudine"),
        ("2-Deoxy\t2/2-deoxy.html", "2/2-deoxy"),
        ("Abacavir\t../../etc/passwd", "unnamed/unnamed/etc/passwd"),
        ("Abacavir\t/abacavir", "a/abacavir"),
        ("Index\ti/index.md", "i/index-1"),
        ("Coverage\tcoverage/coverage.md", "c/coverage/coverage-1"),
        ("<b>X</b>", "other/b-x-b"),
        ("Ω-3", "other/ω-3"),
    ],
)
def test_a_path_is_one_that_any_host_can_serve(tmp_path: Path, line: str, path: str) -> None:
    """The list's own where it can be, otherwise made from the title; never outside the site."""
    assert rows(tmp_path, line)[0].path == path


def test_a_title_that_is_too_long_for_a_file_name(tmp_path: Path) -> None:
    """The path is cut, with a hash, so that two such titles keep apart."""
    a, b = rows(tmp_path, "x" * 9_999 + "a\n" + "x" * 9_999 + "b")
    assert a.path != b.path
    assert len(a.path) < 130


def test_two_titles_with_one_path_have_two_pages(tmp_path: Path) -> None:
    """The second has a number, and the report says so."""
    (tmp_path / "list.tsv").write_text("A/B\nA+B\na b")
    found = read_rows(tmp_path / "list.tsv")
    assert [row.path for row in found.rows] == ["a/a-b", "a/a-b-2", "a/a-b-3"]
    assert found.problems == (
        "line 2: a/a-b is taken; its page is a/a-b-2",
        "line 3: a/a-b is taken; its page is a/a-b-3",
    )


def test_a_title_that_stands_twice_has_one_page(tmp_path: Path) -> None:
    """The other path leads to it."""
    first, second = rows(tmp_path, "A\ta/one.md\n\nA\ta/two.md\n")
    assert (first.instead, second.instead) == ("", "a/one")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "no title"), (b"title\tpath\n\n", "no title"), (b"\xff\xfe", "UTF-8")],
)
def test_a_list_that_is_none(tmp_path: Path, content: bytes, said: str) -> None:
    """The error says what to do."""
    (tmp_path / "list.tsv").write_bytes(content)
    with pytest.raises(UnreadableDocument, match=said):
        read_rows(tmp_path / "list.tsv")


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    """The error names the option."""
    with pytest.raises(UnreadableDocument, match="--list"):
        read_rows(tmp_path / "none.tsv")
