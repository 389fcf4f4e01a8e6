"""Warnings by topic; those in the box are never shortened."""

from __future__ import annotations

from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.facts import Part, Warning
from composita.store.said import alike
from composita.store.statements import Subject


def boxed(heading: Heading, subject: Subject, page: Page) -> Part:
    """Topics that stand in the box of a label."""
    said = [s for s in subject.said(Warning) if s.value.boxed]
    return page.lines(heading, subject, alike(said, lambda value: plain(value.topic, page)))


def other(heading: Heading, subject: Subject, page: Page) -> Part:
    """Topics that stand in no box."""
    in_box = {s.value.topic.casefold() for s in subject.said(Warning) if s.value.boxed}
    said = [s for s in subject.said(Warning) if s.value.topic.casefold() not in in_box]
    return page.lines(heading, subject, alike(said, lambda value: plain(value.topic, page)))
