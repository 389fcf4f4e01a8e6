"""Phrases of lexicon files, and the clauses they are looked for in."""

from __future__ import annotations

import pytest

from composita.extract.phrases import pattern
from composita.extract.pieces import clauses
from composita.facts import Section

LISTS = {"who": ("pregnan*", "breast-feed*")}


def words_of(text: str, title: str = "") -> list[str]:
    """The words of the clauses of a section with this text and title."""
    return [clause.words for clause in clauses(Section("1", "warnings", title, text))]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("not recommended … {who}", "It is not recommended for use in pregnancy."),
        ("(may|can) harm", "This CAN harm you."),
        ("(very )?low levels", "very low levels"),
        ("(very |rather )*low levels", "rather very low levels"),
        ("breast-feed*", "while breastfeeding"),
        ("breast-feed*", "while breast feeding"),
        ("self injection", "by self-injection"),
        ("don't drive", "don’t drive"),
        ("within # hours", "within 12 hours"),
    ],
)
def test_a_phrase_is_found_in_the_words_it_stands_for(phrase: str, text: str) -> None:
    """Brackets, endings, gaps, lists, hyphens and apostrophes of phrases match as documented."""
    assert pattern([phrase], LISTS).search(text.lower())


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("may harm", "dismay harmless"),
        ("not … {who}", "not here; she is pregnant"),
        ("not … {who}", "not one two three four five six seven eight nine pregnant"),
    ],
)
def test_a_phrase_is_not_found_elsewhere(phrase: str, text: str) -> None:
    """Phrases match whole words, gaps end at a semicolon and after eight words."""
    assert not pattern([phrase], LISTS).search(text.lower())


def test_no_phrases_match_nothing() -> None:
    """An empty list of exceptions forbids nothing."""
    assert not pattern([], {}).search("anything")


def test_a_sentence_is_cut_where_it_turns() -> None:
    """Semicolons, turns of thought and cross-references end a clause."""
    assert words_of("Avoid it in winter; in spring take half, but rest. Sleep ( 5.1 ) Wake") == [
        "Avoid it in winter",
        "in spring take half",
        "rest.",
        "Sleep",
        "Wake",
    ]


def test_a_heading_that_runs_into_its_text_is_cut_off() -> None:
    """“Severe impairment No change is needed in mild impairment” is not about severe impairment."""
    assert words_of("2.6 Severe Impairment No change is needed in mild impairment.") == [
        "2.6 Severe Impairment",
        "No change is needed in mild impairment.",
    ]


def test_a_list_item_is_read_with_the_line_that_leads_it() -> None:
    """Nested items have both lines before them; the line after the list has none."""
    text = "Do not use it:\n• in summer\n• if you:\n  • sing\n  • dance\nRest."
    assert words_of(text) == [
        "Do not use it:",
        "Do not use it in summer",
        "Do not use it if you:",
        "Do not use it if you sing",
        "Do not use it if you dance",
        "Rest.",
    ]


def test_the_title_leads_a_list_without_a_line_of_its_own() -> None:
    """Leaflets put “Do not take it” into the heading and the cases below."""
    assert words_of("• if you sing", "Do not take Exempla") == ["Do not take Exempla if you sing"]


def test_a_clause_stands_where_it_says() -> None:
    """The characters of a clause are those of the section's text, without the lead."""
    section = Section("1", "warnings", "Stop", "One; two.\n• three")
    spans = [section.text[clause.start : clause.end] for clause in clauses(section)]
    assert spans == ["One", "two.", "three"]


def test_what_is_too_long_for_a_sentence_is_left_out() -> None:
    """A table that has lost its lines says nothing that could be trusted."""
    assert words_of("Dose " * 100) == []
