"""What is told of the person, thing by thing: populations, habits, illnesses, allergies.

None goes missing: what is not recognised is a circumstance too, with terms that may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec.structs import replace

from composita.check import parts
from composita.check.known import Known
from composita.check.tables import data
from composita.errors import CompositaError
from composita.extract.text import fold
from composita.facts import Circumstance, Patient

_ALLERGY = "allergy to"


def told(patient: Patient, known: Known) -> Patient:
    """The person with each illness by itself; an error where it cannot be true of anybody.

    Habits and allergies that stand among the illnesses come to their place.
    """
    _refuse(patient)
    pieces = [piece for typed in patient.conditions for piece in _pieces(typed, known)]
    allergens = (parts.allergen(piece) for piece in pieces)
    illnesses = [p for p in pieces if not (parts.allergen(p) or _is_habit(p))]
    return replace(
        patient,
        conditions=_once(illnesses),
        allergies=_once([*_each(patient.allergies), *filter(None, allergens)]),
        alcohol=patient.alcohol or any(_is_typed(piece, "alcohol") for piece in pieces),
        driving=patient.driving or any(_is_typed(piece, "driving") for piece in pieces),
    )


def circumstances(patient: Patient, known: Known) -> Iterator[Circumstance]:
    """Each thing that is told of a person."""
    yield from (Circumstance(who, "population") for who in parts.populations(patient))
    yield from (Circumstance(text, "measure") for text in _measures(patient))
    habits = {"alcohol": patient.alcohol, "driving": patient.driving}
    yield from (Circumstance(habit, "habit") for habit, has in habits.items() if has)
    for illness in patient.conditions:
        if not parts.population_of(illness):
            yield _illness(illness, known)
    yield from (_allergy(allergen, known) for allergen in patient.allergies)


def allergen_of(topic: str) -> str:
    """What an allergy is to, of the topic of its circumstance."""
    return topic.removeprefix(_ALLERGY).strip()


def _refuse(patient: Patient) -> None:
    """An error for a number that no person has, or for more than anybody tells."""
    _refuse_number("age", patient.age)
    _refuse_number("creatinine_clearance", patient.creatinine_clearance)
    limits = data("person")["limits"]["told"]
    every = (*patient.conditions, *patient.allergies)
    if len(every) > limits["most"]:
        raise CompositaError(f"At most {limits['most']} illnesses and allergies can be told")
    if not all(one.strip() and len(one) <= limits["letters"] for one in every):
        raise CompositaError(f"An illness or allergy needs 1 to {limits['letters']} letters")


def _refuse_number(name: str, value: float | None) -> None:
    limits = data("person")["limits"][name]
    if value is not None and not limits["least"] <= value <= limits["most"]:  # NaN is neither
        words = name.replace("_", " ")
        raise CompositaError(
            f"The {words} must be {limits['least']} to {limits['most']} {limits['unit']}, "
            f"not {value:g}"
        )


def _pieces(typed: str, known: Known) -> Iterator[str]:
    """The illnesses of "asthma, gout and glaucoma"; a name that is known whole stays whole."""
    words = _framed().sub("", " ".join(typed.split()))
    if known.has_illness(words) or parts.population_of(words) or parts.allergen(words):
        yield words
    else:
        yield from filter(None, (piece.strip() for piece in _BETWEEN.split(words)))


def _each(allergies: Iterable[str]) -> Iterator[str]:
    """Each allergy of "penicillin, aspirin and nuts"."""
    for typed in allergies:
        yield from filter(None, (piece.strip() for piece in _BETWEEN.split(typed)))


@cache
def _framed() -> re.Pattern[str]:
    """The words with which somebody begins to tell: "I have", "diagnosed with"."""
    return re.compile(rf"^(?:{'|'.join(data('person')['framed']['words'])})\s+", re.IGNORECASE)


_BETWEEN = re.compile(r"[,;/+&]|\band\b|\bplus\b", re.IGNORECASE)


def _is_habit(typed: str) -> bool:
    return _is_typed(typed, "alcohol") or _is_typed(typed, "driving")


def _is_typed(typed: str, topic: str) -> bool:
    return fold(typed) in data("person")["typed"][topic]


def _once(typed: list[str]) -> tuple[str, ...]:
    """The words, each once whatever its case."""
    return tuple({fold(one): one for one in reversed(typed)}.values())[::-1]


def _measures(patient: Patient) -> Iterator[str]:
    """Numbers that put the person in no population."""
    found = set(parts.by_numbers(patient))
    if patient.age is not None and found.isdisjoint(("children", "older people")):
        yield f"age {patient.age:g} years"
    if patient.creatinine_clearance is not None and "kidney impairment" not in found:
        yield f"creatinine clearance {patient.creatinine_clearance:g} mL/min"


def _illness(typed: str, known: Known) -> Circumstance:
    recognised = known.has_illness(typed)
    near = () if recognised else known.illnesses_near(typed)
    return Circumstance(typed, "condition", recognised, near)


def _allergy(allergen: str, known: Known) -> Circumstance:
    recognised = known.has_allergen(allergen)
    near = () if recognised else known.allergens_near(allergen)
    return Circumstance(f"{_ALLERGY} {allergen}", "allergy", recognised, near)
