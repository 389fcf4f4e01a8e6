"""What a document's medicine is given for: neither a side effect of it nor what it warns of."""

from __future__ import annotations

from functools import lru_cache

from composita.extract import indications
from composita.extract.named import longest
from composita.extract.text import sections
from composita.extract.tokens import tokens
from composita.extract.vocabulary import term_for
from composita.extract.wording import fold_words
from composita.facts import Document, Indication, Section


class Treated:
    """The conditions that a document's own indications name."""

    def __init__(self, document: Document) -> None:
        self._conditions = _conditions(document.source, tuple(sections(document, "indications")))
        named = (words for each in self._conditions for _, _, words in longest(tokens(each)))
        self._terms = frozenset(term_for(words).term for words in (*self._conditions, *named))

    def is_term(self, term: str) -> bool:
        return term in self._terms

    def names(self, words: str) -> bool:
        """Whether one of the conditions has these words in it."""
        folded = f" {fold_words(words)} "
        return any(folded in f" {fold_words(each)} " for each in self._conditions)


@lru_cache(maxsize=8)  # several extractors ask about the same document, one after another
def _conditions(source: str, uses: tuple[Section, ...]) -> tuple[str, ...]:
    document = Document(source, "", "", sections=uses)
    found = (fact.value for fact in indications.extract(document))
    return tuple(
        v.condition for v in found if isinstance(v, Indication) and v.role and not v.limitation
    )
