"""What the person is allergic to: a medicine that is it, that is of its class, or whose labels
name it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from composita.check import severity
from composita.check.concern import Concern
from composita.check.known import Known
from composita.check.pairs import Taken
from composita.check.parts import ANY_INGREDIENT, singular
from composita.check.profile import Meant, Profiles
from composita.facts import Class, Contraindication


class Allergen(NamedTuple):
    """What somebody is allergic to: its name in the singular, the medicines that it means, and the
    classes that these are of."""

    name: str
    uniis: frozenset[str]
    classes: frozenset[str]


def concerns(
    typed: str, takens: Sequence[Taken], profile: Profiles, known: Known
) -> Iterator[Concern]:
    """What speaks against each medicine for somebody with this allergy."""
    allergen = _allergen(typed, profile, known)
    for taken in takens:
        found = [*_banned(taken, allergen), *_of_class(taken, allergen)]
        yield from found
        if not found and _is_it(taken, allergen):
            yield Concern(taken, None, severity.table("allergy")["itself"])


def _allergen(typed: str, profile: Profiles, known: Known) -> Allergen:
    found = (name.substance for name in known.named(typed))
    substances = [one for one in found if one]
    called = (profile((one,), False).called.items() for one in substances)
    classes = {singular(t) for terms in called for t, meant in terms if _is_class(meant)}
    return Allergen(singular(typed), frozenset(s.unii for s in substances), frozenset(classes))


def _is_class(meant: Meant) -> bool:
    return meant.said is not None and isinstance(meant.said.value, Class)


def _banned(taken: Taken, allergen: Allergen) -> Iterator[Concern]:
    """Labels that ban it in an allergy to the medicine itself, or to this."""
    for ban in taken.profile.subject.said(Contraindication):
        if ban.value.what == "allergy" and _names(ban.value, taken, allergen):
            yield Concern(taken, ban, "contraindicated")


def _names(ban: Contraindication, taken: Taken, allergen: Allergen) -> bool:
    if ban.term == ANY_INGREDIENT:
        return _is_it(taken, allergen)
    is_coded = ban.code.removeprefix("UNII:") in allergen.uniis
    return is_coded or singular(ban.term) in {allergen.name, *allergen.classes}


def _is_it(taken: Taken, allergen: Allergen) -> bool:
    is_one = not allergen.uniis.isdisjoint(taken.profile.about)
    return is_one or allergen.name in map(singular, taken.profile.names)


def _of_class(taken: Taken, allergen: Allergen) -> Iterator[Concern]:
    """That it is of the class that somebody is allergic to, where a source says so."""
    for term, meant in taken.profile.called.items():
        if _is_class(meant) and singular(term) == allergen.name:
            yield Concern(taken, meant.said, severity.table("allergy")["class"])
            return
