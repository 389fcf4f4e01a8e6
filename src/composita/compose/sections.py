"""The rules that the outline names: each fills one section from what is said of a subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from composita.compose import (
    advice,
    answers,
    contraindications,
    dosage,
    findings,
    interactions,
    mechanism,
    names,
    person,
    registers,
    shared,
    side_effects,
    usage,
    warnings,
    why,
)
from composita.compose.combination import Combination
from composita.compose.outline import Heading
from composita.compose.page import Page, is_empty
from composita.facts import Part
from composita.store.statements import Subject

RULES: dict[str, Callable[[Heading, Subject, Page], Part]] = {
    "names": names.compose,
    "usage": usage.compose,
    "dosage": dosage.compose,
    "side_effects": side_effects.compose,
    "mechanism": mechanism.compose,
    "enzymes": mechanism.enzymes,
    "contraindications": contraindications.compose,
    "interactions": interactions.compose,
    "boxed_warnings": warnings.boxed,
    "warnings": warnings.other,
    "special": advice.special,
    "advice": advice.everyday,
}

TOGETHER: dict[str, Callable[[Heading, Combination, Page], Part]] = {
    "findings": findings.together,
    "person": findings.person,
    "told": person.told,
    "matrix": answers.matrix,
    "unsaid": answers.unsaid,
    "watch": why.watch,
    "why": why.why,
    "one_product": registers.compose,
    "shared": shared.compose,
    "doses": shared.doses,
    "ledger": answers.ledger,
}


def section(heading: Heading, subject: Subject, page: Page) -> Part:
    """What is said of a subject under a heading; its parts where the heading names no rule."""
    if heading.rule:
        return RULES[heading.rule](heading, subject, page)
    return page.part(heading, subject, parts=told_first(heading.parts, subject, page))


def told_first(headings: Iterable[Heading], subject: Subject, page: Page) -> list[Part]:
    """The sections in which something is said; then where something stands that we could not read;
    then, in few words, what nothing is said about."""
    parts = [(heading, section(heading, subject, page)) for heading in headings]
    told = [part for _, part in parts if not part.silence and not is_empty(part)]
    unread = [part for _, part in parts if part.silence == "speaks of it"]
    unsaid = [heading for heading, part in parts if part.silence not in ("", "speaks of it")]
    return [*told, *unread, *page.silences(unsaid, subject)]
