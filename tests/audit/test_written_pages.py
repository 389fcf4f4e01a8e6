"""Written pages become blocks of plain text, and every character knows its place in the file."""

from __future__ import annotations

from auditing import EXEMPLAMINE, TESTOPROL
from hypothesis import given
from hypothesis import strategies as st

from composita.audit import html, markdown
from composita.audit.layout import stretches
from composita.audit.page import Page

PAGE = """---
layout: minimal
title: Exemplamine + Testoprol
---

# Exemplamine + Testoprol
Two *separate* medicines.

### Exemplamine

**Usage:** Used to treat:

* **Hay fever:** A runny  nose.

**Side Effects:**

* **Common:** Nausea.
"""


def words(page: Page) -> list[str]:
    return [block.text.words for block in page.blocks]


def test_the_title_is_that_of_the_front_matter() -> None:
    """Front matter is no text of the page; its title names the composition."""
    page = markdown.read(PAGE, "x.md")
    assert page.title == "Exemplamine + Testoprol"
    assert words(page)[:2] == ["Exemplamine + Testoprol", "Two separate medicines."]


def test_without_front_matter_the_first_heading_is_the_title() -> None:
    """A page that has no front matter is named by its heading."""
    assert markdown.read("# Exemplamine\n\nText.\n", "x.md").title == "Exemplamine"


def test_each_character_has_its_line_and_column() -> None:
    """Markup and double spaces are left out, and places are still those of the file."""
    page = markdown.read(PAGE, "x.md")
    item = next(block for block in page.blocks if block.depth)
    at = item.text.words.index("nose")
    assert item.text.words == "Hay fever: A runny nose."
    assert page.place(item.text.at(at)) == (13, 27)
    assert PAGE[item.text.at(at) :].startswith("nose")


def test_sections_are_about_the_medicine_whose_heading_they_stand_under() -> None:
    """Headings and bold labels give each stretch its kind and its medicine."""
    page = markdown.read(PAGE, "x.md")
    found = [
        (part.kind, [one.name for one in part.who], part.title)
        for part in stretches(page, (EXEMPLAMINE, TESTOPROL))
    ]
    assert found == [
        ("intro", ["Exemplamine", "Testoprol"], "Exemplamine + Testoprol"),
        ("indications", ["Exemplamine"], "Usage"),
        ("adverse_reactions", ["Exemplamine"], "common side effects"),
    ]


def test_an_answer_is_read_without_its_question() -> None:
    """Question and answer in one line: the answer is the text, yes or no is kept beside it."""
    page = markdown.read("# Exemplamine\n\n* **Q: Can I drink alcohol?** A: No, never.\n", "x.md")
    (part,) = stretches(page, (EXEMPLAMINE,))
    assert (part.kind, part.reply, part.text.words) == ("alcohol", "no", "• never.")


def test_a_heading_that_asks_is_answered_by_what_follows() -> None:
    """The heading is the question, and the paragraph below it the answer."""
    text = "# Exemplamine\n\n## Is Exemplamine safe in pregnancy?\n\nYes, it is.\n\nMore text.\n"
    part, more = stretches(markdown.read(text, "x.md"), (EXEMPLAMINE,))
    assert (part.kind, part.reply, part.text.words) == ("pregnancy", "yes", "it is.")
    assert (part.question, more.question) == ("Is Exemplamine safe in pregnancy?", "")


def test_html_is_read_without_what_it_would_run() -> None:
    """Scripts, styles and navigation are no text; entities are one character each."""
    text = (
        "<html><head><title>x</title><script>steal('<p>you</p>')</script></head><body>"
        "<nav>Home</nav><h1>Exemplamine</h1>\n<p><b>Usage:</b> hay&nbsp;fever &amp; more</p>"
        "<ul><li>one<ul><li>two</li></ul></li></ul></body></html>"
    )
    page = html.read(text, "x.html")
    assert page.title == "Exemplamine"
    assert words(page) == ["Exemplamine", "Usage: hay fever & more", "one", "two"]
    assert [block.depth for block in page.blocks] == [0, 0, 1, 2]
    assert page.place(page.blocks[1].text.at(0)) == (2, 7)


MARKUP = st.lists(
    st.sampled_from(
        ["# ", "* ", "**", "_", "[a](b)", "<b>", "</li>", "<!--", "`", "?", "é", "\n", " x"]
    )
)


@given(MARKUP)
def test_whatever_the_markup_every_character_is_found_again(pieces: list[str]) -> None:
    """Each character of a block's text stands in the file where the block says."""
    text = "".join(pieces)
    for block in markdown.read(text, "x.md").blocks:
        for place, character in enumerate(block.text.words):
            assert character == " " or text[block.text.at(place)] == character


@given(MARKUP)
def test_whatever_the_tags_a_page_is_read(pieces: list[str]) -> None:
    """HTML that is not closed, or closed twice, is read as far as it has text."""
    page = html.read("".join(pieces), "x.html")
    assert all(page.place(block.text.at(0)).line >= 1 for block in page.blocks)
