"""Side effects as terms: one wording and one code for each, whatever a document calls it.

The words are `lexicons/reactions.tsv`, which `scripts/reaction_lexicon.py` makes; what people
call them every day, and which of them are the same, is `lexicons/lay.toml`.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from composita.extract.text import lexicon_file
from composita.extract.wording import american, fold_words


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
def lexicon_letters(marked: bool = True) -> dict[str, str]:
    """The lexicon's words with letters for where they come from, as the tagger sees them.

    Without `marked`, what is there only because people marked it in labels is left out.
    """
    letters = {
        words: "".join(sorted({_LETTERS[source] for source in row.source.split()}))
        for words, row in entries().items()
    }
    if not marked:
        letters = {words: known.replace("g", "") for words, known in letters.items()}
    return {words: known for words, known in letters.items() if known}


_LETTERS = {"hpo": "h", "mesh": "m", "eu": "e", "spl": "e", "own": "e", "gold": "g"}


def is_known(words: str) -> bool:
    """Whether the lexicon has these words."""
    return fold_words(words) in entries()


@lru_cache(maxsize=1 << 14)
def term_for(words: str) -> Term:
    """The term that words of a document mean; the words themselves where no row has them."""
    folded = fold_words(words)
    row = entries().get(folded) or _by_bag().get(bag(folded))
    return Term(row.term, row.code) if row else Term(plain(words))


@cache
def lay(term: str) -> str:
    """The everyday words for a term; the term itself where we have none.

    Lists write terms with capitals ("Hypertension"), and mean the same.
    """
    return _everyday(term) or _everyday(term.lower()) or term


def _everyday(term: str) -> str:
    if reviewed := lexicon_file("lay").get(term):
        return str(reviewed["lay"])
    row = entries().get(fold_words(term))
    return row.lay if row and row.term == term else ""


def plain(words: str) -> str:
    """A document's own words as a term: lower case, one space, American spelling."""
    return american(" ".join(words.lower().split()))


@cache
def _by_bag() -> dict[str, Entry]:
    return {bag(words): row for words, row in reversed(entries().items())}


def bag(folded: str) -> str:
    """Normal words with their order, degree and framing set aside.

    "Weight increased" is "increase in weight", and "serious skin reactions" are "skin reactions".
    """
    words = [word for word in folded.split() if word not in _LINKS]
    told = [word for word in words if word not in _FRAMING] or words
    change = {_CHANGES[word] for word in told if word in _CHANGES}
    rest = {word for word in told if word not in _CHANGES}
    if len(change) != 1 or not rest:
        return " ".join(sorted(told))
    blood = {"blood"} & rest if "pressure" in rest else set()
    return " ".join([*change, *sorted((rest - _MEASURES or rest) | blood)])


def _direction(change: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), change)


_CHANGES = {
    **_direction("+", "increase increased increasing elevated elevation raised high higher rise"),
    **_direction("-", "decrease decreased decreasing reduced reduction low lower lowered fall"),
}
_LINKS = frozenset({"of", "in", "on", "at", "to", "due", "and"})
_MEASURES = frozenset({"level", "blood", "serum", "plasma", "concentration", "count", "value"})
_FRAMING = frozenset({"severe", "serious", "mild", "moderate", "adverse", "symptomatic",
                      "reaction", "event", "effect", "experience"})  # fmt: skip
