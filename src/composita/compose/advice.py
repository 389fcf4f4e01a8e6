"""Advice for everyday life and for groups of people: codes, each with a reviewed sentence."""

from __future__ import annotations

from functools import partial

from composita.compose.interactions import advised, by_other
from composita.compose.outline import Heading
from composita.compose.page import Lines, Page
from composita.compose.words import capital
from composita.extract.text import lexicon_file
from composita.facts import Advice, Interaction, Part, Special
from composita.store.said import together
from composita.store.statements import Subject


def special(heading: Heading, subject: Subject, page: Page) -> Part:
    """Advice for the population that the heading names, in the order of `special.toml`."""
    order = list(_codes("special", heading.topic))
    said = [s for s in subject.said(Special) if s.value.population == heading.topic]
    said.sort(key=lambda s: order.index(s.value.advice))
    lines = together(said, partial(in_words, page=page))
    return page.lines(heading, subject, list(lines.items()))


def everyday(heading: Heading, subject: Subject, page: Page) -> Part:
    """Advice on the topic that the heading names; failing that, interactions with that thing."""
    order = list(_codes("advice", heading.topic))
    said = [s for s in subject.said(Advice) if s.value.topic == heading.topic]
    said.sort(key=lambda s: order.index(s.value.code))
    lines = list(together(said, partial(in_words, page=page)).items())
    return page.lines(heading, subject, lines or _stated(heading, subject, page))


def in_words(value: Special | Advice, page: Page) -> str:
    """The reviewed sentence for a code, with the part of the population that it is for."""
    if isinstance(value, Advice):
        sentence = _codes("advice", value.topic)[value.code][page.view]
        return sentence.format(detail=value.detail)
    sentence = _codes("special", value.population)[value.advice][page.view]
    return f"{capital(value.part)}: {sentence}" if value.part else sentence


def _stated(heading: Heading, subject: Subject, page: Page) -> Lines:
    found = by_other(s for s in subject.said(Interaction) if s.value.what == heading.topic)
    return [(advised(subject.name, told, name, page), told) for name, told in found.items()]


def _codes(lexicon: str, topic: str) -> dict[str, dict[str, str]]:
    """The codes of a topic, with the sentence for each view."""
    topics: dict[str, dict[str, dict[str, dict[str, str]]]] = lexicon_file(lexicon)
    return topics[topic]["codes"] if topic in topics else {}
