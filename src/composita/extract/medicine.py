"""The medicine that a document is about, told apart from others that its sentences name."""

from __future__ import annotations

import re

from composita.extract.text import Lexicon, lexicon_file, lexicon_rows
from composita.facts import Document, Ingredient


class Medicine:
    """The words of a document's own names, and whether they name one substance."""

    forms = frozenset(" ".join(lexicon_file("dose_words")["form"]).split())

    def __init__(self, document: Document) -> None:
        ingredients = [each for product in document.products for each in product.ingredients]
        names = [document.title, *(product.name for product in document.products)]
        names += [each.name for each in ingredients]
        names += [moiety.name for each in ingredients for moiety in each.moieties]
        self.words = frozenset(re.findall(r"[\w-]+", " ".join(names).lower()))
        self.others = _SUBSTANCES - self.words
        is_set = not ingredients and bool(_SETS & set(words_of(document.title)))
        self.is_single = len({_substance(each) for each in ingredients}) <= 1 and not is_set
        routes = {route.lower() for product in document.products for route in product.routes}
        self.route = routes.pop() if len(routes) == 1 else ""

    def may_be_meant(self, word: str) -> bool:
        """Whether a word is of its names, or one that names no medicine ("the", "drug")."""
        return word in self.words or word in _FILLER

    def names_another(self, words: str) -> bool:
        """Whether the words name other medicines and not this one."""
        named = set(words_of(words))
        return not named.isdisjoint(self.others) and named.isdisjoint(self.words)

    def is_named_alone(self, words: str) -> bool:
        """Whether the words are its name, with a form at most: "Exempla Oral Granules"."""
        named = words_of(words)
        return not self.words.isdisjoint(named) and set(named) <= self.words | self.forms

    def names_itself(self, words: str) -> bool:
        """Whether its name stands in the words."""
        return not self.words.isdisjoint(words_of(words))

    def without_name(self, words: str) -> str:
        """ "200 mcg of exemplamine per kg" with blanks for the name, as many characters."""
        for found in _OF_NAME.finditer(words):
            if self.may_be_meant(found["name"].lower()):
                words = words[: found.start()] + " " * len(found.group()) + words[found.end() :]
        return words

    def doubt(self, words: str) -> int:
        """How far the words say that an amount is none to take: 0 not at all, 1 unless it is
        plainly advised, 2 for certain. Words of its names say nothing."""
        found = ((span.words.lower(), doubt) for span, doubt in _DOUBT.find(words))
        return max((doubt for word, doubt in found if word not in self.words), default=0)


def words_of(text: str) -> list[str]:
    """The words that may be names, in lower case."""
    return _WORD.findall(text.lower())


def _substance(ingredient: Ingredient) -> str:
    moieties = sorted(moiety.unii or moiety.name for moiety in ingredient.moieties)
    return " ".join(moieties) or ingredient.unii or ingredient.name.lower()


def _names() -> frozenset[str]:
    """One-word names of substances, "valproic" of valproic acid, and first words of groups."""
    names = (row[0].lower().removesuffix(" acid") for row in lexicon_rows("substances"))
    return frozenset(name for name in names if " " not in name) | set(_CUES["others"]["words"])


_CUES = lexicon_file("dose_cues")
_FILLER = frozenset(lexicon_file("dose_words")["filler"]["words"])
_SETS = {"kit", "pack", "co-pack", "copack"}
_OF_NAME = re.compile(r"\sof\s(?P<name>[\w-]+)(?:\s\w+)?(?=\s(?:per|for each|for every)\s)")
_WORD = re.compile(r"[a-z][\w-]+")
_SUBSTANCES = _names()
_DOUBT = Lexicon(
    {words: 2 for listed in _CUES["doubt"].values() for words in listed}
    | {words: 1 for listed in _CUES["half_doubt"].values() for words in listed}
    | dict.fromkeys(_CUES["no_doubt"]["words"], 0)
)
