"""Questions and answers: what the sections above say about alcohol, driving, stopping …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from composita.compose.outline import Question
from composita.compose.page import Page
from composita.compose.words import listed
from composita.facts import Part


def compose(questions: Iterable[Question], medicines: Sequence[Part], page: Page) -> Part:
    """The questions that a section answers for some medicine; the others are named."""
    sections = [(m.title, {part.key: part for part in _within(m)}) for m in medicines]
    answered: list[Part] = []
    unanswered: list[str] = []
    for question in questions:
        answers = [(name, found.get(question.key)) for name, found in sections]
        if any(answer for _, answer in answers):
            answered.append(_answered(question, answers, page))
        else:
            unanswered.append(question.title)
    say = page.words["questions"]
    remark = say["open"].format(questions=" ".join(unanswered)) if unanswered else ""
    return Part("questions", say["title"], parts=tuple(answered), remark=remark, style="questions")


def _within(part: Part) -> Iterator[Part]:
    """The parts below that say something, or where it is said."""
    for below in part.parts:
        if below.sentences:
            yield below
        yield from _within(below)


def _answered(question: Question, answers: list[tuple[str, Part | None]], page: Page) -> Part:
    told = tuple(_answer(name, found) for name, found in answers if found)
    if len(answers) == 1:
        return replace(told[0], key=question.key, title=question.title, style="list")
    unsaid = [name for name, found in answers if not found]
    silent = page.words["questions"]["silent"].format(names=listed(unsaid, "or")) if unsaid else ""
    return Part(question.key, question.title, parts=told, remark=silent)


def _answer(name: str, found: Part) -> Part:
    return Part(
        found.key,
        name,
        found.sentences,
        silence=found.silence,
        remark=found.remark,
        style="prose",
    )
