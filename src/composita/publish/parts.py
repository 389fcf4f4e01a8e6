"""What stands under the title of a part, as HTML.

Written in Python and not as a template: a site has a million of these sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from html import escape

from composita.facts import Matrix, Part, Sentence, View
from composita.publish.bars import steps
from composita.publish.matrix import legend, sign

Cite = Callable[[tuple[int, ...]], str]  # keeps a place for some notes

_DEEPEST = 4  # headings of this level and above can be linked to


class Writer:
    """Writes the parts of one chapter. `place` begins the ids of the sections in it."""

    def __init__(self, place: str, view: View, cite: Cite) -> None:
        self._place = place
        self._ids = view == "professional"
        self._cite = cite
        self._given: Counter[str] = Counter()

    def inside(self, part: Part, level: int) -> Iterator[str]:
        """What is said, then the parts below, each under a heading of this level."""
        if part.sentences:
            yield self._said(part)
        for below in part.parts:
            if below.key.startswith("route "):
                yield from self._doses(below)
            else:
                yield from self._titled(below, level)
        if part.matrix:
            yield from _matrix(part.matrix)
        yield from self._unsaid(part)

    def _titled(self, part: Part, level: int) -> Iterator[str]:
        id = f' id="{self._anchor(part.key)}"' if level <= _DEEPEST else ""
        yield f'<section class="l{level}"{id}{_shape(part)}>'
        yield f"<h{level}>{escape(part.title)}</h{level}><div>"
        yield from self.inside(part, level + 1)
        yield "</div></section>\n"

    def _anchor(self, key: str) -> str:
        """An id that no other section of the chapter has."""
        id = escape(f"{self._place}-{key.replace(' ', '-')}")
        self._given[id] += 1
        return id if self._given[id] == 1 else f"{id}-{self._given[id]}"

    def _said(self, part: Part) -> str:
        said = map(self._cited, part.sentences)
        if part.silence:
            return f'<p class="silent" data-silence="{part.silence}">{" ".join(said)}</p>'
        if part.style == "run":
            return f"<p>{'; '.join(said)}.</p>"
        if part.style != "list":
            return f"<p>{' '.join(said)}</p>"
        if any(sentence.often for sentence in part.sentences):
            return f'<ul class="bars">{"".join(map(self._drawn, part.sentences))}</ul>'
        return f"<ul>{_items(said)}</ul>"

    def _drawn(self, sentence: Sentence) -> str:
        bar = ""
        if sentence.often:
            least, most = steps(sentence.often)
            bar = f'<i class="bar a{least} b{most}"></i>'
        return f"<li>{bar}<span>{self._cited(sentence)}</span></li>\n"

    def _cited(self, sentence: Sentence) -> str:
        """The text with its notes and, for professionals, the id that explains it."""
        notes = self._cite(sentence.notes) if sentence.notes else ""
        id = f" <code>{sentence.statements[0]}</code>" if self._ids and sentence.statements else ""
        return f"{escape(sentence.text, quote=False)}{notes}{id}"

    def _doses(self, route: Part) -> Iterator[str]:
        """A table for a way of taking it: for whom, and how much."""
        yield f"<table><caption>{escape(route.title)}</caption>{_HEAD}<tbody>"
        for people in route.parts:
            amounts = _items(map(self._cited, people.sentences))
            title = escape(people.title)
            yield f'<tr><th scope="row">{title}</th><td><ul>{amounts}</ul></td></tr>\n'
        yield "</tbody></table>"
        yield from self._unsaid(route)

    def _unsaid(self, part: Part) -> Iterator[str]:
        if part.silent:
            yield f'<p class="silent" data-silence="{part.silence}">{escape(part.silent)}</p>'
        if part.remark:
            yield f'<p class="remark">{escape(part.remark)}</p>'


_HEAD = '<thead><tr><th scope="col">For whom</th><th scope="col">How much</th></tr></thead>'


def _items(said: Iterator[str]) -> str:
    return "".join([f"<li>{text}</li>\n" for text in said])


def _shape(part: Part) -> str:
    """How forceful the words of a heading are: the style sheet draws a shape for it."""
    if part.level:
        return f' data-level="{part.level}"'
    kind, _, action = part.key.partition(" ")
    return f' data-action="{action or "named"}"' if kind == "action" else ""


def _matrix(matrix: Matrix) -> Iterator[str]:
    """A table with a sign for each pair; its columns are numbered as its rows are."""
    columns = "".join(f'<th scope="col">{n}</th>' for n in range(1, len(matrix.names) + 1))
    head = f"<thead><tr><td></td>{columns}</tr></thead>"
    yield f'<div class="wide"><table class="matrix">{head}<tbody>'
    for row, name in enumerate(matrix.names):
        cells = "".join(_cell(matrix, row, column) for column in range(len(matrix.names)))
        yield f'<tr><th scope="row">{row + 1} {escape(name)}</th>{cells}</tr>\n'
    yield f'</tbody></table></div><p class="remark">{escape(legend(matrix))}</p>'


def _cell(matrix: Matrix, row: int, column: int) -> str:
    mark = matrix.marks[row][column]
    shown = sign(matrix, min(row, column), max(row, column)) if row != column else ""
    return f'<td data-level="{mark}">{escape(shown)}</td>'
