"""Whether what is told of a person is known: an illness, or what somebody can be allergic to.

The words are those of the lexicons of conditions and side effects, and of the facts in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from composita.check.parts import singular
from composita.check.tables import data
from composita.extract import conditions, vocabulary
from composita.extract.text import fold, lexicon_file
from composita.facts import Class, Contraindication, Indication, Interaction, Recognised, Warning


class Terms(NamedTuple):
    """Terms of facts, folded: illnesses, and what people are said to be allergic to."""

    illnesses: frozenset[str] = frozenset()
    allergens: frozenset[str] = frozenset()


def terms_of(values: Iterable[Any]) -> Terms:
    """The terms that facts name."""
    illnesses: set[str] = set()
    allergens: set[str] = set()
    for value in values:
        illnesses.update(map(fold, _illness(value)))
        allergens.update(map(singular, _allergen(value)))
    return Terms(frozenset(illnesses), frozenset(allergens))


def _illness(value: Any) -> Iterator[str]:
    match value:
        case Contraindication("condition", term):
            yield term
        case Warning(topic):
            yield topic
        case Indication(condition):
            yield condition
        case Interaction(other, "condition"):
            yield other


def _allergen(value: Any) -> Iterator[str]:
    match value:
        case Contraindication("allergy", term):
            yield term
        case Class(name):
            yield name


Names = Callable[[str], tuple[Recognised, ...]]


class Known:
    """What is known here. `terms` are read when the lexicons do not have a word; `names` is what
    a typed name of a medicine comes to."""

    def __init__(
        self, terms: Callable[[], Terms] = Terms, names: Names = lambda _typed: ()
    ) -> None:
        self._terms = terms
        self._names = names

    def has_illness(self, typed: str) -> bool:
        """Whether somebody calls an illness so, with or without words for how bad it is."""
        words = {fold(typed), conditions.base(fold(typed))}
        words |= {f"{word}s" for word in words} | set(map(singular, words))
        return any(map(_is_illness, words)) or not words.isdisjoint(self._terms().illnesses)

    def has_allergen(self, typed: str) -> bool:
        """Whether it is the name of a medicine, of a class, or named so in some document."""
        named = self.named(typed)
        is_medicine = bool(named) and all(name.substance for name in named)
        return is_medicine or singular(typed) in _classes() | self._terms().allergens

    def named(self, typed: str) -> tuple[Recognised, ...]:
        """The medicines that an allergen is the name of."""
        return self._names(typed)

    def illnesses_near(self, typed: str) -> tuple[str, ...]:
        """Known illnesses that may be meant: named in what was typed, holding it, or spelled so."""
        return _near(fold(typed), _illnesses() | self._terms().illnesses)

    def allergens_near(self, typed: str) -> tuple[str, ...]:
        """Known classes and medicines that may be meant."""
        names = (near for name in self.named(typed) for near in name.near)
        return tuple(dict.fromkeys((*_near(fold(typed), _classes()), *names)))[:_MOST]


def _is_illness(folded: str) -> bool:
    return folded in _illnesses() or vocabulary.is_known(folded) or _has_code(folded)


def _has_code(folded: str) -> bool:
    return bool(conditions.code(conditions.normal(folded)) or vocabulary.term_for(folded).code)


@cache
def _illnesses() -> frozenset[str]:
    """The names in our lexicons, everyday words too, and what people type for populations."""
    lay = (word for entry in lexicon_file("lay").values() for word in entry.get("also", ()))
    typed = (word for words in data("person")["typed"].values() for word in words)
    called = (word for words in data("person")["called"].values() for word in words)
    coded = (name for name, code in conditions.codes().items() if code)
    return frozenset((*coded, *map(fold, lay), *typed, *called))


@cache
def _classes() -> frozenset[str]:
    listed: dict[str, dict[str, Any]] = lexicon_file("classes")["class"]
    names = (name for key, entry in listed.items() for name in (key, *entry.get("also", ())))
    return frozenset(map(singular, names))


_MOST = 5  # near terms that are offered
_LETTERS_AN_ERROR = 3  # of what was typed, for each wrong letter in it
_SHORTEST = 3  # letters of a word that is looked for in terms


def _near(typed: str, known: Collection[str]) -> tuple[str, ...]:
    """Terms spelled much like it, then those that it holds or that hold it."""
    likely = [term for term in known if term[:1] == typed[:1]]
    errors = len(typed) // _LETTERS_AN_ERROR
    spelled = extract(typed, likely, scorer=OSA.distance, score_cutoff=errors, limit=_MOST)
    within = (term for term in known if _holds(typed, term) or _holds(term, typed))
    alike = sorted(spelled, key=lambda hit: (hit[1], hit[0]))
    found = (*(term for term, _, _ in alike), *sorted(within, key=lambda term: (len(term), term)))
    return tuple(dict.fromkeys(found))[:_MOST]


def _holds(words: str, term: str) -> bool:
    """Whether a term stands in some words as a whole."""
    return len(term) >= _SHORTEST and f" {_bare(term)} " in f" {_bare(words)} "


@cache
def _bare(words: str) -> str:
    return words.replace("'", "").replace("’", "").replace("-", " ")
