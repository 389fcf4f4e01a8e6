"""The made docs are current, and the documents that people write name what exists."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "docs" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", make().pages())
def test_a_made_page_is_current(name: str) -> None:
    """What docs/made/ says is what the code and the packs say now (else: just docs)."""
    assert (ROOT / "docs" / "made" / name).read_text(encoding="utf-8") == make().pages()[name]


def test_the_map_names_what_exists() -> None:
    """Every folder and module that the map's table begins with is there."""
    named = re.findall(r"^\| `([\w./]+)` \|", (ROOT / "docs" / "map.md").read_text(), re.MULTILINE)
    assert named
    assert [n for n in named if not (ROOT / "src" / "composita" / n).exists()] == []


def test_decisions_are_numbered_without_gaps() -> None:
    """Decision records are 0001, 0002, … so that one can be cited by its number."""
    numbers = sorted(int(p.name[:4]) for p in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
