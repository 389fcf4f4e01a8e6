"""Whom a document or a fact is about: the names and codes it gives → substances, exactly or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from composita.facts import Document, Ingredient, Moiety, Name, Substance
from composita.store.name_table import write_names
from composita.store.schema import schema
from composita.store.spelling import key_of


def linker_of(substances: Iterable[Substance]) -> Linker:
    """Links to some substances before there is a store of them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema())
        write_names(connection, substances)
        return Linker(connection)


class Linker:
    """Links by UNII first, then by exact name. A name that two substances share links to none."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._by_code: dict[str, str] = {}
        self._by_key: dict[str, str] = {}
        rows = connection.execute("SELECT key, unii, of FROM name WHERE kind <> 'brand'")
        for key, unii, of in rows:
            self._by_code[unii] = unii
            self._by_code.setdefault(of, unii)
            if self._by_key.setdefault(key, unii) != unii:
                self._by_key[key] = ""

    def strangers(self, document: Document) -> list[Substance]:
        """The ingredients that have a UNII which no list holds, as substances of their own."""
        if document.language != "en":
            return []
        ingredients = [i for product in document.products for i in product.ingredients]
        unknown = [i for i in ingredients if i.unii not in self._by_code]
        named = [m for i in unknown for m in i.moieties or (Moiety(i.name, i.unii),)]
        return [
            Substance(m.unii, m.name.capitalize(), (Name(m.name.capitalize(), "own", m.unii),))
            for m in named
            if m.unii and not (m.unii in self._by_code or self._name(m.name))
        ]

    def document(self, document: Document) -> str:
        """The UNIIs of all active ingredients, sorted and joined by "+".

        "" where one is not recognised: what is said of a combination is not true of its parts.
        A document in another language, whose words nobody here reads, is about nobody.
        """
        if document.language != "en":
            return ""
        found = [self._ingredient(i) for p in document.products for i in p.ingredients]
        return _joined([unii for moieties in found for unii in moieties or ("",)])

    def names(self, names: Iterable[str]) -> str:
        """The same for names that a list gives."""
        return _joined([self._by_key.get(key_of(name), "") for name in names])

    def _ingredient(self, ingredient: Ingredient) -> tuple[str, ...]:
        """The moiety of a salt that we know; else what the document says that the moieties are.

        Documents name the ions of a mineral salt, which is a substance of its own here.
        """
        if own := self._by_code.get(ingredient.unii or ""):
            return (own,)
        named = ingredient.moieties or (ingredient,)
        return tuple(self._by_code.get(m.unii or "") or self._name(m.name) for m in named)

    def _name(self, name: str) -> str:
        return self._by_key.get(key_of(name), "")


def _joined(uniis: list[str]) -> str:
    return "+".join(sorted(set(uniis))) if all(uniis) else ""
