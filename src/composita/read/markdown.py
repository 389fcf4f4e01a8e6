"""Markdown as leaflets use it: headings with the text and tables below each.

Emphasis, links, HTML tags and front matter are taken away; the words stay. A line that is only
bold looks like a heading, but stands for none: it stays a line of the text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from composita.facts import Table
from composita.read.blocks import V3, text_and_tables
from composita.read.raised import raised, settled

_FRONT_MATTER = re.compile(r"---\n(?:.*\n)*?(?:---|\.\.\.)(?:\n|$)")
_HEADING = re.compile(r"#{1,6}\s+(.+?)[\s#]*")
_UNDERLINE = re.compile(r"(?:-{3,}|={3,})\s*")
_ITEM = re.compile(r"(\s*)[*+-]\s+(.+)")
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s")
_ROW = re.compile(r"\s*\|(.+)\|\s*")
_RULE_OF_TABLE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")

# ~~struck out~~, within a paragraph; so is HTML.
_STRUCK = re.compile(
    r"(?<!\\)~~(?=\S)[^~\n]+(?:\n[^~\n]+)*~~"
    r"|<(del|s|strike)\b[^<>]*>[^<>]*(?:<(?!/?\1\b)[^<>]*>[^<>]*)*</\1\s*>"
    r"|<span\b(?=[^<>]*line-through)[^<>]*>[^<>]*</span\s*>",
    re.IGNORECASE,
)
_RAISED = re.compile(r"<sup\b[^<>]*>([^<>]{0,24})</sup\s*>|\^([^\s^]{1,8})\^", re.IGNORECASE)

_INLINE = (
    (re.compile(r"\[\^[^\]\s]{1,40}\]:?"), ""),          # the mark of a footnote
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),         # an image
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),     # a link
    (re.compile(r"<((?:https?|mailto):[^>\s]+)>"), r"\1"),
    (re.compile(r"</?(?:br|p|div|li|tr|td|th|h\d)\b[^<>]*>", re.IGNORECASE), " "),
    (re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->"), ""),
    (re.compile(r"(?<!\\)(?:\*+|\b_+|_+\b|`+)"), ""),  # emphasis
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)  # fmt: skip

# Zero-width space, joiner and byte order mark; and what XML does not allow.
_INVISIBLE = re.compile(
    "[\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]"
)


class Part(NamedTuple):
    """A heading and what stands below it, up to the next one; the first may have no heading."""

    heading: str
    text: str
    tables: tuple[Table, ...]


def without_struck(text: str) -> tuple[str, int]:
    """A Markdown text without what is struck out, and how many passages that were."""
    return _STRUCK.subn(" ", text)


def parts(text: str) -> Iterator[Part]:
    """The parts of a Markdown text in order, whatever the level of their headings."""
    lines = (
        _FRONT_MATTER.sub("", text.replace("\r\n", "\n"), count=1)
        if text.startswith("---\n")
        else text
    )
    heading, below = "", list[str]()
    for line in _with_marked_headings(lines.splitlines()):
        if found := _HEADING.fullmatch(line):
            yield Part(settled(inline(heading)), *_laid_out(below))
            heading, below = found.group(1), []
        else:
            below.append(line)
    yield Part(settled(inline(heading)), *_laid_out(below))


def inline(words: str) -> str:
    """The words of a line without markup, white space folded."""
    words = _RAISED.sub(lambda found: raised(found[1] or found[2] or ""), words)
    for pattern, replacement in _INLINE:
        words = pattern.sub(replacement, words)
    return " ".join(_INVISIBLE.sub("", html.unescape(words)).split())


def _with_marked_headings(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with "# " before a heading that is marked by a line under it."""
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if _UNDERLINE.fullmatch(line):
            continue
        is_heading = _UNDERLINE.fullmatch(following) and inline(line) and not _ITEM.fullmatch(line)
        yield f"# {line.strip()}" if is_heading else line


def _laid_out(lines: Sequence[str]) -> tuple[str, tuple[Table, ...]]:
    page = _Page()
    for line in lines:
        page.add(line)
    laid = text_and_tables(page.root)
    return laid.text, laid.tables


class _Page:
    """Lines as blocks that a label has: paragraphs, lists in lists, tables."""

    def __init__(self) -> None:
        self.root = etree.Element(V3 + "text")
        self._lists: list[tuple[int, Element]] = []
        self._table: Element | None = None
        self._open: Element | None = None

    def add(self, line: str) -> None:
        if row := _ROW.fullmatch(line):
            self._row(row.group(1), line)
            return
        self._table = None
        if not line.strip():
            self._open = None
        elif item := _ITEM.fullmatch(line):
            self._item(len(item.group(1).expandtabs(4)), item.group(2))
        elif self._open is None or _NUMBERED.match(line):
            self._paragraph(line)
        else:
            self._open.text = f"{self._open.text} {inline(line)}"
        if line.endswith("  "):
            self._open = None

    def _item(self, indent: int, words: str) -> None:
        while self._lists and self._lists[-1][0] > indent:
            self._lists.pop()
        if not self._lists or self._lists[-1][0] < indent:
            outer = self._lists[-1][1] if self._lists else self.root
            self._lists.append((indent, etree.SubElement(outer, V3 + "list")))
        self._open = etree.SubElement(self._lists[-1][1], V3 + "item")
        self._open.text = inline(words)

    def _paragraph(self, line: str) -> None:
        if not line.startswith(" "):
            self._lists.clear()
        self._open = etree.SubElement(self.root, V3 + "paragraph")
        self._open.text = inline(line)

    def _row(self, cells: str, line: str) -> None:
        if _RULE_OF_TABLE.fullmatch(line):
            return
        if self._table is None:
            self._lists.clear()
            self._table = etree.SubElement(self.root, V3 + "table")
        row = etree.SubElement(self._table, V3 + "tr")
        for cell in re.split(r"(?<!\\)\|", cells):
            etree.SubElement(row, V3 + "td").text = inline(cell)
