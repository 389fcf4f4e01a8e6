"""Packs → one SQLite file, and look-ups in it: names, facts, documents, words."""

from composita.store import codes
from composita.store.begun import Begun
from composita.store.build import Filed, Filing, build
from composita.store.link import Linker, linker_of
from composita.store.place import home, locked, made, made_once, replacing, written
from composita.store.schema import schema
from composita.store.store import Counts, Explained, Store

__all__ = [
    "Begun", "Counts", "Explained", "Filed", "Filing", "Linker", "Store", "build", "codes", "home",
    "linker_of", "locked", "made", "made_once", "replacing", "schema", "written",
]  # fmt: skip
