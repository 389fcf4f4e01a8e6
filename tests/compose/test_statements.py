"""Facts merge into statements, and the page says how many documents say each."""

from __future__ import annotations

from composita.facts import Indication, Warning
from invented import EXEMPLAMINE, document, facts, small_page, texts

LABEL = document("us", "label", "A label", "indications", "warnings")
OTHER = document("us", "other", "Another label", "indications")
LEAFLET = document("eu", "leaflet", "A leaflet", "indications")
COUGH, MIGRAINE = Indication("cough"), Indication("migraine")


def test_equal_facts_are_one_statement() -> None:
    """Two documents that say the same give one statement with two passages, labels first."""
    said = (*facts(LEAFLET, "indications", COUGH), *facts(LABEL, "indications", COUGH))
    (statement,) = small_page(*said, documents=(LEAFLET, LABEL)).statements
    assert statement.about == (EXEMPLAMINE.unii,)
    assert [passage.document for passage in statement.passages] == ["us:label", "eu:leaflet"]


def test_what_most_documents_say_comes_first() -> None:
    """Support goes before the order in which facts were read."""
    said = (
        *facts(LABEL, "indications", MIGRAINE, COUGH),
        *facts(LEAFLET, "indications", COUGH),
    )
    monograph = small_page(*said, documents=(LABEL, LEAFLET), view="professional")
    assert texts(monograph, "exemplamine", "usage") == [
        "Cough (2 of 2 documents)",
        "Migraine (1 of 2 documents)",
    ]


def test_only_documents_that_could_say_it_are_counted() -> None:
    """A document without such a section was not asked: here one of three has no warnings."""
    said = (*facts(LABEL, "indications", COUGH), *facts(LABEL, "warnings", Warning("seizures")))
    page = small_page(*said, documents=(LABEL, OTHER, LEAFLET))
    assert [statement.asked for statement in page.statements] == [3, 1]
