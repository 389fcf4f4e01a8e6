"""The active substances that a leaflet's title names: "Sacubitril / Valsartan (tablet)" → two.

A title is taken apart only where its punctuation leaves no doubt; a class with a list of its
members, or two medicines on one leaflet, is not a combination.
"""

from __future__ import annotations

import re
from functools import cache

from composita.facts import Ingredient
from composita.read.cards import section_kinds

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_STRENGTH = re.compile(
    r"\b\d[\d.,]*\s*(?:mg|mcg|µg|g|ml|%|units?)(?:\s*/\s*[\d.,]*\s*(?:mg|ml|g|spray|dose|h))?(?!\w)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+|\s*[/&+]\s*|(?<=\dmg),\s+", re.IGNORECASE)
_DOUBTFUL = re.compile(r"\bor\b|[–—?,]|\s-\s", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w'’-]*(?: [\w'’-]+){0,3}")
_SIGNS = str.maketrans("", "", "®™")


def substances_of(title: str) -> tuple[Ingredient, ...]:
    """The ingredients, with the strengths that the title prints; () where it leaves a doubt."""
    listed = _list_in(title.translate(_SIGNS).rpartition(":")[2].strip())
    named = _AND.split(listed)
    if any(map(_DOUBTFUL.search, named)):
        return ()
    found = [_ingredient(words) for words in named]
    ingredients = tuple({i.name.lower(): i for i in found if i.name}.values())
    return ingredients if all(map(_is_plain, ingredients)) and not _alike(ingredients) else ()


def _list_in(title: str) -> str:
    """The words of a title that name its substances: the brackets after a brand may list them.

    More than one pair of brackets is a doubt, written as "?".
    """
    outside, inside = _BRACKETS.sub(" ", title).strip(), _BRACKETS.findall(title)
    words = inside[0] if inside else ""
    if len(inside) > 1:
        return "?"
    if words.startswith("and "):
        return _BRACKETS.sub(f" {words}", title)
    if _AND.search(words) and not _AND.search(outside):
        return words
    return _BRACKETS.sub(" " + " ".join(_STRENGTH.findall(words)) + " ", title)


def _ingredient(words: str) -> Ingredient:
    """A name with the words of form and route, and the strength, taken away from around it."""
    strength = _STRENGTH.search(words)
    bare = _STRENGTH.sub(" ", words).split()
    forms = _forms()
    while bare and bare[-1].lower() in forms:
        bare.pop()
    while bare and bare[0].lower() in forms:
        bare.pop(0)
    return Ingredient(" ".join(bare), strength=strength.group() if strength else "")


@cache
def _forms() -> frozenset[str]:
    return frozenset(section_kinds()["sg_titles"]["forms"])


def _is_plain(ingredient: Ingredient) -> bool:
    return bool(_NAME.fullmatch(ingredient.name))


def _alike(ingredients: tuple[Ingredient, ...]) -> bool:
    """Whether two names begin alike: then they may be two names of one substance."""
    starts = [ingredient.name[:4].lower() for ingredient in ingredients]
    return len(set(starts)) < len(starts)
