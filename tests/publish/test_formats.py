"""What the formats promise, whatever stands in a monograph."""

from __future__ import annotations

import msgspec
import pytest

from composita.facts import Monograph, Note, Part, Sentence
from composita.publish import FORMATS
from invented import page


def monograph(title: str, *parts: Part, notes: tuple[Note, ...] = ()) -> Monograph:
    """A page with these parts."""
    return Monograph(title, "slug", "patient", parts, notes, (), "2026-07", "Ask your doctor.")


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Exemplamine + Testoprol", "title: Exemplamine + Testoprol"),
        ("Vitamin B12, oral", "title: Vitamin B12, oral"),
        ("5-Exemplamine", 'title: "5-Exemplamine"'),
        ("No", 'title: "No"'),
        ('"A": [b]', 'title: "\\"A\\": [b]"'),
        ("---\nlayout: other", 'title: "---\\nlayout: other"'),
    ],
)
def test_titles_are_one_line_of_yaml(title: str, line: str) -> None:
    """Quoted where YAML would read something else than the letters."""
    assert FORMATS["md"](monograph(title)).splitlines()[2] == line


def test_markdown_is_escaped() -> None:
    """Names come from documents and from people: they cannot make markup or site code."""
    part = Part("x", "<b>{{ site }}", (), (Part("y", "*A*", (Sentence("[a](b) # `c`", (), ()),)),))
    text = FORMATS["md"](monograph("<script>", part))
    assert "### \\<b\\>&#123;&#123; site &#125;&#125;" in text
    assert "**\\*A\\*:**" in text
    assert "* \\[a\\](b) \\# \\`c\\`" in text
    assert "# \\<script\\>" in text


@pytest.mark.parametrize(
    ("text", "escaped"), [("1. first", "1\\. first"), ("- minus", "\\- minus"), ("+ p", "\\+ p")]
)
def test_a_text_does_not_begin_a_list(text: str, escaped: str) -> None:
    """Numbers and signs at the beginning stay what they are."""
    part = Part("x", "A", parts=(Part("y", "B", (Sentence(text, (), ()),)),))
    assert f"* {escaped}" in FORMATS["md"](monograph("A", part))


def test_only_addresses_of_the_web_are_links() -> None:
    """Another kind of address could run code."""
    notes = (
        Note(1, "Labels", "a", "Good", "", "", "https://labels.example/1"),
        Note(2, "Labels", "b", "Bad", "", "", "javascript:alert(1)"),
    )
    text = FORMATS["md"](monograph("A", notes=notes))
    assert "<https://labels.example/1>" in text
    assert "javascript" not in text


def test_a_terminal_of_80_columns_is_enough() -> None:
    """No line is longer, but for addresses."""
    lines = FORMATS["text"](page("five-medicines", "professional")).splitlines()
    assert [line for line in lines if len(line) > 80 and "://" not in line] == []


def test_data_can_be_read_back() -> None:
    """The machine form is the whole value, and nothing else."""
    made = page("two-medicines", "professional")
    assert msgspec.json.decode(FORMATS["json"](made), type=Monograph) == made
