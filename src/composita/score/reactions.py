"""Side effects on labels that people marked (TAC 2017): mentions, and those of a whole label.

What was learned from marked labels is measured by five-fold cross-validation over labels: the
tagger, and the part of its lexicon that comes from marks, are made again without the labels they
are tried on. Labels that the shipped model has not seen are tried with the shipped model.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from composita.extract.features import rows, see
from composita.extract.tagger import Tagger, shipped, trained_on
from composita.extract.tokens import Phrases, tokens
from composita.extract.vocabulary import lexicon_letters, term_for
from composita.extract.wording import fold_words
from composita.score import Row
from composita.score.learning import Example, train
from composita.score.marked import MarkedSection, labels_of, marked_sections

GOLD = "tac2017-adr"
FOLDS = 5

_Normal = Callable[[str], str]


def score(gold: Path) -> Iterator[Row]:
    """Two rows: mentions by their exact words, and the side effects of each label as terms."""
    sections = list(marked_sections(gold / GOLD))
    found = {section: names for tried in _tried(sections) for section, names in tried}
    how = f"{FOLDS}-fold cross-validation over labels"
    yield _row(
        "adverse reaction mentions (distinct words of a section, exact span)",
        [(set(s.marks), {" ".join(name.lower().split()) for name in names})
         for s, names in found.items()],
        "0.80", "0.822: best TAC 2017 entry, every mention", how,
    )  # fmt: skip
    yield _row(
        "adverse reactions of a label (set, normalised wording)",
        list(_by_label(found, _term)),
        "0.85", "0.847-0.899: a fine-tuned BERT, MedDRA terms", how,
    )  # fmt: skip


def _tried(
    sections: list[MarkedSection],
) -> Iterator[Iterator[tuple[MarkedSection, list[str]]]]:
    """Every section with the side effects found by a tagger that did not learn from its label."""
    known = trained_on()
    unseen = [section for section in sections if section.label not in known]
    if unseen:
        yield _names(Tagger(shipped(), lexicon_letters()), unseen)
    seen = [section for section in sections if section.label in known]
    for fold in _folds({section.label for section in seen}):
        rest = [section for section in seen if section.label not in fold]
        yield _names(learned(rest), [section for section in seen if section.label in fold])


def _names(
    tagger: Tagger, sections: list[MarkedSection]
) -> Iterator[tuple[MarkedSection, list[str]]]:
    for section in sections:
        (mentions,) = tagger.mentions([(section.text, section.kind)])
        yield section, [mention.words for mention in mentions]


def _folds(labels: set[str]) -> Iterator[set[str]]:
    order = sorted(labels)
    random.Random(0).shuffle(order)
    yield from (set(order[fold::FOLDS]) for fold in range(FOLDS) if order[fold::FOLDS])


def learned(sections: list[MarkedSection]) -> Tagger:
    """A tagger that has learned from these sections, and from our own documents' lexicon."""
    marked = {words for _, own in _marks(sections) for words in own}
    lexicon = _letters(lexicon_letters(marked=False), marked)
    return Tagger(train(examples(sections)), lexicon)


def examples(sections: list[MarkedSection]) -> list[Example]:
    """What the tagger learns from. A label's own marks do not count as known: others' do."""
    general, marks = lexicon_letters(marked=False), dict(_marks(sections))
    labels = Counter(words for own in marks.values() for words in own)
    phrases = Phrases({words: words for words in general.keys() | labels})
    return [_example(s, phrases, general, labels - Counter(marks[s.label])) for s in sections]


def _marks(sections: list[MarkedSection]) -> Iterator[tuple[str, set[str]]]:
    """The folded marks of each label."""
    for label in sorted({section.label for section in sections}):
        own = (section.marks for section in sections if section.label == label)
        yield label, {words for marks in own for words in map(fold_words, marks)} - {""}


def _example(
    section: MarkedSection, phrases: Phrases[str], general: Mapping[str, str], others: Counter[str]
) -> Example:
    words = tokens(section.text)
    letters = _letters(general, others)
    found = phrases.find(words.normal)
    hits = ((first, last, letters[key]) for first, last, key in found if key in letters)
    seen = see(section.text, words, hits, [(section.kind, len(words.words))])
    return Example(rows(seen), seen.sentence, labels_of(words, seen.sentence, section.marks))


def _letters(general: Mapping[str, str], marked: Iterable[str]) -> dict[str, str]:
    """The lexicon with the letter "g" for what was marked in labels."""
    return dict(general) | {words: general.get(words, "") + "g" for words in marked}


def _term(words: str) -> str:
    return term_for(words).term


def _by_label(
    found: Mapping[MarkedSection, list[str]], normal: _Normal
) -> Iterator[tuple[set[str], set[str]]]:
    for label in sorted({section.label for section in found}):
        here = [section for section in found if section.label == label]
        yield (
            {normal(mark) for section in here for mark in section.marks},
            {normal(name) for section in here for name in found[section]},
        )


def _row(
    task: str, pairs: list[tuple[set[str], set[str]]], reach: str, published: str, how: str
) -> Row:
    right = sum(len(marked & told) for marked, told in pairs)
    told = sum(len(told) for _, told in pairs)
    marked = sum(len(marked) for marked, _ in pairs)
    return Row(task, GOLD, right, told, marked, reach, published, how)
