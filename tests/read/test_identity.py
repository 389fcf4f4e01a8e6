"""A document is its source, its identifier, its language and its market: none replaces another."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from test_epi import SECTIONS, leaflet
from test_epi import read as read_epi

from composita.errors import UnreadableDocument
from composita.facts import Document, Ingredient, Moiety, Product
from composita.ingest import ingest
from composita.own import Own
from composita.pack import Edition, decode_editions
from composita.read import spl
from composita.read.language import language_of
from composita.store import linker_of

SPANISH = {"1. Qué es Testoprol": "<p>Este medicamento se utiliza para tratar la tos.</p>"}
LABEL = (Path(__file__).parent / "labels" / "new_format.xml").read_text()


def sold_in(country: str, **changes: Any) -> dict[str, Any]:
    """The leaflet of a product that was authorised for a country."""
    bundle = leaflet(SECTIONS, **changes)
    region = {"coding": [{"system": "urn:iso:std:iso:3166", "code": country}]}
    bundle["entry"].append(
        {"resource": {"resourceType": "RegulatedAuthorization", "region": region}}
    )
    return bundle


LEAFLETS = {
    "english": leaflet(SECTIONS),
    "spanish": leaflet(SPANISH, language="es"),
    "spanish-for-mexico": leaflet(SPANISH, language="es-MX"),
    "unsaid": leaflet(SPANISH),
    "irish": sold_in("IE"),
    "maltese": sold_in("MT"),
}


def test_identities() -> None:
    """English is what an identifier means where nothing else is said."""
    ids = {name: read_epi(bundle).id for name, bundle in LEAFLETS.items()}
    assert ids == {
        "english": "eu-leaflets:testoprol",
        "spanish": "eu-leaflets:testoprol:es",
        "spanish-for-mexico": "eu-leaflets:testoprol:es:MX",
        "unsaid": "eu-leaflets:testoprol:und",
        "irish": "eu-leaflets:testoprol:IE",
        "maltese": "eu-leaflets:testoprol:MT",
    }


@pytest.mark.parametrize("order", list(permutations(("english", "spanish", "irish"))))
def test_in_a_pack_none_replaces_another(tmp_path: Path, order: tuple[str, ...]) -> None:
    """In any order of the files."""
    for number, name in enumerate(order):
        (tmp_path / f"{number}.json").write_text(json.dumps(LEAFLETS[name]))
    lines = ingest([tmp_path], 1, lambda _: None)
    found = list(decode_editions(lines.data.splitlines(), "lines"))
    assert [edition.document.id for edition in found] == [
        "eu-leaflets:testoprol", "eu-leaflets:testoprol:IE", "eu-leaflets:testoprol:es",
    ]  # fmt: skip
    assert found[0].document.products


def test_among_own_documents_none_replaces_another(tmp_path: Path) -> None:
    """Kept in one run or in several, each keeps its words; a newer edition replaces its own."""
    names = ("spanish", "english", "spanish", "maltese")
    for name in names:
        Own(tmp_path).keep(Edition(read_epi(LEAFLETS[name]), ()))
    kept = {edition.document.id: edition.document for edition in Own(tmp_path).editions()}
    assert kept == {d.id: d for d in (read_epi(LEAFLETS[name]) for name in names)}


def test_labels_of_one_set_id_in_two_languages() -> None:
    """SPL says its language, and a text that says none or a wrong one is looked at."""
    spanish = LABEL.replace("<setId", '<languageCode code="es"/><setId')
    assert [document.id[-3:] for document in spl.read(spanish.encode(), "a.xml")] == [":es"]
    words = "Este medicamento se utiliza para tratar la tos y no debe tomarse con el otro."
    unsaid = LABEL.replace("Not known.", words * 9)
    assert [document.language for document in spl.read(unsaid.encode(), "a.xml")] == ["und"]


@pytest.mark.parametrize(
    ("given", "text", "language"),
    [
        ("es", "Take it with water.", "es"),
        ("pt-BR", "", "pt"),
        ("", "temporarily relieves headache", "en"),
        ("en-GB", "Exemplamine 5 mg.", "en"),
        ("", "", "en"),
        ("en", "Este medicamento se utiliza para tratar la tos.", "und"),
        ("", "Dieses Arzneimittel wird bei Husten und Schnupfen eingenommen.", "und"),
    ],
)
def test_in_doubt_a_document_is_in_english(given: str, text: str, language: str) -> None:
    """Other languages are believed; English is believed unless the words tell another."""
    assert language_of(given, text) == language


def test_a_document_in_another_language_is_about_nobody() -> None:
    """Its product is known, and still no page takes it for a document of its own."""
    product = Product("p", (Ingredient("Exemplamine", "E", (Moiety("Exemplamine", "E"),)),))
    linker = linker_of([])
    spanish = Document("us", "1", "t", (product,), language="es")
    assert linker.document(spanish) == ""
    assert linker.strangers(spanish) == []
    assert linker.strangers(Document("us", "1", "t", (product,)))


def test_nothing_unreadable_is_an_identity() -> None:
    """A Bundle without an identifier is still refused."""
    with pytest.raises(UnreadableDocument):
        read_epi(LEAFLETS["spanish"] | {"identifier": {}})
