"""What a page in HTML promises: one source of numbers, headings in order, nothing that can run."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from composita.facts import Monograph, Note, Part, Sentence, View
from composita.publish import FORMATS
from composita.publish.chapters import chapter
from composita.publish.html import Face, alone, page
from invented import PAGES
from invented import page as invented


def read(text: str) -> Any:
    """The page as a tree."""
    return html.document_fromstring(text)


def both(name: str) -> str:
    """An invented page in both views."""
    made = [invented(name, view) for view in ("patient", "professional")]
    faces = [Face(m.view, [chapter(part, m.notes, m.view) for part in m.parts]) for m in made]
    return page(made[0], faces, alone())


def monograph(*parts: Part, title: str = "A", notes: tuple[Note, ...] = ()) -> Monograph:
    """A page with these parts."""
    return Monograph(title, "a", "patient", parts, notes, (), "2026-07", "Ask your doctor.")


@pytest.mark.parametrize("name", PAGES)
def test_every_sentence_is_on_the_page_with_its_notes(name: str) -> None:
    """Nothing is lost between the monograph and the page, and each note has its place."""
    made = invented(name)
    tree = read(FORMATS["html"](made))
    text = " ".join(tree.text_content().split())
    for sentence in sentences(made.parts):
        assert " ".join(sentence.text.split()) in text
    targets = {one.get("id") for one in tree.iter() if one.get("id")}
    cited = {link.get("href")[1:] for link in tree.iter("a") if link.get("href")[:1] == "#"}
    assert cited - {"main"} <= targets


def sentences(parts: tuple[Part, ...]) -> list[Sentence]:
    """All sentences below these parts."""
    return [s for part in parts for s in (*part.sentences, *sentences(part.parts))]


@pytest.mark.parametrize("view", ["patient", "professional"])
def test_numbers_are_those_of_the_monograph(view: View) -> None:
    """A page in one view counts its notes as every other format does."""
    made = invented("two-medicines", view)
    tree = read(FORMATS["html"](made))
    numbers = sorted(int(one.text) for one in tree.cssselect("#sources b"))
    assert numbers == [note.number for note in made.notes]


def test_both_views_share_their_notes() -> None:
    """A section that both views cite has one number, and each number one place."""
    tree = read(both("two-medicines"))
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert len(tree.cssselect("#sources")) == 1


def test_headings_go_down_one_step_at_a_time() -> None:
    """Who jumps from heading to heading misses none."""
    levels = [int(one.tag[1]) for one in read(both("five-medicines")).cssselect("h1,h2,h3,h4,h5")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_summary_comes_first() -> None:
    """What it is for, its boxed warning, and what matters most stand before all else."""
    short = read(FORMATS["html"](invented("one-medicine"))).cssselect("main section")[0]
    text = short.text_content()
    assert "What it is for" in text
    assert "Boxed warning" in text
    assert short.cssselect(".foremost li")


def test_how_often_is_drawn_and_said() -> None:
    """A bar as long as the word beside it says."""
    [bar] = read(
        FORMATS["html"](
            monograph(Part("x", "X", (Sentence("rash: rare", (), (), ("rare", "common")),)))
        )
    ).cssselect(".bar")
    assert bar.get("class") == "bar a2 b4"
    assert "rash: rare" in bar.getparent().text_content()


def test_doses_are_a_table() -> None:
    """One table for each way of taking it, with a head for each column and row."""
    tables = read(FORMATS["html"](invented("one-medicine"))).cssselect("table")
    assert tables
    for table in tables:
        assert table.cssselect("caption")
        assert len(table.cssselect("tbody th")) == len(table.cssselect("tbody tr"))


def test_names_are_not_markup() -> None:
    """What stands in documents, and what people type, is text."""
    nasty = "<script>alert(1)</script>{{ 7*7 }}<cite/>"
    part = Part("x", nasty, (Sentence(nasty, (), ()),), remark=nasty)
    notes = (Note(1, nasty, "d", nasty, nasty, nasty, "javascript:alert(1)"),)
    text = FORMATS["html"](monograph(part, title=nasty, notes=notes))
    assert "<script>" not in text
    assert "javascript:" not in text
    assert "{{ 7*7 }}" in text


def test_no_other_host_is_asked_for_anything() -> None:
    """Addresses are links to follow, never things to load."""
    text = both("five-medicines")
    assert not re.search(r"<(?:img|script|iframe|link)\b", text)
    assert "url(" not in text
    assert "@import" not in text
