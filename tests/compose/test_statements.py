"""Facts merge into statements, and the page says how many documents say each."""

from __future__ import annotations

from msgspec.structs import replace

from composita.compose import Evidence, Subject
from composita.facts import Advice, Indication, Section, Warning
from composita.store.statements import Place
from invented import EXEMPLAMINE, SOURCES, document, facts, small_page, texts

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


def test_what_is_known_about_a_topic() -> None:
    """Said, spoken of in a section or with its words, or neither: for whoever asks."""
    warned = replace(LABEL, sections=(Section("5", "warnings", "5", speaks=("pregnancy",)),))
    evidence = Evidence((warned,), facts(LABEL, "warnings", Advice("driving", "take care")))
    subject = Subject((EXEMPLAMINE,), evidence, SOURCES)
    answers = {
        topic: subject.answer(topic) for topic in ("driving", "warning", "pregnancy", "food")
    }
    assert answers == {
        "driving": "says",
        "warning": "speaks of it",
        "pregnancy": "speaks of it",
        "food": "silent",
    }
    assert subject.places("pregnancy") == (Place("us:label", "5"),)


def test_what_was_understood_in_part_is_the_same_each_time() -> None:
    """A page tells statements by what the subject keeps."""
    (fact,) = facts(LABEL, "warnings", Warning("seizures", boxed=True))
    evidence = Evidence((LABEL,), (replace(fact, partly=True),))
    subject = Subject((EXEMPLAMINE,), evidence, SOURCES)
    assert subject.said(Warning) == []
    assert subject.partly(Warning)[0] is subject.partly(Warning)[0]
