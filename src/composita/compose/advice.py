"""Advice for everyday life and for groups of people: codes, each with a reviewed sentence."""

from __future__ import annotations

from typing import Any

from composita.compose.interactions import advised, by_other
from composita.compose.outline import Heading
from composita.compose.page import Lines, Page
from composita.compose.said import alike
from composita.compose.statements import Subject
from composita.compose.words import capital
from composita.extract.text import lexicon_file
from composita.facts import Advice, Interaction, Part, Special


def special(heading: Heading, subject: Subject, page: Page) -> Part:
    """Advice for the population that the heading names."""
    said = [s for s in subject.said(Special) if s.value.population == heading.topic]

    def words(value: Special) -> str:
        sentence = _sentence("special", value.population, value.advice, page)
        return f"{capital(value.part)}: {sentence}" if value.part else sentence

    return page.lines(heading, subject, alike(said, words))


def everyday(heading: Heading, subject: Subject, page: Page) -> Part:
    """Advice on the topic that the heading names; failing that, interactions with that thing."""
    said = [s for s in subject.said(Advice) if s.value.topic == heading.topic]

    def words(value: Advice) -> str:
        return _sentence("advice", value.topic, value.code, page).format(detail=value.detail)

    return page.lines(heading, subject, alike(said, words) or _stated(heading, subject, page))


def _stated(heading: Heading, subject: Subject, page: Page) -> Lines:
    found = by_other(s for s in subject.said(Interaction) if s.value.what == heading.topic)
    return [(f"{capital(advised(told, name, page))}.", told) for name, told in found.items()]


def _sentence(lexicon: str, topic: str, code: str, page: Page) -> str:
    codes: dict[str, Any] = lexicon_file(lexicon)[topic]["codes"]
    return str(codes[code][page.view])
