"""What it is for: conditions, in which role and for whom, and the limits that labels set."""

from __future__ import annotations

from functools import partial

from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.said import alike
from composita.compose.statements import Subject
from composita.compose.words import capital
from composita.facts import Indication, Part


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    lines = alike(subject.said(Indication), partial(_words, page))
    lines.sort(key=lambda line: line[1][0].value.limitation)
    return page.lines(heading, subject, lines)


def _words(page: Page, value: Indication) -> str:
    table, key = ("limitation", "stated") if value.limitation else ("role", value.role)
    text = page.words[table][key].format(condition=plain(value.condition, page))
    who = page.words["population"].get(value.population)
    return capital(f"{text} ({who})" if who else text)
