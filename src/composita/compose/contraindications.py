"""Who must not use it. Never shortened."""

from __future__ import annotations

from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.facts import Contraindication, Part
from composita.store.said import Said, alike
from composita.store.statements import Subject

_ORDER = ("allergy", "condition", "population", "class", "substance", "none")


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    def words(value: Contraindication) -> str:
        return page.words["contraindication"][value.what].format(
            term=plain(value.term, page), who="{who}"
        )

    lines = alike(subject.said(Contraindication), words)
    lines.sort(key=lambda line: _ORDER.index(line[1][0].value.what))
    return page.lines(heading, subject, [(_named(text, said, page), said) for text, said in lines])


def _named(text: str, said: list[Said[Contraindication]], page: Page) -> str:
    """A label that names nobody is named itself, because another may name somebody."""
    if said[0].value.what != "none":
        return text
    return text.format(who=page.who_says(said))
