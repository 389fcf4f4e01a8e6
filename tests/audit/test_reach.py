"""How far the audit recognises reassurance about real medicines, against the starter packs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from composita.audit import audit, markdown
from composita.library import Library, open_library

SENTENCES = tomllib.loads(Path(__file__).with_name("reassurances.toml").read_text())

pytestmark = pytest.mark.realdata


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library of the packs that are shipped."""
    return open_library(tmp_path_factory.mktemp("reach"))


def verdicts(library: Library, sentences: list[tuple[str, str]]) -> Iterator[set[str]]:
    """The verdicts on each sentence, on a page that holds nothing else."""
    for medicine, sentence in sentences:
        page = markdown.read(f"# {medicine}\n\n## Precautions\n\n{sentence}\n", "page.md")
        yield {judged.verdict for judged in audit(page, library).judged}


@pytest.mark.parametrize("batch", ["first", "anew", "drawn"])
def test_false_reassurance_is_contradicted(packs: Library, batch: str) -> None:
    """Four of five at least, and none of them is borne out."""
    found = list(verdicts(packs, SENTENCES["false"][batch]))
    assert sum("contradicted" in each for each in found) >= 0.8 * len(found)
    assert not any("supported" in each for each in found)


@pytest.mark.parametrize("true", ["cautious", "permitted"])
def test_what_is_true_is_not_contradicted(packs: Library, true: str) -> None:
    """Care, and what a source itself permits."""
    found = verdicts(packs, SENTENCES[true]["sentences"])
    assert not any("contradicted" in each for each in found)
