"""What holds on every page: citations that resolve, and words that are never generated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import get_args

import pytest

from composita.extract.text import lexicon_file
from composita.facts import Monograph, Part, Sentence, View, statement_id
from composita.publish import FORMATS
from invented import EVIDENCE, PAGES, TOGETHER, page

VIEWS: tuple[View, ...] = get_args(View)
EVERY_PAGE = pytest.mark.parametrize(("name", "view"), list(product(PAGES, VIEWS)))


def parts(monograph: Monograph) -> Iterator[Part]:
    """Every part of a page, from top to bottom."""
    waiting = list(reversed(monograph.parts))
    while waiting:
        part = waiting.pop()
        yield part
        waiting += reversed(part.parts)


def sentences(monograph: Monograph) -> Iterator[Sentence]:
    """Every sentence of a page."""
    return (sentence for part in parts(monograph) for sentence in part.sentences)


@EVERY_PAGE
def test_every_sentence_has_a_source(name: str, view: View) -> None:
    """No source, no statement: each sentence has notes, and its statements are on the page."""
    monograph = page(name, view)
    known = {statement.id for statement in monograph.statements}
    for sentence in sentences(monograph):
        assert sentence.notes
        assert known.issuperset(sentence.statements)


@EVERY_PAGE
def test_only_names_and_places_have_no_statement(name: str, view: View) -> None:
    """What a thing is called comes from a register or a label's head, and where something stands
    that we could not read is no statement; all else is one."""
    for part in parts(page(name, view)):
        if part.key not in ("generic_name", "boxed_warnings") and not part.silence:
            assert all(sentence.statements for sentence in part.sentences)


@EVERY_PAGE
def test_every_passage_resolves(name: str, view: View) -> None:
    """A statement's passages stand in a section of a document that the evidence holds."""
    documents = {
        document.id: document
        for evidence in (*EVIDENCE.values(), *TOGETHER.values())
        for document in evidence.documents
    }
    for statement in page(name, view).statements:
        assert statement.passages
        for passage in statement.passages:
            assert documents[passage.document].section(passage.section)


@EVERY_PAGE
def test_statements_are_named_after_what_they_say(name: str, view: View) -> None:
    """An id can be found in a store, because it depends on nothing but whom and what."""
    for statement in page(name, view).statements:
        assert statement.id == statement_id(statement.about, statement.value)


@EVERY_PAGE
def test_notes_are_numbered_as_they_are_listed(name: str, view: View) -> None:
    """Notes count up from 1, and each is cited."""
    monograph = page(name, view)
    assert [note.number for note in monograph.notes] == [*range(1, len(monograph.notes) + 1)]
    assert {n for s in sentences(monograph) for n in s.notes} == {n.number for n in monograph.notes}


@EVERY_PAGE
def test_nothing_is_called_safe(name: str, view: View) -> None:
    """Silence never looks like safety, in whichever format."""
    for publish in FORMATS.values():
        assert not FORBIDDEN.search(publish(page(name, view)))


def test_no_sentence_of_a_lexicon_calls_anything_safe() -> None:
    """The reviewed sentences for codes keep to the same rule."""
    for lexicon in ("advice", "special"):
        for topic in lexicon_file(lexicon).values():
            codes = topic.get("codes", {}).values() if isinstance(topic, dict) else ()
            for code in codes:
                assert not FORBIDDEN.search(f"{code['patient']} {code['professional']}")


FORBIDDEN = re.compile(r"\b(safe|no interactions?)\b", re.IGNORECASE)
