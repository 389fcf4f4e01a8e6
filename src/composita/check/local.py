"""Where a medicine acts: which documents are about forms that act where they are put, and whether
any that we know of is not."""

from __future__ import annotations

import re
from functools import cache

from composita.check.tables import data
from composita.extract.text import any_of
from composita.facts import Document, Dose, Listed
from composita.store.statements import Subject


def documents(subject: Subject) -> frozenset[str]:
    """The documents whose products all act where they are put, by their routes or their title."""
    return frozenset(id for id, document in subject.own.items() if _is_local(document))


def only(subject: Subject, local: frozenset[str]) -> bool:
    """Whether every product and leaflet that we know acts where it is put; `local` are those that
    say so."""
    if not local or of_others(subject):
        return False
    sold = (one.value for one in subject.said(Listed) if one.value.sold != 0)
    forms = (form for listing in sold for form in listing.forms)
    others = (words(subject.own[id]) for id in subject.own.keys() - local)
    return not any(map(_reaches, (*forms, *others))) and not _is_taken(subject, local)


def of_others(subject: Subject) -> frozenset[str]:
    """The documents whose products are used in another way, or in both."""
    routed = frozenset(id for id, document in subject.own.items() if _routes(document))
    return routed - documents(subject)


def _is_taken(subject: Subject, local: frozenset[str]) -> bool:
    """Whether another document gives an amount to be swallowed, or to be taken by another route."""
    others = (one.value for one in subject.said(Dose) if not local.issuperset(one.documents))
    return any(_is_swallowed(dose) or _reaches(dose.form) for dose in others)


def _is_swallowed(dose: Dose) -> bool:
    other_route = dose.route and dose.route.casefold() not in _local_routes()
    return bool(other_route) or dose.unit in data("routes")["swallowed"]


def _is_local(document: Document) -> bool:
    if routes := _routes(document):
        return routes <= _local_routes()
    said = words(document)
    return bool(_titles().search(said)) and not _reaches(said)


def words(document: Document) -> str:
    """Where the form stands if no route does."""
    return " ".join((document.title, *(product.form for product in document.products)))


def _routes(document: Document) -> frozenset[str]:
    return frozenset(route.casefold() for product in document.products for route in product.routes)


def _reaches(form: str) -> bool:
    return bool(_reaching().search(form))


@cache
def _local_routes() -> frozenset[str]:
    return frozenset(data("routes")["local"])


@cache
def _titles() -> re.Pattern[str]:
    return any_of(data("routes")["titles"])


@cache
def _reaching() -> re.Pattern[str]:
    return any_of(data("routes")["reaching"])
