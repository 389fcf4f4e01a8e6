"""What it is for: conditions, in which role and for whom, and the limits that labels set."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.said import Said, alike
from composita.compose.statements import Subject
from composita.compose.words import capital, listed
from composita.facts import Indication, Part


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    lines = alike(subject.said(Indication), partial(_words, page))
    lines.sort(key=lambda line: line[1][0].value.limitation)
    told = [(_with_people(text, said, page), said) for text, said in lines]
    return page.lines(heading, subject, told)


def _words(page: Page, value: Indication) -> str:
    table, key = ("limitation", "stated") if value.limitation else ("role", value.role)
    return capital(page.words[table][key].format(condition=plain(value.condition, page)))


def _with_people(text: str, said: Iterable[Said[Indication]], page: Page) -> str:
    """For whom, as far as sources say: "Cough (children: in some sources)"."""
    found = dict.fromkeys(s.value.population for s in said)
    named = [page.words["population"][population] for population in found if population]
    if not named:
        return text
    template = page.words["people"]["some" if "" in found else "all"]
    return template.format(text=text, people=listed(named))
