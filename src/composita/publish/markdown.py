"""Markdown for the reference site: front matter, its headings, its order; sources are linked.

Names and terms come from documents and from what people type: they are escaped for Markdown,
for HTML and for the site generator's own braces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from msgspec.structs import replace

from composita.facts import Matrix, Monograph, Note, Part, Sentence
from composita.publish.bars import LEGEND, bar, draws
from composita.publish.matrix import legend, sign
from composita.publish.sources import by_document, described, intro, web_address


def publish(monograph: Monograph) -> str:
    return "\n".join(_page(monograph)) + "\n"


def unsourced(title: str) -> str:
    """The page for a title that no source covers; search engines are asked not to keep it."""
    lines = (*_head(title, "robots: noindex", "sitemap: false"), _UNSOURCED)
    return "\n".join(lines) + "\n"


_UNSOURCED = "No source read so far covers this. It is not known to us; that says nothing about it."


def _head(title: str, *fields: str) -> Iterator[str]:
    yield from ("---", "layout: minimal-medicine", f"title: {_yaml(title)}", *fields, "---", "")
    yield from (f"# {_escaped(title)}", "")


def _page(monograph: Monograph) -> Iterator[str]:
    yield from (*_head(monograph.title), _escaped(intro(monograph)), "")
    for part in monograph.parts:
        yield from (f"### {_escaped(part.title)}", "", *_top(part))
    if any(draws(part) for part in monograph.parts):
        yield from (LEGEND, "")
    yield from ("### Sources", "")
    for notes in by_document(monograph.notes):
        yield from _source(notes)
    yield from ("", f"**Disclaimer:** {_escaped(monograph.disclaimer)}")


def _top(part: Part) -> Iterator[str]:
    """What stands under a heading: paragraphs that begin with a label, with lists under them."""
    if part.matrix:
        yield from (*_matrix(part.matrix), "")
    if part.sentences and _is_inline(part):
        yield from (_inline(part), "")
        return
    if part.sentences:
        yield from (*_items(replace(part, parts=(), silent="", remark=""), ""), "")
    for below in part.parts:
        yield from _labelled(below)
    for text in filter(None, (part.silent, part.remark)):
        yield from (_escaped(text), "")


def _matrix(matrix: Matrix) -> Iterator[str]:
    """A table with the number of each column, and what its signs mean."""
    size = range(len(matrix.names))
    yield "|  | " + " | ".join(str(column + 1) for column in size) + " |"
    yield "|---" * (len(matrix.names) + 1) + "|"
    for row in size:
        signs = " | ".join(sign(matrix, row, column) for column in size)
        yield f"| {row + 1}. {_escaped(matrix.names[row])} | {signs} |"
    yield from ("", legend(matrix))


def _labelled(part: Part) -> Iterator[str]:
    label = _label(part)
    if _is_inline(part):
        yield from (f"{label} {_inline(part)}", "")
    else:
        yield from (label, "", *_items(part, ""), "")


def _items(part: Part, indent: str) -> Iterator[str]:
    for sentence in part.sentences:
        drawn = f" {bar(sentence.often)}" if sentence.often else ""
        yield f"{indent}* {_cited(sentence, drawn)}"
    for below in part.parts:
        label = f"{indent}* {_label(below)}"
        if _is_inline(below):
            yield f"{label} {_inline(below)}"
        else:
            yield from (label, *_items(below, indent + "  "))
    for text in filter(None, (part.silent, part.remark)):
        yield f"{indent}* {_escaped(text)}"


def _label(part: Part) -> str:
    stop = "" if part.title.endswith("?") else ":"
    return f"**{_escaped(part.title)}{stop}**"


def _is_inline(part: Part) -> bool:
    return not part.parts and (part.style != "list" or not part.sentences)


def _inline(part: Part) -> str:
    said = [_cited(sentence) for sentence in part.sentences]
    run = part.style == "run" and said
    pieces = ["; ".join(said) + "." if run else " ".join(said)]
    return " ".join(filter(None, [*pieces, _escaped(part.silent), _escaped(part.remark)]))


def _cited(sentence: Sentence, drawn: str = "") -> str:
    """The text, and its sources as links to the foot of the page."""
    links = " ".join(f"[{number}](#source-{number})" for number in sentence.notes)
    noted = f" <sup>{links}</sup>" if links else ""
    return f"{_escaped(sentence.text)}{drawn}{noted}"


def _source(notes: list[Note]) -> Iterator[str]:
    first = notes[0]
    link = f" <{address}>" if (address := web_address(first.url)) else ""
    yield f"* {_escaped(described(first))}{link}"
    sections = (
        f'<a id="source-{note.number}"></a>\\[{note.number}\\] {_escaped(note.section)}'.rstrip()
        for note in notes
    )
    yield f"  * {' · '.join(sections)}"


_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$#])")


def _escaped(text: str) -> str:
    one_line = " ".join(text.split())
    quiet = _SPECIAL.sub(r"\\\1", one_line).replace("{", "&#123;").replace("}", "&#125;")
    return re.sub(r"^(\d+)(?=[.)] )|^(?=[+-])", r"\1\\", quiet)


def _yaml(title: str) -> str:
    """The title as it stands where YAML reads it as these letters, otherwise in quotes."""
    plain = re.fullmatch(r"[A-Za-z][\w +,()/-]*", title) and title.strip() == title
    is_word = title.casefold() in ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
    return title if plain and not is_word else json.dumps(title, ensure_ascii=False)
