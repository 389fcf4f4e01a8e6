"""The products of an SPL label: brand, form, routes, codes, active ingredients and strengths."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from composita.facts import Ingredient, Moiety, Product
from composita.read.blocks import V3
from composita.unii import unii

_PRODUCT = f"{V3}subject/{V3}manufacturedProduct"
_INSIDE = (f"{V3}manufacturedProduct", f"{V3}manufacturedMedicine", f"{V3}partProduct")
_ROUTES = f"{V3}consumedIn/{V3}substanceAdministration/{V3}routeCode"

# What an active ingredient's strength weighs: the ingredient as it is (ACTIB), its active moiety
# (ACTIM) or a reference substance (ACTIR).
_ACTIVE = {"ACTIB", "ACTIM", "ACTIR"}
_REFERENCE = f"{V3}asEquivalentSubstance/{V3}definingSubstance"


def products_of(section: Element) -> Iterator[Product]:
    """The products with an active ingredient that a section lists; each part of a kit is one."""
    for outer in section.iterfind(_PRODUCT):
        yield from _products(outer, "", "")


def _products(outer: Element, kit: str, kit_code: str) -> Iterator[Product]:
    for inner in outer.iterchildren(*_INSIDE):
        name = words_of(inner, "name") or kit
        code = _attribute(inner, "code", "code") or kit_code
        if ingredients := tuple(_ingredients(inner)):
            form = _attribute(inner, "formCode", "displayName")
            yield Product(name, ingredients, form, _routes(outer), code)
        for part in inner.iterchildren(f"{V3}part"):
            yield from _products(part, name, code)


def _routes(outer: Element) -> tuple[str, ...]:
    routes = (route.get("displayName", "") for route in outer.iterfind(_ROUTES))
    return tuple(dict.fromkeys(filter(None, routes)))


def _ingredients(product: Element) -> Iterator[Ingredient]:
    for element in product.iterchildren(f"{V3}ingredient"):
        substance = element.find(f"{V3}ingredientSubstance")
        if substance is not None and (basis := element.get("classCode", "")) in _ACTIVE:
            moieties = tuple(_moieties(substance))
            name = words_of(substance, "name")
            weighed = _weighed(substance, basis, moieties)
            strength_of = "" if weighed == name else weighed
            yield Ingredient(name, _unii(substance), moieties, _strength(element), strength_of)


def _moieties(substance: Element) -> Iterator[Moiety]:
    for moiety in substance.iterfind(f"{V3}activeMoiety/{V3}activeMoiety"):
        yield Moiety(words_of(moiety, "name"), _unii(moiety))


def _weighed(substance: Element, basis: str, moieties: tuple[Moiety, ...]) -> str:
    if basis == "ACTIM":
        return ", ".join(moiety.name for moiety in moieties)
    reference = substance.find(_REFERENCE) if basis == "ACTIR" else None
    return "" if reference is None else words_of(reference, "name")


def _strength(ingredient: Element) -> str:
    """The amount as printed; what it is in is left out where that is one piece."""
    amount = _quantity(ingredient.find(f"{V3}quantity/{V3}numerator"))
    per = _quantity(ingredient.find(f"{V3}quantity/{V3}denominator"))
    return amount if not amount or per in ("", "1") else f"{amount} / {per}"


def _quantity(element: Element | None) -> str:
    if element is None:
        return ""
    unit = element.get("unit", "1")
    return element.get("value", "") + ("" if unit == "1" else f" {unit}")


def _unii(element: Element) -> str | None:
    code = element.find(f"{V3}code")
    found = "" if code is None else unii(code.get("codeSystem", ""), code.get("code", ""))
    return found or None


def _attribute(element: Element, child: str, name: str) -> str:
    found = element.find(V3 + child)
    return "" if found is None else found.get(name, "").strip()


def words_of(element: Element, child: str) -> str:
    """The words of an element's child, on one line; "" where there is none."""
    found = element.find(V3 + child)
    return "" if found is None else " ".join(" ".join(map(str, found.itertext())).split())
