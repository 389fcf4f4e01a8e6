"""The electronic leaflet: our sections in our order, with narrative that a browser can show."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fhir.resources.bundle import Bundle
from lxml import etree
from msgspec.structs import replace

from composita.facts import Monograph
from composita.publish.fhir import epi
from fhir_rules import broken
from invented import PAGES, page

Json = dict[str, Any]


def composition(monograph: Monograph) -> Json:
    """The first resource of the document."""
    first: Json = json.loads(epi.publish(monograph))["entry"][0]["resource"]
    return first


def sections(within: Json) -> list[Json]:
    """The sections of a Composition and those inside them, in order."""
    return [s for one in within.get("section", ()) for s in (one, *sections(one))]


@pytest.mark.parametrize("name", PAGES)
def test_a_document_is_valid_and_keeps_our_rules(name: str) -> None:
    """The schema of FHIR R5 takes it; its Composition comes first, with identifier and date."""
    made = epi.publish(page(name))
    Bundle.model_validate_json(made)
    bundle = json.loads(made)
    assert broken(bundle) == []
    assert bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    assert (bundle["identifier"]["system"], bundle["timestamp"]) == (
        "urn:ietf:rfc:3986",
        "2026-07-01T00:00:00Z",
    )


def test_sections_stand_in_the_order_of_the_page() -> None:
    """The outline of the page, with LOINC's codes where LOINC has such a section."""
    medicine, *_ = composition(page("one-medicine"))["section"]
    titles = [section["title"] for section in medicine["section"]]
    assert titles[:4] == ["Generic name", "Usage", "Dosage", "Side effects"]
    codes = {s["title"]: s["code"].get("coding", [{}])[0].get("code") for s in sections(medicine)}
    assert codes["Usage"] == "34067-9"
    assert codes["Generic name"] is None


def test_a_section_refers_to_the_uses_that_it_tells() -> None:
    """Each sentence of a section has its statements among the section's entries."""
    usage = next(s for s in sections(composition(page("one-medicine"))) if s["title"] == "Usage")
    assert len(usage["entry"]) == 4


def test_silence_is_told_in_words() -> None:
    """A section of which no source speaks says so, and is never left empty."""
    (silent,) = composition(page("nothing-sourced"))["section"][:1]
    assert "No source read so far covers Nullomycin." in silent["text"]["div"]


def test_narrative_is_xml_whatever_was_typed() -> None:
    """Markup and control characters in names come out as text, and titles as they are."""
    made = page("unknown-name")
    part = replace(made.parts[0], title="<b>\x00&", silent="<script>\x07", remark="a & b")
    told = composition(replace(made, title="A & <B>", parts=(part,)))
    assert told["title"] == "A & <B>"
    for section in sections(told):
        if "text" in section:
            etree.fromstring(section["text"]["div"])


def test_data_of_unknown_date_has_the_first_moment() -> None:
    """A document needs a time; year 1 says plainly that it is none."""
    assert json.loads(epi.publish(replace(page("one-medicine"), data="")))["timestamp"] == (
        "0001-01-01T00:00:00Z"
    )
