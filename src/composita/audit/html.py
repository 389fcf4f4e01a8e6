"""HTML → a page. Nothing is run or fetched; scripts, styles and navigation are not text."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from composita.audit.page import Block, Page, Pen, line_starts


def recognises(path: str) -> bool:
    return path.lower().endswith((".html", ".htm", ".xhtml"))


def read(source: str, path: str) -> Page:
    """The page that an HTML file holds; its title is the first heading, or the `title` element."""
    reader = _Reader(source)
    reader.feed(source)
    reader.close()
    reader.end_block()
    heading = next((b.text.words for b in reader.blocks if b.level == 1), "")
    return Page(path, heading or reader.title.strip(), tuple(reader.blocks), reader.lines)


class _Reader(HTMLParser):
    """Keeps to `convert_charrefs=False`, so that each piece's place in the file is exact."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self.title = ""
        self.lines = line_starts(source)
        self._open: list[str] = []
        self._hidden = self._lists = self._level = self._depth = self._bold = 0
        self._pen = Pen()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._lists += tag in _LISTS
        if tag in _BLOCKS:
            self.end_block()
            self._level = _LEVELS.get(tag, 0)
            self._depth = self._lists if tag in _ITEMS else 0
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(tag)
            self._hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open:
            closed = self._open.pop()
            self._hidden -= closed in _HIDDEN
            if closed == tag:
                break
        if tag in _LISTS:
            self._lists = max(0, self._lists - 1)
        if tag in _BLOCKS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(_character(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._text(_character(f"&#{name};"))

    def end_block(self) -> None:
        """What was written since the last block becomes one."""
        block = self._pen.done(self._level, self._depth, self._bold)
        if block:
            self.blocks.append(block)
        self._pen, self._level, self._depth, self._bold = Pen(), 0, 0, 0

    def _text(self, words: str) -> None:
        if "title" in self._open:
            self.title += words
        elif not self._hidden:
            starts_bold = self._bold == self._pen.length
            line, column = self.getpos()
            self._pen.write(words, self.lines[line - 1] + column)
            if starts_bold and not _BOLD.isdisjoint(self._open):
                self._bold = self._pen.length


def _character(reference: str) -> str:
    """The character that a reference stands for: one, so that places stay true."""
    return unescape(reference)[:1]


_DEEPEST = 200  # elements in each other: what is deeper is read as if it stood there
_HIDDEN = frozenset(
    ("script", "style", "template", "noscript", "nav", "footer", "svg", "iframe",
     "object", "select", "textarea", "button", "form", "math", "title")
)  # fmt: skip
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr", "source", "area", "base"))
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "dl"))
_ITEMS = frozenset(("li", "dt", "dd"))
_BOLD = frozenset(("b", "strong"))
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "body", "br", "tr", "td", "th", "table",
     "blockquote", "summary", "details", *_LEVELS, *_LISTS, *_ITEMS)
)  # fmt: skip
