"""The folder of a site: never half a site, never another person's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.errors import CompositaError
from composita.site.folder import manifest_of, replaced


def written(place: Path, **files: str) -> None:
    """Builds a site of these files."""
    with replaced(place, "f") as folder:
        for name, text in files.items():
            folder.write(f"{name}/page.html", text.encode())


def stopped(place: Path) -> None:
    """A build that is stopped when it has written one page."""
    with replaced(place, "f") as folder:
        folder.write("a/page.html", b"half")
        raise KeyboardInterrupt


def read(place: Path) -> dict[str, str]:
    """The pages in a folder."""
    return {path.parent.name: path.read_text() for path in sorted(place.glob("*/page.html"))}


def test_a_site_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    """Pages that the new list does not have are gone, and nothing is left beside it."""
    written(tmp_path / "site", a="1", b="1")
    written(tmp_path / "site", a="2")
    assert read(tmp_path / "site") == {"a": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_error_in_the_middle_leaves_the_old_site(tmp_path: Path) -> None:
    """It is whole until the new one is complete."""
    written(tmp_path / "site", a="1")
    with pytest.raises(KeyboardInterrupt):
        stopped(tmp_path / "site")
    assert read(tmp_path / "site") == {"a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_after_one_that_was_killed(tmp_path: Path) -> None:
    """What was left unfinished, or of the site before, is cleared away."""
    written(tmp_path / "site.unfinished", a="half")
    written(tmp_path / "site", b="2")
    assert read(tmp_path / "site") == {"b": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_full_disk_is_said_in_one_line(tmp_path: Path) -> None:
    """The message names the file and says that the old site is there."""
    written(tmp_path / "site", a="1")
    with (
        pytest.raises(CompositaError, match=r"No space left on device; .*site is as it was"),
        replaced(tmp_path / "site", "f"),
    ):
        raise OSError(28, "No space left on device", "a/page.html")
    assert read(tmp_path / "site") == {"a": "1"}


@pytest.mark.parametrize("name", ["thesis.txt", ".git", "a/photo.jpg"])
def test_other_peoples_files_are_never_deleted(tmp_path: Path, name: str) -> None:
    """Neither in a folder that is not ours, nor in one that is."""
    for site in (tmp_path / "theirs", tmp_path / "ours"):
        if site.name == "ours":
            written(site, a="1")
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("precious")
        with pytest.raises(CompositaError, match="not ours"):
            written(site, a="2")
        assert (site / name).read_text() == "precious"


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    """It is not overwritten."""
    (tmp_path / "site").write_text("precious")
    with pytest.raises(CompositaError, match="not a folder"):
        written(tmp_path / "site", a="1")
    assert (tmp_path / "site").read_text() == "precious"


def test_the_manifest_names_every_file(tmp_path: Path) -> None:
    """With a hash, so that two builds can be compared."""
    written(tmp_path / "site", b="1", a="1")
    manifest = manifest_of(tmp_path / "site")
    assert manifest is not None
    assert list(manifest.files) == ["a/page.html", "b/page.html"]
    assert manifest.files["a/page.html"] == manifest.files["b/page.html"]
