"""How it works: actions and their targets; and what it is to enzymes and transporters."""

from __future__ import annotations

from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.facts import EnzymeRole, Mechanism, Part
from composita.store.said import alike
from composita.store.statements import Subject


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    def words(value: Mechanism) -> str:
        template = page.words["mechanism"]["sentence" if value.target else "unknown"]
        return template.format(action=value.action, target=value.target)

    return page.lines(heading, subject, alike(subject.said(Mechanism), words))


def enzymes(heading: Heading, subject: Subject, page: Page) -> Part:
    """ "strong inhibitor of CYP3A4"."""

    def words(value: EnzymeRole) -> str:
        role = f"{value.strength} {value.role}".strip()
        return page.words["mechanism"]["enzyme"].format(role=role, enzyme=value.enzyme)

    return page.lines(heading, subject, alike(subject.said(EnzymeRole), words))
