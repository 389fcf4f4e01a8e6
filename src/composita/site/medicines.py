"""The chapters of single medicines, made once and set into every page that has them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec.structs import replace

from composita.compose.page import Page
from composita.facts import Part, Recognised, Sentence, Substance, View
from composita.library import Library
from composita.publish import jsonld
from composita.publish.chapters import Chapter, chapter
from composita.publish.reading import texts_of
from composita.store.statements import Subject

_MOST = 800  # chapters that a process keeps: a quarter of those of a list of 6,000


NameState = Literal["covered", "named only", "not covered", "not recognised"]


class Kept(NamedTuple):
    """The chapter of a medicine in one view, and what pages need beside it.

    `part` has the answers to questions, which a page puts side by side. Of patients' chapters
    there is more: `texts` for counting how hard they are to read, `data` for search engines.
    """

    chapter: Chapter
    part: Part
    texts: tuple[str, ...]
    state: NameState
    data: str = ""

    def on(self, page: Page) -> Part:
        """The part, with the numbers that its notes have on a page."""
        numbers = {note.number: page.notes.again(note) for note in self.chapter.notes}
        answers = tuple(_renumbered(answer, numbers) for answer in self.part.parts)
        return replace(self.part, parts=answers)


def _renumbered(part: Part, numbers: dict[int, int]) -> Part:
    sentences = (
        Sentence(s.text, s.statements, tuple(sorted(numbers[n] for n in s.notes)), s.often)
        for s in part.sentences
    )
    return replace(part, sentences=tuple(sentences))


class Medicines:
    """Medicines by substance and view, as many as there is room for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: dict[tuple[str, View], Kept] = {}

    def of(self, substance: Substance, view: View) -> Kept:
        """What is kept of a medicine: made when it is asked for, and the longest unasked goes."""
        key = substance.unii, view
        kept = self._kept.pop(key, None) or self._made(substance, view)
        self._kept[key] = kept
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        return kept

    def on(self, subject: Subject, page: Page) -> Part:
        """The part of a medicine on a page: a `compose.Medicine`."""
        return self.of(subject.substances[0], page.view).on(page)

    def _made(self, substance: Substance, view: View) -> Kept:
        page = self._library.page((Recognised(substance.name, "exact", substance),), view)
        [part, questions] = page.parts
        answers = tuple(replace(answer, style="prose") for answer in questions.parts)
        texts = tuple(texts_of(part)) if view == "patient" else ()
        made = chapter(part, page.notes, view)
        data = jsonld.told(page) if view == "patient" else ""
        return Kept(made, replace(part, parts=answers), texts, _state(part), data)


def _state(part: Part) -> NameState:
    """Whether sources say more of a medicine than its name and class."""
    if part.silence:
        return "not covered"
    told = any(_speaks(below) for below in part.parts if below.key != "generic_name")
    return "covered" if told else "named only"


def _speaks(part: Part) -> bool:
    return bool(part.sentences and not part.silence) or any(map(_speaks, part.parts))
