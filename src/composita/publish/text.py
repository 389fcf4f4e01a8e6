"""For a terminal: plain text in 80 columns that needs neither colour nor a wide font."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import TextWrapper

from composita.facts import Monograph, Note, Part, Sentence
from composita.publish.bars import LEGEND, bar, draws
from composita.publish.matrix import grid
from composita.publish.sources import by_document, described, intro

_WIDTH = 80
_TOGETHER = ",\N{NO-BREAK SPACE}"  # a line does not end within brackets


def publish(monograph: Monograph) -> str:
    return "\n".join(_page(monograph)) + "\n"


def _page(monograph: Monograph) -> Iterator[str]:
    ids = monograph.view == "professional"
    yield from _heading(monograph.title, "=")
    yield from ("", *_wrapped(intro(monograph)))
    for part in monograph.parts:
        yield from ("", "", *_heading(part.title, "-"))
        yield from _inside(part, "", ids)
    if any(draws(part) for part in monograph.parts):
        yield from ("", *_wrapped(LEGEND))
    yield from ("", "", *_heading("Sources", "-"))
    for notes in by_document(monograph.notes):
        yield from _source(notes)
    yield from ("", *_wrapped(monograph.disclaimer))


def _heading(title: str, underline: str) -> Iterator[str]:
    yield from (*_wrapped(title.upper()), underline * min(_WIDTH, len(title)))


def _source(notes: list[Note]) -> Iterator[str]:
    sections = "; ".join(f"[{n.number}] {n.section}".rstrip() for n in notes)
    yield from _wrapped(described(notes[0]), "• ", "  ")
    yield from _wrapped(sections, "  ", "  ")
    yield f"  {notes[0].url}"


def _inside(part: Part, indent: str, ids: bool) -> Iterator[str]:
    """What stands under a part's title, line by line."""
    if part.matrix:
        *rows, legend = grid(part.matrix)
        yield from (*rows, "", *_wrapped(legend))
    if part.style == "run" and part.sentences:
        yield from _wrapped(_inline(part, ids), indent, indent)
        return
    for sentence in part.sentences:
        mark = f"{bar(sentence.often):<5} " if sentence.often else "• "
        yield from _wrapped(_cited(sentence, ids), indent + mark, indent + " " * len(mark))
    for below in part.parts:
        yield from ([] if indent else [""])
        yield from _part(below, indent, ids)
    for text in filter(None, (part.silent, part.remark)):
        yield from _wrapped(text, indent, indent)


def _part(part: Part, indent: str, ids: bool) -> Iterator[str]:
    deeper = indent + "  "
    if part.parts or (part.style == "list" and part.sentences):
        yield from _wrapped(part.title, indent, deeper)
        yield from _inside(part, deeper, ids)
    else:
        yield from _wrapped(f"{part.title}: {_inline(part, ids)}", indent, deeper)


def _inline(part: Part, ids: bool) -> str:
    said = [_cited(sentence, ids) for sentence in part.sentences]
    run = part.style == "run" and said
    pieces = ["; ".join(said) + "." if run else " ".join(said), part.silent, part.remark]
    return " ".join(filter(None, pieces))


def _cited(sentence: Sentence, ids: bool) -> str:
    """The text with its notes and, for who wants to follow it, its first statement."""
    notes = f" [{_TOGETHER.join(map(str, sentence.notes))}]" if sentence.notes else ""
    return f"{sentence.text}{notes}{_ids(sentence.statements) if ids else ''}"


def _ids(statements: tuple[str, ...]) -> str:
    """ " #1f2e3d4c5b +2": the first statement, to be explained, and how many more there are."""
    if not statements:
        return ""
    more = f" +{len(statements) - 1}" if statements[1:] else ""
    return f" #{statements[0]}{more}"


def _wrapped(text: str, first: str = "", rest: str = "") -> Iterable[str]:
    wrapper = TextWrapper(
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return (line.replace("\N{NO-BREAK SPACE}", " ") for line in wrapper.wrap(text))
