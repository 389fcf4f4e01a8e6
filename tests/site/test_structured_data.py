"""What a page of a site holds for search engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.bundle import Bundle
from lxml import html

from composita.library import quiet
from composita.site import Plan, build
from fhir_rules import broken, entries
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


def test_a_bundle_stands_beside_each_page_with_sources(titles: Path, tmp_path: Path) -> None:
    """FHIR where it is asked for: of one medicine all, of two what is said of both together."""
    build(Plan(titles, tmp_path / "site", fhir=True), quiet)
    written = {path.name for path in tmp_path.rglob("*.fhir.json")}
    assert written >= {
        "amitriptyline-pregabalin.fhir.json",
        "amitriptyline.fhir.json",
        "metformin-nosuchmedicine.fhir.json",
    }
    assert "nosuchmedicine.fhir.json" not in written
    for path in tmp_path.rglob("*.fhir.json"):
        bundle = json.loads(path.read_bytes())
        Bundle.model_validate(bundle)
        assert broken(bundle) == []
        assert entries(bundle, "MedicationKnowledge")
    page = html.document_fromstring((tmp_path / "site" / "a" / "amitriptyline.html").read_bytes())
    [link] = page.cssselect("link[type='application/fhir+json']")
    assert link.get("href") == "../a/amitriptyline.fhir.json"
