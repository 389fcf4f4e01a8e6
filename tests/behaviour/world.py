"""An example's invented world: its medicines, their documents, and the check of who takes what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count

from examples import Example, Saying, saying
from msgspec.structs import replace

from composita.check import Known, Profile, check
from composita.compose import Evidence, Subject, about, checked
from composita.extract.extractors import EXTRACTORS
from composita.facts import (
    Check,
    Document,
    Fact,
    Ingredient,
    Listed,
    Monograph,
    Name,
    Passage,
    Product,
    Section,
    Substance,
    View,
)
from composita.parse import apart, typed
from composita.read import sources
from composita.store.names import Names


class World:
    """The medicines of an example and all that is said of them."""

    def __init__(self, example: Example) -> None:
        self.example = example
        self.substances = _substances(example)
        self._names = Names.of(self.substances.values())
        self._evidence = {
            self._about(medicine): _evidence(medicine, [saying(one, medicine) for one in says])
            for medicine, says in example.says.items()
        }
        self._profiles: dict[tuple[tuple[str, ...], bool], Profile] = {}

    def check(self, taken: Iterable[str] = ()) -> Check:
        """The check of what the example's person takes, or of something else."""
        lines = taken or self.example.taken
        items = tuple(apart(typed(line, self._names).items for line in lines))
        items = tuple(
            replace(one, together=1) if place in self.example.together else one
            for place, one in enumerate(items)
        )
        known = Known(names=lambda text: typed(text, self._names).names)
        person, products = self.example.person, self._products()
        return check(items, self._profile, person, "2026-07", products, known)

    def page(self, found: Check, view: View) -> Monograph:
        return checked(found, self._subject, sources(), view)

    def _products(self) -> frozenset[tuple[str, ...]]:
        """What a register lists as one product."""
        listed = (
            about
            for about, evidence in self._evidence.items()
            if any(isinstance(fact.value, Listed) for fact in evidence.facts)
        )
        return frozenset(about for about in listed if len(about) > 1)

    def _about(self, medicine: str) -> tuple[str, ...]:
        return about(self.substances[name] for name in medicine.split(" + "))

    def _subject(self, substances: tuple[Substance, ...]) -> Subject:
        evidence = self._evidence.get(about(substances), Evidence((), ()))
        return Subject(substances, evidence, sources())

    def _profile(self, substances: tuple[Substance, ...], local: bool) -> Profile:
        key = about(substances), local
        if key not in self._profiles:
            self._profiles[key] = Profile(partial(self._subject, substances), local)
        return self._profiles[key]


def _substances(example: Example) -> dict[str, Substance]:
    """A substance for each medicine of which something is said, with the brands that hold it."""
    names = dict.fromkeys(name for medicine in example.says for name in medicine.split(" + "))
    uniis = {name: f"{place:010}" for place, name in enumerate(names)}
    brands = {
        brand: [uniis[name] for name in holds.split(" + ")]
        for brand, holds in example.brands.items()
    }
    return {
        name: Substance(unii, name, (Name(name, "inn", unii), *_brands(unii, brands)))
        for name, unii in uniis.items()
    }


def _brands(unii: str, brands: dict[str, list[str]]) -> Iterator[Name]:
    for brand, holds in brands.items():
        if unii in holds:
            yield Name(brand, "brand", "+".join(holds), ("tablet; ",))


def _evidence(medicine: str, sayings: Iterable[Saying]) -> Evidence:
    documents: dict[str, list[Saying]] = {}
    for one in sayings:
        documents.setdefault(f"{one.source}:{one.label}", []).append(one)
    read = [_document(medicine, said) for said in documents.values()]
    return Evidence(
        tuple(document for document, _ in read), tuple(f for _, facts in read for f in facts)
    )


def _document(medicine: str, sayings: list[Saying]) -> tuple[Document, list[Fact]]:
    """The sayings of one document, as its sections and facts; words go through the extractors."""
    first = sayings[0]
    routes = tuple(dict.fromkeys(one.route for one in sayings if one.route))
    ingredients = tuple(Ingredient(name) for name in medicine.split(" + "))
    texts: dict[str, str] = {}
    for one in sayings:
        texts[one.section] = f"{texts.get(one.section, '')}\n{one.text}".strip()
    sections = tuple(Section(kind or "list", kind, _title(kind), t) for kind, t in texts.items())
    form = next((one.form for one in sayings if one.form), "")
    products = (Product(medicine, ingredients, form, routes),)
    document = Document(first.source, first.label, first.label, products, sections)
    return document, [*_stated(document, sayings), *_extracted(document)]


def _title(kind: str) -> str:
    return kind.replace("_", " ").capitalize() or "Whole list"


def _stated(document: Document, sayings: list[Saying]) -> Iterator[Fact]:
    places = count(0, 10)
    for one, start in zip(sayings, places, strict=False):
        if one.value:
            at = Passage(document.id, one.section or "list", start, start + 9, f"{start:012x}")
            yield Fact(one.value, at)


def _extracted(document: Document) -> Iterator[Fact]:
    if any(section.text for section in document.sections):
        for extract in EXTRACTORS.values():
            yield from extract(document)
