"""A library of invented medicines: Exemplamine, of which its label warns, Placebol, whose leaflet
permits, and Testoprol, of which only a register knows."""

from __future__ import annotations

import msgspec
import pytest
from auditing import EXEMPLAMINE, PLACEBOL, TESTOPROL, Auditing

from composita.audit import audit, markdown
from composita.facts import (
    AdverseReaction,
    Advice,
    Class,
    Contraindication,
    Dose,
    Indication,
    Ingredient,
    Interaction,
    Listed,
    Mechanism,
    Product,
    Special,
    Warning,
)
from composita.library import Library
from composita.pack import Edition, encode_edition, write_pack
from composita.store import build
from invented import SOURCES, document, facts


def _label() -> Edition:
    product = Product("Exempla", (Ingredient("Exemplamine", "U1"),), "TABLET", ("ORAL",))
    label = document(
        "us", "exem-1", "Exemplamine tablet", "indications", "dosage", "contraindications",
        "boxed_warning", "warnings", "adverse_reactions", "interactions", "pregnancy", "kidney",
        "mechanism", "driving", products=(product,),
    )  # fmt: skip
    said = {
        "indications": (Indication("hay fever", "MESH:D006255", role="treatment"),),
        "dosage": (
            Dose(25, 25, "mg", "day", "oral", population="adults", phase="start"),
            Dose(50, 100, "mg", "day", "oral", population="adults", phase="usual"),
            Dose(150, 150, "mg", "day", "oral", population="adults", phase="maximum"),
        ),
        "contraindications": (
            Contraindication("condition", "glaucoma", "MESH:D005901"),
            Contraindication("class", "MAO inhibitors"),
            Contraindication("allergy", "any ingredient"),
        ),
        "boxed_warning": (Warning("suicidal thoughts and behaviors", boxed=True),),
        "adverse_reactions": (
            AdverseReaction("nausea", "trials", "HP:0002018", "common"),
            AdverseReaction("alopecia", "trials", frequency="rare"),
        ),
        "interactions": (
            Interaction("MAO inhibitors", "class", "contraindicated"),
            Interaction("warfarin", "substance", "monitor", ("bleeding",)),
            Advice("alcohol", "avoid"),
        ),
        "pregnancy": (Special("pregnancy", "avoid"),),
        "kidney": (Special("kidney impairment", "adjust dose"),),
        "mechanism": (Mechanism("blocks", "serotonin reuptake"), Class("antihistamine", "group")),
        "driving": (Advice("driving", "not until you know"), Advice("stopping", "taper")),
    }
    return Edition(
        label, tuple(f for kind, values in said.items() for f in facts(label, kind, *values))
    )


def _permitting() -> Edition:
    product = Product("Placeba", (Ingredient("Placebol", "U3"),), "TABLET", ("ORAL",))
    leaflet = document(
        "eu", "plac-1", "Placebol tablet", "indications", "pregnancy", "breastfeeding", "kidney",
        "driving", "interactions", products=(product,),
    )  # fmt: skip
    said = {
        "indications": (Indication("cough"),),
        "pregnancy": (Special("pregnancy", "no data"),),
        "breastfeeding": (Special("breastfeeding", "may use"),),
        "kidney": (
            Special("kidney impairment", "no adjustment"),
            Special("liver impairment", "no adjustment", "mild"),
        ),
        "driving": (Advice("driving", "no effect known"),),
        "interactions": (Advice("alcohol", "no effect known"), Advice("alcohol", "limit")),
    }
    return Edition(
        leaflet, tuple(f for kind, values in said.items() for f in facts(leaflet, kind, *values))
    )


def _register() -> Edition:
    register = document("register", "all", "All products")
    both = facts(register, "list", Listed("FR", 2, "Exempla Plus", ("comprimé",), sold=1))
    alone = facts(register, "list", Listed("FR", 3, "Exempla", ("comprimé", "solution injectable")))
    return Edition(
        register,
        (
            *(fact_about(fact, "Exemplamine", "Testoprol") for fact in both),
            *(fact_about(fact, "Exemplamine") for fact in alone),
        ),
    )


def fact_about(fact: object, *names: str) -> object:
    return msgspec.structs.replace(fact, about=names)  # type: ignore[type-var]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library made from one pack of invented documents."""
    folder = tmp_path_factory.mktemp("audit")
    files = {
        "inv.jsonl.gz": b"".join(map(encode_edition, (_label(), _permitting(), _register()))),
        "substances.jsonl.gz": b"".join(
            msgspec.json.encode(each) + b"\n" for each in (EXEMPLAMINE, TESTOPROL, PLACEBOL)
        ),
    }
    pack = write_pack(folder / "inv", "inv", "2026-01-02", SOURCES.values(), files)
    build(folder / "store.sqlite", [pack], lambda _doing, _done: None)
    return Library(folder / "store.sqlite")


@pytest.fixture
def audited(library: Library) -> Auditing:
    """Audits a page given as Markdown."""
    return lambda text: audit(markdown.read(text, "page.md"), library)
