"""Makes `extract/lexicons/own_classes.tsv` from ../shared/data: run it and read the diff.

    python scripts/own_classes.py ../shared/data

A label that says "thiazides" may mean its own medicine. Which class a substance belongs to is what
the FDA has established, or what MeSH says where it counts about the same members: MeSH's broad
classes (analgesics, antihypertensives) are others' company too, and stay partners.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from composita.extract.text import lexicon_file, lexicon_rows
from composita.facts import Class
from composita.read import drugcentral

_FILE = Path("src/composita/extract/lexicons/own_classes.tsv")
_HEADER = """# substance\tits classes, as classes.toml names them
# Made by scripts/own_classes.py from names/drugcentral-2023: FDA established classes, and MeSH
# pharmacological actions with at most twice as many members. DrugCentral, CC BY-SA 4.0.
"""

Members = defaultdict[str, set[str]]


def main(data: Path) -> None:
    established, by_mesh = _members(data)
    classes: Members = defaultdict(set)
    for name, members in established.items():
        alike = by_mesh[name] if len(by_mesh[name]) <= 2 * len(members) else set()
        for member in members | alike:
            classes[member].add(name)
    _FILE.write_text(_HEADER + "".join(_lines(classes)))


def _members(data: Path) -> tuple[Members, Members]:
    """The substances of each of our classes: by the FDA, and by MeSH."""
    ours = _our_names()
    by: dict[str, Members] = {"EPC": defaultdict(set), "MeSH PA": defaultdict(set)}
    _, stated = drugcentral.read(data / "names" / "drugcentral-2023")
    for fact in stated:
        assert isinstance(fact.value, Class)
        for name in ours[fact.value.name.lower()] if fact.value.system in by else ():
            by[fact.value.system][name].add(fact.about[0].lower())
    return by["EPC"], by["MeSH PA"]


def _our_names() -> Members:
    ours: Members = defaultdict(set)
    for name, entry in lexicon_file("classes")["class"].items():
        for theirs in entry.get("drugcentral", ()):
            ours[theirs.lower()].add(name)
    return ours


def _lines(classes: Members) -> Iterator[str]:
    """A line for each name in substances.tsv that means a substance with classes."""
    codes: Members = defaultdict(set)
    rows = [row[:2] for row in lexicon_rows("substances")]
    for name, unii in rows:
        codes[unii] |= classes.get(name, set())
    for name, unii in rows:
        if found := classes.get(name, set()) | codes[unii]:
            yield f"{name}\t{'; '.join(sorted(found))}\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
