"""DrugCentral: the classes of substances, by the FDA and MeSH.

Its ChEBI applications ("acaricide") are left out: they say what a substance can be used for,
and not that it is a medicine of that class; chemical classes of the FDA stay ("CS").
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from composita.facts import Class, Fact
from composita.read.lists import Listing, document, rows, stated, text_of

SOURCE = "drugcentral"

_FILES = ("rephetio_classes.tsv", "rephetio_drug-to-class.tsv")
_CLASS = ("class_id", "class_name", "class_source", "class_type")
_DRUG = ("drugbank_id", "drugbank_name", "class_id", "class_name")
_SYSTEMS = {
    ("FDA", "FDA Established Pharmacologic Class"): "EPC",
    ("FDA", "Mechanism of Action"): "MoA",
    ("FDA", "Physiologic Effect"): "PE",
    ("FDA", "Chemical/Ingredient"): "CS",
    ("MeSH", "Pharmacological Action"): "MeSH PA",
}


def read(path: Path) -> Listing:
    """The classes in the two tables in a folder."""
    return document(SOURCE, _FILES), tuple(_classes(path))


def _classes(path: Path) -> Iterator[Fact]:
    systems = {
        row["class_id"]: _SYSTEMS.get((row["class_source"], row["class_type"]))
        for row in rows(text_of(path, _FILES[0]), str(path), _CLASS)
    }
    for row in rows(text_of(path, _FILES[1]), str(path), _DRUG):
        if system := systems.get(row["class_id"]):
            key = f"{row['drugbank_id']}/{row['class_id']}"
            value = Class(row["class_name"], system, row["class_id"])
            yield stated(SOURCE, key, row, value, (row["drugbank_name"],))
