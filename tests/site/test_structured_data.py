"""What a page of a site holds for search engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from schema_org import problems


def data(page: Path) -> list[Any]:
    """The JSON-LD of a page."""
    found = html.document_fromstring(page.read_bytes()).cssselect("script[type]")
    return [json.loads(script.text) for script in found]


@pytest.mark.parametrize("name", ["amitriptyline", "amitriptyline-pregabalin"])
def test_a_page_tells_search_engines_what_it_says(site: Path, name: str) -> None:
    """Its address, its medicines and what is said of them, as schema.org has it."""
    [made] = data(site / "a" / f"{name}.html")
    assert problems(made) == []
    web_page = made["@graph"][0]
    assert web_page["url"] == f"https://medicines.example/a/{name}.html"
    assert {node["name"] for node in made["@graph"] if node["@type"] == "Drug"} >= {"Amitriptyline"}


def test_a_page_without_sources_tells_them_nothing(site: Path) -> None:
    """Search engines are asked not to keep it."""
    assert data(site / "n" / "nosuchmedicine.html") == []
