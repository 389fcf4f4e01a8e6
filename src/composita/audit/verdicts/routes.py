"""Ways of giving it: what labels, leaflets and registers show products of, and what they do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from composita.audit.claim import Route, Sold
from composita.audit.tables import table
from composita.audit.verdicts.ruling import Medicines, Ruling, contradicted, supported, unsupported
from composita.facts import Dose, Listed
from composita.store.said import Said
from composita.store.statements import Subject

_EVERYWHERE = 3  # registers with all forms, beside a label, before a route can be called unknown
_ALL = 6  # forms: a register with as many may have more than it tells


def judge(value: Route, medicines: Medicines) -> Ruling:
    """Of a combination only what is listed of the product of all counts."""
    subject, words = medicines.whole, table("routes")[value.route]
    if subject is None:
        return unsupported()
    listed = [said for said in subject.said(Listed) if said.value.sold != 0]
    surely = words.get("surely", words["forms"])
    shown = [said for said in listed if _has(said.value.forms, words["forms"])]
    certain = [said for said in shown if _has(said.value.forms, surely)]
    dosed = [said for said in subject.said(Dose) if said.value.route == value.route]
    if not value.given and medicines.is_one_form:
        return unsupported()
    if not value.given:
        return contradicted("is given so", certain) if certain else unsupported()
    if shown or dosed or _has(_routes(subject), words["forms"]):
        said: list[Said[Any]] = [*dosed, *shown]
        return supported(said, exact=bool(dosed))
    maybe = (*words["forms"], *words.get("maybe", ()))
    anywhere = [form for said in subject.said(Listed) for form in said.value.forms]
    with_forms = [said for said in listed if 0 < len(said.value.forms) < _ALL]
    known = _routes(subject)
    if known and len(with_forms) >= _EVERYWHERE and not _has([*anywhere, *known], maybe):
        return contradicted("another route", [*with_forms], exact=False)
    return unsupported()


def judge_sold(value: Sold, medicines: Medicines) -> Ruling:
    """Registers list products of exactly these substances, or say nothing."""
    if medicines.product is None:
        return unsupported()
    listed = [said for said in medicines.product.said(Listed) if said.value.sold != 0]
    if not listed:
        return unsupported("not listed")
    return supported(listed) if value.together else contradicted("is sold", listed)


def _routes(subject: Subject) -> list[str]:
    return list(_product_routes(subject))


def _product_routes(subject: Subject) -> Iterator[str]:
    for document in subject.documents.values():
        for product in document.products:
            yield from product.routes
            if product.form:
                yield product.form


def _has(forms: Any, words: Any) -> bool:
    return any(word in form.lower() for form in forms for word in words)
