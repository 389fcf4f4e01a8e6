"""Questions and answers: what is said of each medicine about alcohol, driving, stopping …"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from composita.compose.outline import Heading
from composita.compose.page import Page, is_empty
from composita.compose.sections import section
from composita.compose.statements import Subject
from composita.compose.words import listed
from composita.facts import Part


def compose(headings: Iterable[Heading], subjects: Sequence[Subject], page: Page) -> Part:
    """The questions that some source answers; the others are named in the remark."""
    asked = [(heading, _question(heading, subjects, page)) for heading in headings]
    open_ = [heading.title for heading, part in asked if is_empty(part)]
    say = page.words["questions"]
    return Part(
        key="questions",
        title=say["title"],
        parts=tuple(part for _, part in asked if not is_empty(part)),
        remark=say["open"].format(questions=" ".join(open_)) if open_ else "",
        style="questions",
    )


def _question(heading: Heading, subjects: Sequence[Subject], page: Page) -> Part:
    if len(subjects) == 1:
        return section(heading, subjects[0], page)
    answers = [(subject.name, section(heading, subject, page)) for subject in subjects]
    silent = [name for name, answer in answers if is_empty(answer)]
    told = tuple(_answer(name, answer) for name, answer in answers if not is_empty(answer))
    if not told:
        return Part(heading.key, heading.title)
    return Part(heading.key, heading.title, parts=told, remark=_silent(silent, page))


def _answer(name: str, answer: Part) -> Part:
    return Part(answer.key, name, answer.sentences, remark=answer.remark, style="prose")


def _silent(names: Sequence[str], page: Page) -> str:
    if not names:
        return ""
    return page.words["questions"]["silent"].format(names=listed(names, "or"))
