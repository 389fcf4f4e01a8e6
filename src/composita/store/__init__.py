"""Packs → one SQLite file, and look-ups in it: names, facts, documents, words."""

from composita.store import codes
from composita.store.begun import Begun
from composita.store.build import Filed, build, replace_edition
from composita.store.link import Linker, linker_of
from composita.store.place import home, locked, made_once
from composita.store.schema import schema
from composita.store.store import Counts, Explained, Store

__all__ = [
    "Begun", "Counts", "Explained", "Filed", "Linker", "Store", "build", "codes", "home",
    "linker_of", "locked", "made_once", "replace_edition", "schema",
]  # fmt: skip
