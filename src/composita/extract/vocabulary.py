"""Side effects as terms: one wording and one code for each, whatever a document calls it.

The words are `lexicons/reactions.tsv`, which `scripts/reaction_lexicon.py` makes; what people
call them every day, and which of them are the same, is `lexicons/lay.toml`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from composita.extract.text import lexicon_file
from composita.extract.tokens import Phrases, Tokens, american, fold_words


class Term(NamedTuple):
    """One side effect: our wording, and its HPO or MeSH code if it has one."""

    term: str
    code: str = ""


class Entry(NamedTuple):
    """A row of the lexicon. `source` says where the words come from."""

    words: str
    term: str
    code: str
    lay: str
    source: str


@cache
def entries() -> dict[str, Entry]:
    """The rows of the lexicon by their words."""
    path = files("composita.extract").joinpath("lexicons/reactions.tsv")
    with path.open(encoding="utf-8") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {row[0]: Entry(*row) for row in rows}


@cache
def phrases() -> Phrases[str]:
    return Phrases({words: words for words in entries()})


def term_for(words: str) -> Term:
    """The term that words of a document mean; the words themselves where no row has them."""
    folded = fold_words(words)
    row = entries().get(folded) or _by_bag().get(bag(folded))
    return Term(row.term, row.code) if row else Term(plain(words))


@cache
def lay(term: str) -> str:
    """The everyday words for a term; the term itself where we have none."""
    reviewed = lexicon_file("lay").get(term)
    if reviewed:
        return str(reviewed["lay"])
    row = entries().get(fold_words(term))
    return row.lay if row and row.lay and row.term == term else term


def longest(found: Tokens) -> Iterator[tuple[int, int, str]]:
    """The longest phrases of the lexicon in a text, from left to right: (first, last, words)."""
    hits = sorted(phrases().find(found.normal), key=lambda hit: (hit[0], -hit[1]))
    end = -1
    for first, last, words in hits:
        if first > end:
            yield first, last, words
            end = last


def plain(words: str) -> str:
    """A document's own words as a term: lower case, one space, American spelling."""
    return american(" ".join(words.lower().split()))


@cache
def _by_bag() -> dict[str, Entry]:
    return {bag(words): row for words, row in reversed(entries().items())}


def bag(folded: str) -> str:
    """Normal words with their order set aside: "weight increased" is "increase in weight"."""
    words = folded.split()
    change = {_CHANGES[word] for word in words if word in _CHANGES}
    if len(change) != 1:
        return " ".join(sorted(word for word in words if word not in _LINKS))
    rest = {word for word in words if word not in _CHANGES and word not in _LINKS | _MEASURES}
    kept = rest | ({"blood"} if "pressure" in rest and "blood" in words else set())
    return " ".join([*change, *sorted(kept)])


def _direction(change: str, words: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(words, change)


_CHANGES = {
    **_direction("+", ("increase", "increased", "increasing", "elevated", "elevation", "raised",
                       "high", "higher", "rise", "gain", "elevate")),
    **_direction("-", ("decrease", "decreased", "decreasing", "reduced", "reduction", "low",
                       "lower", "lowered", "loss", "fall")),
}  # fmt: skip
_LINKS = frozenset({"of", "in", "to", "and"})
_MEASURES = frozenset({"level", "blood", "serum", "plasma", "concentration", "count", "value"})
