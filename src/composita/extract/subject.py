"""Whom a sentence speaks of: the document's own medicine, one of its ingredients, or another.

Labels explain physiology and name other medicines; what they say of those is not a fact about
the medicine of the label.
"""

from __future__ import annotations

import re

from composita.extract.partners import is_own, mentions, own
from composita.extract.text import any_of, fold
from composita.facts import Document, Ingredient

_FURTHEST = 6  # words between a name and its verb

_THE_MEDICINE = (
    "this medicine", "this medication", "the medicine", "the medication", "this drug", "the drug",
    "this vaccine", "this product", "the active substance", "the active ingredient",
)  # fmt: skip
_NOT_A_NAME = {
    "sodium", "potassium", "calcium", "magnesium", "zinc", "aluminum", "aluminium", "human",
    "recombinant", "acid", "hydrochloride", "vaccine", "extract",
}  # fmt: skip


class Subject:
    """The names that a document has for its medicine."""

    def __init__(self, document: Document) -> None:
        ingredients = {i for product in document.products for i in product.ingredients}
        self._ingredients = {_key(name): _called(i) for i in ingredients for name in _names(i)}
        alone = len(set(self._ingredients.values())) == 1
        brands = {_key(product.name) for product in document.products}
        self._whole = {*brands, *_THE_MEDICINE, *(["it"] if alone else [])}
        self._alone = alone
        self._own = own(document)
        self._all = any_of(filter(None, {*self._whole, *self._ingredients}))

    def before(self, words: str) -> tuple[str, ...] | None:
        """Whom a verb speaks of that these words stand before.

        () is the medicine as a whole, a name one of its ingredients, None somebody else.
        """
        names = list(self._all.finditer(words))
        if not names or _OTHER_BEFORE.search(words[: names[-1].start()]):
            return None
        between = _FORM.sub("", words[names[-1].end() :])
        if len(between.split()) > _FURTHEST or _OTHER_BETWEEN.search(between):
            return None
        return self._about([fold(name.group()) for name in names])

    def opening(self, words: str) -> tuple[str, ...] | None:
        """Whom a sentence speaks of that begins with these words, as `before` says it."""
        name = self._all.match(words)
        return self._about([fold(name.group())]) if name else None

    def is_another(self, words: str) -> bool:
        """Whether the words name a substance that is none of this medicine's."""
        substances = (m.partner for m in mentions(words) if m.partner.what == "substance")
        return bool(self._own) and any(not is_own(one, self._own) for one in substances)

    def _about(self, names: list[str]) -> tuple[str, ...] | None:
        if self._alone or names[-1] in self._whole:
            return ()
        together = len(names) > 1 and names[-2] in self._ingredients
        return None if together else (self._ingredients[names[-1]],)


def _names(ingredient: Ingredient) -> list[str]:
    return [ingredient.name, *(moiety.name for moiety in ingredient.moieties)]


def _called(ingredient: Ingredient) -> str:
    """The name that the store is asked for: the moiety's, where the document gives just one."""
    moieties = ingredient.moieties
    return moieties[0].name if len(moieties) == 1 else ingredient.name


def _key(name: str) -> str:
    """The word of a name that sentences use: "levothyroxine" of "Levothyroxine sodium"."""
    words = [word for word in fold(name).split() if len(word) > 3 and word not in _NOT_A_NAME]
    return words[0].strip("®™,()") if words else fold(name)


_FORM = re.compile(r"\bfor (?:injection|infusion|inhalation|oral|topical|intravenous)\b|\([^()]*\)")
_OTHER_BEFORE = re.compile(
    r"\b(?:with|of|by|than|like|unlike|to|against|from|between|other|and)[\s(]*$", re.IGNORECASE
)
_OTHER_BETWEEN = re.compile(
    r"[.:;]|\b(?:with|by|of|than|other|or|for|in|on|when|if|not|no|without|against|to|from|as|are"
    r"|is|was|has|and|whether)\b",
    re.IGNORECASE,
)
