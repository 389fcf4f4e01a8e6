"""Drugs@FDA: the products that the FDA has approved, from its zip of tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from composita.facts import Ingredient, Product
from composita.read.armour import checked
from composita.read.lists import Listing, document, rows, text_of
from composita.read.register import Entry, listed

SOURCE = "us-drugsatfda"

_FILES = ("Products.txt", "MarketingStatus.txt")
_PRODUCT = ("ApplNo", "ProductNo", "Form", "Strength", "DrugName", "ActiveIngredient")
_STATUS = ("ApplNo", "ProductNo", "MarketingStatusID")
_SOLD = {"1": True, "2": True, "3": False}  # prescription, over the counter, discontinued
_TENTATIVE = "4"  # approved, but not yet allowed on the market


def read(path: Path) -> Listing:
    """What the register in the zip at a path lists."""
    return document(SOURCE, _FILES), tuple(listed(SOURCE, _products(path)))


def products(path: Path) -> Iterator[Product]:
    """Every product that is or was approved: its brand, form and ingredients with strengths."""
    for entry in _products(path):
        yield Product(entry.name, tuple(_ingredients(entry)), entry.form)


def _ingredients(entry: Entry) -> Iterator[Ingredient]:
    strengths = entry.strength.split(";")
    each = strengths if len(strengths) == len(entry.substances) else [""] * len(entry.substances)
    for name, strength in zip(entry.substances, each, strict=True):
        yield Ingredient(name, strength=strength.strip())


def _products(path: Path) -> Iterator[Entry]:
    status = {
        (row["ApplNo"], row["ProductNo"]): row["MarketingStatusID"]
        for row in rows(text_of(path, _FILES[1], _latin), str(path), _STATUS)
    }
    for row in rows(text_of(path, _FILES[0], _latin), str(path), _PRODUCT):
        number = row["ApplNo"], row["ProductNo"]
        if row["ActiveIngredient"] and status.get(number) != _TENTATIVE:
            yield Entry(
                key="/".join(number),
                row=row,
                name=row["DrugName"],
                substances=tuple(row["ActiveIngredient"].split("; ")),
                form=row["Form"].split(";")[0].lower(),
                strength=row["Strength"].split("*")[0].strip(),  # a footnote follows the stars
                sold=_SOLD.get(status.get(number, "")),
            )


def _latin(data: bytes, where: str) -> str:
    return checked(data, where).decode("latin-1")
