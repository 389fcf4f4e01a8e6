"""How it works: actions and their targets."""

from __future__ import annotations

from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.said import alike
from composita.compose.statements import Subject
from composita.facts import Mechanism, Part


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    sentence = page.words["mechanism"]["sentence"]
    said = subject.said(Mechanism)
    lines = alike(said, lambda value: sentence.format(action=value.action, target=value.target))
    return page.lines(heading, subject, lines)
