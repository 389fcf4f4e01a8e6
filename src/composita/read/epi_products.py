"""What an ePI is about: its active ingredients as coded, or else as its text names them."""

from __future__ import annotations

from collections.abc import Sequence

from composita.facts import Ingredient, Moiety, Product, Section
from composita.read.active import active_substances
from composita.read.fhir import Node, nodes, resources, words
from composita.unii import unii

_PER_VOLUME = ("concentrationRatio", "numerator")
_ACTIVE = {"active", "actib", "actim", "actir", "100000072072"}


def products_of(bundle: Node, sections: Sequence[Section]) -> tuple[Product, ...]:
    """One product; () where its ingredients are not all known for certain."""
    ingredients = _coded(bundle) or _named(sections)
    return (Product(product_name(bundle), ingredients),) if ingredients else ()


def product_name(bundle: Node) -> str:
    products = resources(bundle, "MedicinalProductDefinition")
    return next((words(product, "name", "productName") for product in products), "")


def _coded(bundle: Node) -> tuple[Ingredient, ...]:
    """The active ingredients with their UNIIs; () where one has none."""
    active = [entry for entry in resources(bundle, "Ingredient") if _is_active(entry)]
    found = [_by_concept(entry) or _by_definition(entry, bundle) for entry in active]
    known = [ingredient for ingredient in found if ingredient]
    return tuple(dict.fromkeys(known)) if len(known) == len(found) else ()


def _is_active(ingredient: Node) -> bool:
    roles = words(ingredient, "role", "coding", "code"), words(ingredient, "role", "text")
    return any(role.lower() in _ACTIVE for role in roles)


def _by_concept(ingredient: Node) -> Ingredient | None:
    for coding in nodes(ingredient, "substance", "code", "concept", "coding"):
        if code := unii(words(coding, "system"), words(coding, "code")):
            return Ingredient(words(coding, "display"), code, strength=_strength(ingredient))
    return None


def _by_definition(ingredient: Node, bundle: Node) -> Ingredient | None:
    """The ingredient as the SubstanceDefinition says that it refers to."""
    reference = words(ingredient, "substance", "code", "reference", "reference")
    for definition in resources(bundle, "SubstanceDefinition"):
        if words(definition, "id") == reference.rpartition("/")[2] and (code := _unii(definition)):
            moieties = nodes(definition, "moiety")
            return Ingredient(
                name=words(definition, "name", "name"),
                unii=code,
                moieties=tuple(Moiety(words(m, "name"), _unii(m) or None) for m in moieties),
                strength=_strength(ingredient),
            )
    return None


def _unii(node: Node) -> str:
    """The UNII among the identifiers and the codes of a substance."""
    told = [(words(i, "system"), words(i, "value")) for i in nodes(node, "identifier")]
    told += [(words(c, "system"), words(c, "code")) for c in nodes(node, "code", "code", "coding")]
    return next(filter(None, (unii(*each) for each in told)), "")


def _strength(ingredient: Node) -> str:
    """How much a piece holds, in the code of its unit."""
    strength = ("substance", "strength")
    for way in (("presentationRatio", "numerator"), ("presentationQuantity",), _PER_VOLUME):
        for amount in nodes(ingredient, *strength, *way):
            unit = words(amount, "code") or words(amount, "unit")
            return f"{amount.get('value', '')} {unit}".strip()
    return ""


def _named(sections: Sequence[Section]) -> tuple[Ingredient, ...]:
    contents = "\n".join(s.text for s in sections if s.kind == "contents" and not s.parent)
    return tuple(Ingredient(name) for name in active_substances(contents))
