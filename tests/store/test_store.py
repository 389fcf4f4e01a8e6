"""Packs become a store: facts lie under the substances that they are about, and can be traced."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from composita.errors import BadStore
from composita.facts import (
    Class,
    Document,
    Fact,
    Indication,
    Ingredient,
    Name,
    Product,
    Section,
    Source,
    Substance,
    Value,
    statement_id,
)
from composita.pack import Edition, encode_edition, write_pack
from composita.store import Store, build

CARD = Source(
    "inv", "Invented labels", "Nobody", "", "CC0-1.0", words=True, market="XX", pack="inv"
)
SALT = Name("Exemplamine hydrochloride", "salt", "S1")
SUBSTANCES = [
    Substance("U1", "Exemplamine", (Name("Exemplamine", "inn", "U1"), SALT)),
    Substance("U2", "Testoprol", (Name("Testoprol", "inn", "U2"),)),
]
TEXT = "Used for hay fever in adults."


def label(set_id: str, use: str, *ingredients: Ingredient) -> Edition:
    """A label of a product with these ingredients that names one use."""
    document = Document(
        "inv",
        set_id,
        f"Label {set_id}",
        products=(Product("A product", ingredients),),
        sections=(Section("1", "indications", "Uses", TEXT),),
    )
    return Edition(document, (said(document, Indication(use)),))


def said(document: Document, value: Value, *about: str) -> Fact:
    return Fact(value, document.passage(document.sections[0], 9, 18), about)


def store(folder: Path, *editions: Edition) -> Store:
    """A store made from one pack of these editions, and names."""
    files = {
        "inv.jsonl.gz": b"".join(map(encode_edition, editions)),
        "substances.jsonl.gz": b"".join(msgspec.json.encode(s) + b"\n" for s in SUBSTANCES),
    }
    pack = write_pack(folder / "inv", "inv", "2026-01-02", [CARD], files)
    build(folder / "store.sqlite", [pack], lambda _doing, _done: None)
    return Store(folder / "store.sqlite")


def uses(store: Store, *about: str) -> list[str]:
    return [f.value.condition for f in store.facts(about) if isinstance(f.value, Indication)]


def test_a_salt_and_its_moiety_are_one_substance(tmp_path: Path) -> None:
    """Facts from labels of a salt, by its code or by its name, are about the moiety."""
    made = store(
        tmp_path,
        label("a", "hay fever", Ingredient("whatever it is called", "S1")),
        label("b", "gout", Ingredient("EXEMPLAMINE HYDROCHLORIDE")),
    )
    assert uses(made, "U1") == ["hay fever", "gout"]


def test_what_is_said_of_a_combination_is_not_said_of_its_parts(tmp_path: Path) -> None:
    """A label of two ingredients is about both together, in whichever order they are named."""
    both = label("c", "migraine", Ingredient("Testoprol"), Ingredient("Exemplamine", "U1"))
    made = store(tmp_path, both)
    assert uses(made, "U2", "U1") == ["migraine"]
    assert uses(made, "U1") == uses(made, "U2") == []


def test_an_ingredient_that_nobody_knows_keeps_facts_from_the_others(tmp_path: Path) -> None:
    """A label of one known and one unknown ingredient is about neither."""
    made = store(tmp_path, label("d", "cough", Ingredient("Exemplamine"), Ingredient("Strangeol")))
    assert uses(made, "U1") == []
    assert made.counts() == {"inv": (1, 1, 1)}


def test_a_list_says_for_each_fact_whom_it_is_about(tmp_path: Path) -> None:
    """Names in a list are linked one by one; a row with a name that nobody knows is left out."""
    document = Document("inv", "list", "A list", sections=(Section("1", "", "Rows", TEXT),))
    rows = (
        said(document, Class("antihistamine", "EPC"), "EXEMPLAMINE"),
        said(document, Class("beta blocker", "EPC"), "Testoprol"),
        said(document, Class("mystery", "EPC"), "Strangeol"),
    )
    made = store(tmp_path, Edition(document, rows))
    assert [f.value for f in made.facts(["U1"])] == [Class("antihistamine", "EPC")]
    assert [f.value for f in made.facts(["U2"])] == [Class("beta blocker", "EPC")]
    assert [d.id for d in made.naming(["U1"])] == ["inv:list"]
    assert made.documents(["U1"]) == ()


def test_a_statement_leads_to_every_document_that_says_it(tmp_path: Path) -> None:
    """Two labels that say the same are both found, with the text where it is held."""
    first = label("a", "hay fever", Ingredient("Exemplamine"))
    second = label("b", "hay fever", Ingredient("Exemplamine"))
    made = store(tmp_path, first, second)
    found = made.explain(statement_id(("U1",), Indication("hay fever")))
    assert [behind.document.id for behind in found] == ["inv:a", "inv:b"]
    at = found[0].fact.passage
    assert found[0].text is not None
    assert found[0].text[at.start : at.end] == "hay fever"


@pytest.mark.parametrize("contents", [None, b"", b"not a database at all" * 100])
def test_a_file_that_is_no_store_is_said_plainly(tmp_path: Path, contents: bytes | None) -> None:
    """A missing, empty or foreign file: a clear error."""
    path = tmp_path / "store.sqlite"
    if contents is not None:
        path.write_bytes(contents)
    with pytest.raises(BadStore, match=r"store\.sqlite: not a Composita store"):
        Store(path)
