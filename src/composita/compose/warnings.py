"""Warnings by topic; those in the box are never shortened."""

from __future__ import annotations

from msgspec.structs import replace

from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.facts import Part, Warning
from composita.store.said import alike
from composita.store.statements import Place, Subject


def boxed(heading: Heading, subject: Subject, page: Page) -> Part:
    """Topics that stand in the box of a label, and where to read it: a topic is not the whole."""
    partly = subject.partly(Warning) if page.view == "professional" else []
    said = [s for s in [*subject.said(Warning), *partly] if s.value.boxed]
    part = page.lines(heading, subject, alike(said, lambda value: plain(value.topic, page)))
    if not (boxes := _boxes(subject)):
        return part
    read = page.point("boxed_whole" if said else "boxed", boxes)
    return replace(part, sentences=(*part.sentences, read))


def _boxes(subject: Subject) -> tuple[Place, ...]:
    """The boxes of its own labels."""
    return tuple(
        Place(id, section.id)
        for id in subject.own
        for section in subject.own[id].sections
        if section.kind == "boxed_warning"
    )


def other(heading: Heading, subject: Subject, page: Page) -> Part:
    """Topics that stand in no box."""
    in_box = {s.value.topic.casefold() for s in subject.said(Warning) if s.value.boxed}
    said = [s for s in subject.said(Warning) if s.value.topic.casefold() not in in_box]
    return page.lines(heading, subject, alike(said, lambda value: plain(value.topic, page)))
