"""Which ceilings hold for what was typed: a ceiling belongs to its form and release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from composita.check.local import words
from composita.check.tables import data
from composita.extract.text import any_of
from composita.facts import Document, Dose, Item, Listed
from composita.store.said import Said
from composita.store.statements import Subject

Release = Literal["plain", "prolonged", ""]  # "" where it is either, or both


def holds(said: Said[Dose], items: Iterable[Item], subject: Subject) -> bool:
    """Whether a document gives the ceiling for the form, release and route that was typed."""
    typed = {_typed(item) for item in items}
    documents = [subject.own[id] for id in said.documents if id in subject.own]
    return any(
        {_release(document, subject)} == typed and _is_by_mouth(said.value, document, subject)
        for document in documents
    ) and not any(_reaching_otherwise().search(item.typed) for item in items)


def may_hold(said: Said[Dose], items: Iterable[Item], subject: Subject) -> bool:
    """Whether no document makes sure that the amount is for another release."""
    typed = {_typed(item) for item in items}
    releases = {_release(subject.own[id], subject) for id in said.documents if id in subject.own}
    return bool(releases & {"", *typed}) or not releases


def _typed(item: Item) -> Release:
    return "prolonged" if _prolonged().search(item.typed) else "plain"


def _release(document: Document, subject: Subject) -> Release:
    """As the forms say, or the title; where nothing does, as it is sold or taken."""
    forms = [product.form for product in document.products if product.form]
    if forms:
        prolonged = {bool(_prolonged().search(form)) for form in forms}
        return "" if len(prolonged) > 1 else "prolonged" if True in prolonged else "plain"
    if _prolonged().search(words(document)):
        return "prolonged"
    return "plain" if _is_taken_often(document, subject) or _is_sold_plain(subject) else ""


def _is_taken_often(document: Document, subject: Subject) -> bool:
    limit = data("routes")["often"]["times"]
    doses = (one.value for one in subject.said(Dose) if document.id in one.documents)
    return any(dose.times_a_day and dose.times_a_day[1] >= limit for dose in doses)


def _is_sold_plain(subject: Subject) -> bool:
    forms = (form for one in subject.said(Listed) for form in one.value.forms)
    return not any(map(_prolonged().search, forms))


def _is_by_mouth(dose: Dose, document: Document, subject: Subject) -> bool:
    """What is typed without a form is swallowed, if any product of it is."""
    routes = {dose.route} if dose.route else _routes([document])
    return not routes or "oral" in routes or "oral" not in _routes(subject.own.values())


def _routes(documents: Iterable[Document]) -> set[str]:
    products = (product for document in documents for product in document.products)
    return {route.casefold() for product in products for route in product.routes}


@cache
def _prolonged() -> re.Pattern[str]:
    return any_of(data("routes")["release"]["prolonged"])


@cache
def _reaching_otherwise() -> re.Pattern[str]:
    return any_of(data("routes")["release"]["not_swallowed"])
