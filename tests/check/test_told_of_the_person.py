"""What is told of a person: recognised in many wordings, refused where it cannot be true."""

from __future__ import annotations

import pytest

from composita.check import Known, Terms, check, terms_of
from composita.check.circumstances import circumstances, told
from composita.check.parts import is_called, is_part, population_of
from composita.errors import CompositaError
from composita.facts import Check, Circumstance, Class, Contraindication, Patient, Warning
from invented import EXEMPLAMINE, PLACEBOL


def names(typed: str) -> tuple:
    """Two invented medicines, by their names."""
    from composita.facts import Recognised

    found = {one.name.lower(): one for one in (EXEMPLAMINE, PLACEBOL)}.get(typed.lower())
    return (Recognised(typed, "exact" if found else "none", found),)


KNOWN = Known(lambda: Terms(frozenset({"exemplitis"}), frozenset({"exemplin"})), names)


def read(**person: object) -> list[Circumstance]:
    """What is told of this person, thing by thing."""
    return list(circumstances(told(Patient(**person), KNOWN), KNOWN))  # type: ignore[arg-type]


def topics(*conditions: str) -> list[str]:
    return [one.topic for one in read(conditions=conditions)]


@pytest.mark.parametrize(
    "illness",
    ["asthma", "Severe asthma", "heart attacks", "Exemplitis", "high blood pressure", "gout"],
)
def test_an_illness_is_recognised(illness: str) -> None:
    """By the lexicons in professional or everyday words, or by a term of any fact in the store."""
    (one,) = read(conditions=(illness,))
    assert (one.topic, one.kind, one.recognised) == (illness, "condition", True)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("blurble", None),
        ("asthmaa", "asthma"),
        ("glaucome", "glaucoma"),
        ("pregnnancy", "pregnancy"),
        ("exemplitus", "exemplitis"),
        ("family history of asthma", "asthma"),
        ("no asthma", "asthma"),
    ],
)
def test_what_is_not_recognised_is_told_with_what_may_be_meant(
    typed: str, near: str | None
) -> None:
    """Nonsense, slips, and an illness that is not the person's own never vanish."""
    (one,) = read(conditions=(typed,))
    assert not one.recognised
    assert one.near[:1] == ((near,) if near else ())


@pytest.mark.parametrize(
    ("typed", "population"),
    [
        ("pregnant", "pregnancy"),
        ("I am pregnant", "pregnancy"),
        ("Pregnancy, last trimester", "pregnancy"),
        ("breast-feeding", "breastfeeding"),
        ("severe kidney disease", "kidney impairment"),
        ("cirrhosis", "liver impairment"),
    ],
)
def test_a_population_may_be_told_among_illnesses(typed: str, population: str) -> None:
    """It is asked of the sources as the mark for it would be."""
    assert topics(typed) == [population]


def test_what_a_population_brings_about_is_another_illness() -> None:
    """Somebody with it need not be pregnant any more."""
    assert population_of("pregnancy-induced hypertension") is None


@pytest.mark.parametrize(
    "typed", ["asthma, gout", "asthma and gout", "asthma; gout", "asthma/gout", "has asthma + gout"]
)
def test_several_illnesses_in_one_text(typed: str) -> None:
    """Each is a circumstance of its own, whatever stands between."""
    assert topics(typed) == ["asthma", "gout"]


def test_habits_and_allergies_among_illnesses_come_to_their_place() -> None:
    """However they are told, they are told once."""
    found = read(conditions=("drinks alcohol", "Exemplamine allergy", "allergic to exemplin"))
    assert [(one.topic, one.kind) for one in found] == [
        ("alcohol", "habit"),
        ("allergy to Exemplamine", "allergy"),
        ("allergy to exemplin", "allergy"),
    ]


@pytest.mark.parametrize(
    ("allergen", "recognised"),
    [("Exemplamine", True), ("exemplins", True), ("penicillins", True), ("blurblemycin", False)],
)
def test_an_allergen_is_a_medicine_a_class_or_named_in_a_document(
    allergen: str, recognised: bool
) -> None:
    """In the singular or the plural."""
    (one,) = read(allergies=(allergen,))
    assert one.recognised is recognised


@pytest.mark.parametrize(
    ("term", "condition", "is_it"),
    [
        ("asthma", "bronchial asthma", True),
        ("hypertension", "high blood pressure", True),
        ("asthma", "severe asthma", True),
        ("severe asthma", "asthma", False),
        ("angle-closure glaucoma", "glaucoma", False),
        ("glaucoma", "angle-closure glaucoma", True),
        ("asthma", "fear of asthma", False),
        ("gout", "asthma", False),
    ],
)
def test_what_a_document_names_is_what_the_person_has(
    term: str, condition: str, is_it: bool
) -> None:
    """The same by code or everyday words, or a kind of it; never what is narrower."""
    assert is_called(term, condition) is is_it


def test_a_narrower_term_is_a_part() -> None:
    """Which it is, nobody told: it is no more than a caution."""
    assert is_part("angle-closure glaucoma", "glaucoma")
    assert not is_part("glaucoma", "asthma")


def test_numbers_out_of_the_ordinary_are_populations_and_others_are_noted() -> None:
    """An age or a clearance that labels do not speak of does not vanish either."""
    assert [one.topic for one in read(age=70, creatinine_clearance=20)] == [
        "older people",
        "kidney impairment",
    ]
    assert [(one.topic, one.kind) for one in read(age=40, creatinine_clearance=95)] == [
        ("age 40 years", "measure"),
        ("creatinine clearance 95 mL/min", "measure"),
    ]


@pytest.mark.parametrize(
    "person",
    [
        {"age": -1},
        {"age": 131},
        {"age": float("nan")},
        {"age": float("inf")},
        {"creatinine_clearance": 0},
        {"creatinine_clearance": -20},
        {"creatinine_clearance": 5000},
        {"creatinine_clearance": float("nan")},
        {"conditions": ("",)},
        {"conditions": ("a" * 300,)},
        {"allergies": ("  ",)},
        {"allergies": ("x",) * 101},
    ],
)
def test_what_nobody_has_is_refused(person: dict[str, object]) -> None:
    """An answer for such a person would be about nobody."""
    with pytest.raises(CompositaError):
        read(**person)


@pytest.mark.parametrize("age", [0, 0.5, 130])
def test_the_ends_of_a_range_are_in_it(age: float) -> None:
    """A newborn, an infant and the oldest."""
    assert read(age=age)


def test_the_terms_of_facts() -> None:
    """Illnesses from bans and warnings, allergens from bans and classes."""
    found = terms_of(
        [
            Contraindication("condition", "Exemplitis"),
            Warning("sample fever"),
            Contraindication("allergy", "exemplins"),
            Class("Testoprols", "EPC"),
        ]
    )
    assert found == Terms(
        frozenset({"exemplitis", "sample fever"}), frozenset({"exemplin", "testoprol"})
    )


def test_a_check_lists_all_that_was_not_read() -> None:
    """Words, names and what was told of the person, for who sums up or sets an exit code."""
    from composita.facts import Item, Recognised

    items = (Item("Exemplamine blue", (Recognised("Exemplamine", "none"),), unread=("blue",)),)
    made: Check = check(items, lambda *_: None, Patient(conditions=("blurble",)), "", known=KNOWN)  # type: ignore[arg-type, return-value]
    assert made.not_read == ("blue", "Exemplamine", "blurble")
