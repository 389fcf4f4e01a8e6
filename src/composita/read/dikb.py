"""DIKB: what enzymes and transporters do to substances, and these to them, by graded evidence.

Only what some evidence speaks for and none against is a fact. Test tubes show what breaks a
substance down, but not what it inhibits in people.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from composita.errors import UnreadableDocument
from composita.facts import EnzymeRole, Fact
from composita.read.lists import Listing, Row, document, stated, text_of, unheaded

SOURCE = "dikb"

_FILES = ("dikb-2017-all-inhibition-evidence.tsv", "dikb-2017-all-substrate-of-evidence.tsv")
_COLUMNS = ("drug", "relation", "enzyme", "verdict", "evidence", "evidence_type", "page")
_ROLES: dict[str, Literal["substrate", "inhibitor"]] = {
    "inhibits": "inhibitor",
    "substrate_of": "substrate",
}
_FOR, _AGAINST = "EVIDENCE FOR", "EVIDENCE AGAINST"
_IN_VITRO = "EV_EX_"  # how the names of its types of laboratory evidence begin
_SPELLED = {"P-GLYCOPROTEIN": "P-gp"}

Relation = tuple[str, ...]


def read(path: Path) -> Listing:
    """The roles in the two tables in a folder, one for each piece of evidence."""
    table = [_checked(row, name) for name in _FILES for row in _rows(path, name)]
    disputed = {_relation(row) for row in table if row["verdict"] == _AGAINST}
    used = [row for row in table if row["verdict"] == _FOR and _is_evidence(row)]
    agreed = [row for row in used if _relation(row) not in disputed]
    problem = f"{len(used) - len(agreed)} pieces of evidence are disputed by others: left out"
    problems = (problem,) if len(agreed) < len(used) else ()
    return document(SOURCE, _FILES, *problems), tuple(dict.fromkeys(_roles(agreed)))


def _rows(path: Path, name: str) -> Iterator[Row]:
    return unheaded(text_of(path, name), name, _COLUMNS)


def _checked(row: Row, name: str) -> Row:
    if row["relation"] not in _ROLES or row["verdict"] not in (_FOR, _AGAINST):
        raise UnreadableDocument(name, f"no such relation or verdict: {row['relation'][:40]}")
    return row


def _relation(row: Row) -> Relation:
    return row["drug"].lower(), row["relation"], row["enzyme"].lower()


def _is_evidence(row: Row) -> bool:
    return row["relation"] == "substrate_of" or not row["evidence_type"].startswith(_IN_VITRO)


def _roles(table: list[Row]) -> Iterator[Fact]:
    for row in table:
        enzyme = row["enzyme"].upper()
        key = f"{row['page'].rpartition('/')[2].removesuffix('.html')}/{row['evidence_type']}"
        value = EnzymeRole(_SPELLED.get(enzyme, enzyme), _ROLES[row["relation"]])
        yield stated(SOURCE, key, row, value, (row["drug"],))
