"""Markdown → a page. What gives text its place is read: headings, lists, bold; no link followed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from composita.audit.page import Block, Page, Pen, line_starts


def recognises(path: str) -> bool:
    return path.lower().endswith((".md", ".markdown"))


def read(source: str, path: str) -> Page:
    """The page that a Markdown file holds; the title is that of its front matter, or a heading."""
    front = _FRONT.match(source)
    blocks = tuple(_blocks(source, front.end() if front else 0))
    titled = _TITLE.search(front.group()) if front else None
    title = titled["title"].strip() if titled else _first_heading(blocks)
    return Page(path, title.strip("\"'"), blocks, line_starts(source))


def _first_heading(blocks: tuple[Block, ...]) -> str:
    return next((block.text.words for block in blocks if block.level), "")


def _blocks(source: str, start: int) -> Iterator[Block]:
    """Headings and items, each a block; other lines up to an empty one together."""
    pen, shape = Pen(), _Shape()
    for line in _LINE.finditer(source, start):
        mark = _MARK.match(source, line.start(), line.end())
        if mark or shape.level or not line.group().strip():
            if block := pen.done(shape.level, shape.depth, shape.bold):
                yield block
            pen, shape = Pen(), _Shape()
        begin = line.start()
        if mark:
            shape.level = len(mark["heading"] or "")
            shape.depth = len(mark["indent"].expandtabs(4)) // 2 + 1 if mark["item"] else 0
            begin = mark.end()
        _write(pen, shape, source, begin, line.end())
    if block := pen.done(shape.level, shape.depth, shape.bold):
        yield block


class _Shape:
    level = depth = bold = 0


def _write(pen: Pen, shape: _Shape, source: str, start: int, end: int) -> None:
    """The words of a line, without the signs of its markup."""
    bold_since = -1
    at = start
    for sign in _SIGNS.finditer(source, start, end):
        pen.write(source[at : sign.start()], at)
        at = sign.end()
        if sign.group() in ("**", "__"):
            if bold_since == 0:
                shape.bold = pen.length
            bold_since = pen.length if bold_since < 0 else -1
        elif sign["words"]:
            pen.write(sign["words"], sign.start("words"))
    pen.write(source[at:end] + " ", at)


_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(?P<title>\S.*)$", re.MULTILINE)
_LINE = re.compile(r"[^\n]*(?:\n|$)")
_MARK = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<heading>\#{1,6})[ \t]+|(?P<item>[*+•-]|\d{1,3}[.)])[ \t]+)"
)
# Emphasis, code, escapes, tags, comments; of a link or an image its words.
_SIGNS = re.compile(
    r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|\\(?=[^\w\s])|`+|<!--.*?-->|</?[a-zA-Z][^<>]*>"
    r"|!?\[(?P<words>[^\[\]]*)\]\([^()\s]*\)"
)
