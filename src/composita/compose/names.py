"""What it is called: other names, brands and salts in the documents read, and its classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.words import listed
from composita.facts import Class, Document, NameKind, Part, Sentence, Substance
from composita.store.said import Said
from composita.store.statements import Subject

_FOR_CHECKS = ("example", "ANSM", "ACB")  # systems that say less what it is than with what
_MOST = 5  # names of one sort on a page: some substances have hundreds of brands
_GENERIC: tuple[NameKind, ...] = ("inn", "usan", "ban", "official", "own")


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    sentences = [
        *(_named(substance, page) for substance in subject.substances),
        *_printed(subject, page, "brands", _brands),
        *_printed(subject, page, "salt", _salts),
        *_classes(subject, page),
    ]
    return page.part(heading, subject, sentences)


def _named(substance: Substance, page: Page) -> Sentence:
    others = _other_names(substance)
    text = f"{substance.name}."
    if others:
        text += " " + page.words["names"]["also"].format(names=listed(others))
    return Sentence(text, (), _registered(substance, page))


def _other_names(substance: Substance) -> list[str]:
    names = {n.text.casefold(): n.text for n in reversed(substance.names) if n.kind in _GENERIC}
    names.pop(substance.name.casefold(), None)
    return list(islice(reversed(names.values()), _MOST))


def _registered(substance: Substance, page: Page) -> tuple[int, ...]:
    """The note for the substance's entry in the source of names, where it is held there."""
    source = next((s for s in page.sources.values() if s.kind == "names"), None)
    if source is None or ":" in substance.unii:
        return ()
    return (page.notes.entry(source, substance.unii, substance.name),)


def _printed(
    subject: Subject,
    page: Page,
    words: str,
    names_in: Callable[[Document, Subject], Iterable[str]],
) -> Iterator[Sentence]:
    """A sentence for the names that documents print, where there are any."""
    found: dict[str, tuple[str, str]] = {}
    for document in subject.own.values():
        for name in names_in(document, subject):
            found.setdefault(name.casefold(), (name, document.id))
    shown = list(islice(found.values(), _MOST))
    if shown:
        text = page.words["names"][words].format(names=listed(name for name, _ in shown))
        notes = {page.notes.document(document) for _, document in shown}
        yield Sentence(text, (), tuple(sorted(notes)))


def _brands(document: Document, subject: Subject) -> Iterator[str]:
    """Names of products that hold none of the substance's own names."""
    generic = {n.text.casefold() for s in subject.substances for n in s.names if n.kind in _GENERIC}
    for product in document.products:
        if product.name and not any(name in product.name.casefold() for name in generic):
            yield product.name


def _salts(document: Document, subject: Subject) -> Iterator[str]:
    for product in document.products:
        for ingredient in product.ingredients:
            if ingredient.moieties and ingredient.unii not in subject.about:
                yield ingredient.name.lower()


def _classes(subject: Subject, page: Page) -> Iterator[Sentence]:
    """For patients the class that regulators use, where there is one; otherwise by system."""
    said = [one for one in subject.said(Class) if one.value.system not in _FOR_CHECKS]
    if page.view == "patient":
        said = ([s for s in said if s.value.system == "EPC"] or said)[:_MOST]
    by_system: dict[str, list[Said[Class]]] = {}
    for one in said:
        system = one.value.system if page.view == "professional" else ""
        by_system.setdefault(system, []).append(one)
    for system, classes in by_system.items():
        names = "; ".join(dict.fromkeys(one.value.name for one in classes))
        yield page.say(page.words["names"]["class"].format(names=names, system=system), classes)
