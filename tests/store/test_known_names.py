"""Real names, from the starter pack: what must be found, and what must never be confused."""

from __future__ import annotations

import pytest

from composita.pack import starter_packs
from composita.store.names import Names


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.of(s for pack in starter_packs() for s in pack.substances())


SAME = {
    "acetaminophen": "Paracetamol",
    "albuterol": "Salbutamol",
    "frusemide": "Furosemide",
    "amoxycillin": "Amoxicillin",
    "lignocaine": "Lidocaine",
    "adrenaline": "Epinephrine",
    "rifampin": "Rifampicin",
    "pethidine": "Pethidine",
    "Coenzyme Q10": "Ubidecarenone",
    "Vitamin D3": "Colecalciferol",
    "zinc sulphate": "Zinc sulfate",
    "pregabalin 75 mg": "Pregabalin",
    "Tab. Paracetamol 500": "Paracetamol",
}


@pytest.mark.parametrize("typed", SAME)
def test_names_of_one_substance(names: Names, typed: str) -> None:
    """British, American, older and everyday names come to the substance with the INN."""
    found = names.resolve(typed)
    assert (found.how, found.substance and found.substance.name) == ("exact", SAME[typed])


SALTS = {
    "Amitriptyline Hydrochloride": "Amitriptyline",
    "Sodium Valproate": "Valproic acid",
    "Diclofenac Sodium": "Diclofenac",
    "metoprolol succinate": "Metoprolol",
    "Medroxyprogesterone acetate": "Medroxyprogesterone",
}


@pytest.mark.parametrize("typed", SALTS)
def test_salts(names: Names, typed: str) -> None:
    """A salt comes to its moiety and says so."""
    found = names.resolve(typed)
    assert (found.how, found.substance and found.substance.name) == ("salt", SALTS[typed])


APART = [
    "Potassium chloride", "Calcium carbonate", "Ferrous sulfate",
    "Sodium bicarbonate", "Isosorbide dinitrate", "Tenofovir alafenamide", "Methyl salicylate",
    "Levonorgestrel", "Tinzaparin", "Triamcinolone acetonide", "Edetate calcium disodium",
]  # fmt: skip


@pytest.mark.parametrize("typed", APART)
def test_what_only_looks_like_a_salt(names: Names, typed: str) -> None:
    """Mineral salts, and medicines of their own with a longer name, are not their first word."""
    found = names.resolve(typed)
    assert (found.how, found.substance and found.substance.name) == ("exact", typed)


def test_brands(names: Names) -> None:
    """A brand of a salt comes to the moiety; a combination's to each of its substances."""
    elavil = names.resolve("ELAVIL")
    assert (elavil.how, elavil.form) == ("brand", "Amitriptyline hydrochloride")
    assert elavil.substance
    assert elavil.substance.name == "Amitriptyline"
    assert {r.substance.name for r in names.known("Percocet") if r.substance} == {
        "Oxycodone", "Paracetamol",
    }  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["Vitamin D", "Vitamin B", "Omega-", "Pyridoxal-", "Coenzyme Q", "Insulin"]
)
def test_damaged_and_group_names(names: Names, typed: str) -> None:
    """A name that lost its end, or means a group, is not recognised; near names are given."""
    found = names.resolve(typed)
    assert found.substance is None
    assert found.near


TYPOS = {
    "amitriptylin": "Amitriptyline",
    "pregablin": "Pregabalin",
    "Pesudoephedrine": "Pseudoephedrine",
    "canaglifozin": "Canagliflozin",
}


@pytest.mark.parametrize("typed", TYPOS)
def test_typing_errors(names: Names, typed: str) -> None:
    """Slips in long names, among all real names."""
    found = names.resolve(typed)
    assert (found.how, found.substance and found.substance.name) == ("typo", TYPOS[typed])


LOOK_ALIKE = [
    ("hydroxyzine", "hydralazine"), ("prednisone", "prednisolone"), ("clonidine", "clozapine"),
    ("clonidine", "clonazepam"), ("vinblastine", "vincristine"), ("lamivudine", "lamotrigine"),
    ("chlorpromazine", "chlorpropamide"), ("quinine", "quinidine"), ("dopamine", "dobutamine"),
    ("omeprazole", "esomeprazole"), ("nifedipine", "nimodipine"), ("rifampicin", "rifaximin"),
    ("valaciclovir", "valganciclovir"), ("levothyroxine", "liothyronine"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKE)
def test_medicines_with_like_names(names: Names, one: str, other: str) -> None:
    """Each is itself, and one or two letters lost anywhere in one is never taken for the other."""
    first, second = (names.resolve(name).substance for name in (one, other))
    assert first
    assert second
    assert first != second
    for name, wrong in ((one, second), (other, first)):
        slips = {name[:i] + name[i + lost :] for i in range(len(name)) for lost in (1, 2)}
        taken = [slip for slip in slips - {one, other} if names.resolve(slip).substance == wrong]
        assert taken == []
