"""What a document, its makers and its products are called, without characters that are commands.

The words of its sections stay as they are: a passage is shown with what stands there.
"""

from __future__ import annotations

from msgspec.structs import replace

from composita.controls import named
from composita.facts import Document, Ingredient, Moiety, Product


def with_plain_names(document: Document) -> Document:
    """The document with names and titles that can be printed on a line."""
    titled = (replace(section, title=named(section.title)) for section in document.sections)
    return replace(
        document,
        title=named(document.title),
        version=named(document.version),
        labeler=named(document.labeler),
        products=tuple(map(_product, document.products)),
        sections=tuple(titled),
    )


def _product(product: Product) -> Product:
    return replace(
        product,
        name=named(product.name),
        ingredients=tuple(map(_ingredient, product.ingredients)),
        form=named(product.form),
        routes=tuple(map(named, product.routes)),
        code=named(product.code),
    )


def _ingredient(ingredient: Ingredient) -> Ingredient:
    return replace(
        ingredient,
        name=named(ingredient.name),
        moieties=tuple(Moiety(named(one.name), one.unii) for one in ingredient.moieties),
        strength=named(ingredient.strength),
        strength_of=named(ingredient.strength_of),
    )
