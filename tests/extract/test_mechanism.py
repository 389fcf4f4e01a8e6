"""How medicines work, from invented labels and leaflets."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.extract.mechanism import extract, target_name
from composita.facts import Document, Ingredient, Mechanism, Product, Section
from composita.read import open_documents

PRODUCT = Product("Exempla", (Ingredient("EXEMPLAMINE HYDROCHLORIDE"),))


def works(text: str, kind: str = "mechanism") -> list[tuple[str, str]]:
    """The actions and targets that a label with this one section states."""
    document = Document("us-spl", "1", "Label", (PRODUCT,), (Section("1", kind, "", text),))
    found: list[Mechanism] = [fact.value for fact in extract(document)]  # type: ignore[misc]
    return [(f.action, f.target) for f in found]


SAYS = [
    ("Exemplamine inhibits the reuptake of serotonin.", "inhibits", "reuptake of serotonin"),
    ("It works by blocking an enzyme called protease.", "blocks", "protease"),
    ("Exemplamine binds specifically to TNF-alpha and blocks its effect.", "binds to", "TNF-alpha"),
    ("Exempla is a selective, competitive inhibitor of HMG-CoA reductase.", "inhibits",
     "HMG-CoA reductase"),
    ("Exemplamine potentiates the effect of serotonin through inhibition of its reuptake.",
     "increases", "effect of serotonin"),
    ("Exemplamine lowers it in the blood by inhibiting HMG-CoA reductase.", "inhibits",
     "HMG-CoA reductase"),
    ("Exempla stimulates your immune system.", "stimulates", "immune system"),
    ("It works by relaxing the blood vessels.", "relaxes", "blood vessels"),
    ("Exemplamine activates GLP-1 receptors.", "activates", "GLP-1 receptors"),
    ("It works by interfering with DNA.", "interferes with", "DNA"),
    ("It works by reducing the production of prostaglandins.", "decreases",
     "production of prostaglandins"),
    ("Exempla replaces the missing enzyme hormone.", "replaces", "missing enzyme hormone"),
    ("Exempla acts on dopamine receptors.", "acts on", "dopamine receptors"),
    ("Exempla neutralises interleukin-6.", "neutralises", "interleukin-6"),
    ("Exemplamine is thought to inhibit DNA polymerase.",
     "is thought to inhibit", "DNA polymerase"),
    ("Exempla is a selective serotonin reuptake inhibitor.", "inhibits", "serotonin reuptake"),
    ("Exempla is a leukotriene receptor antagonist.", "blocks", "leukotriene receptor"),
    ("The mechanism of action of exemplamine is not fully understood.", "is not fully known", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "action", "target"), SAYS)
def test_an_action_and_its_target_are_read(text: str, action: str, target: str) -> None:
    """Verbs, their nouns, and classes named after what they do give the same kind of fact."""
    assert (action, target) in works(text)


@pytest.mark.parametrize(
    "text",
    [
        "Angiotensin II activates receptors of blood vessels.",
        "Exemplamine does not inhibit monoamine oxidase.",
        "Exemplamine may inhibit monoamine oxidase.",
        "In vitro, exemplamine inhibits DNA polymerase.",
        "Exempla reduces the risk of gout.",
        "It works by blocking a protein.",
        "Exempla is a dopamine agonist.",
        "Exempla is a kinase inhibitor.",
        "Inhibitors of exemplamine increase cortisol.",
        "The mechanism of this interaction is unknown.",
    ],
)
def test_what_is_no_mechanism_of_this_medicine_is_left_out(text: str) -> None:
    """Physiology, negations, results and vague targets are not how this medicine works."""
    assert works(text) == []


def test_a_target_is_never_longer_than_eight_words() -> None:
    """A long description is not a term."""
    assert target_name("first second third fourth fifth sixth seventh eighth receptor") == ""
    assert target_name("the serotonin receptor") == "serotonin receptor"


@pytest.mark.realdata
def test_a_complete_label_says_how_its_medicine_works(shared_data: Path) -> None:
    """On a real label, what is known to stand there is found."""
    (found,) = open_documents(shared_data / "labels" / "us-spl-xml" / "mateo__lisinopril.xml")
    assert isinstance(found, Document)
    values = {fact.value for fact in extract(found)}
    assert Mechanism("inhibits", "angiotensin-converting enzyme") in values
