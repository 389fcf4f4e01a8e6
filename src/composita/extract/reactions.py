"""Side effects: which terms a label or leaflet states, where it puts them, and how often.

Labels are read by the tagger; leaflets list side effects in everyday words, which the lexicon
knows. Left out: what is denied, what patients had before, and what the medicine is given for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from composita.extract.asked import is_asked, is_bare
from composita.extract.context import is_stated
from composita.extract.frequencies import HowOften
from composita.extract.medicine import Medicine
from composita.extract.named import longest
from composita.extract.partly import is_partly_boxed
from composita.extract.percent_tables import Share
from composita.extract.percentages import with_shares
from composita.extract.short_forms import ShortForms
from composita.extract.tagger import Mention, Tagger, shipped
from composita.extract.text import Span, lexicon_file, sections, sentences
from composita.extract.tokens import tokens
from composita.extract.treated import Treated
from composita.extract.vocabulary import lexicon_letters, term_for
from composita.extract.wording import fold_words
from composita.facts import AdverseReaction, Document, Fact, Frequency, Section

Group = Literal["", "boxed", "warning", "trials", "postmarketing", "common", "serious"]


def extract(document: Document) -> Iterator[Fact]:
    """Side effects of a document's sections, one fact for each mention."""
    treated, medicine, short = Treated(document), Medicine(document), ShortForms()
    for section, mentions in _sections(document):
        stated = _stated(
            document, section, with_shares(section, mentions, medicine), treated, short
        )
        for mention, value in _most_frequent(list(stated)):
            partly = value.group == "boxed" and is_partly_boxed(section.text, mention.start)
            yield Fact(value, document.passage(section, mention.start, mention.end), partly=partly)


def _stated(
    document: Document,
    section: Section,
    mentions: Iterator[tuple[Mention, Share | None]],
    treated: Treated,
    short: ShortForms,
) -> Iterator[tuple[Mention, AdverseReaction]]:
    group, often = _group(document, section), _how_often(section)
    for mention, share in mentions:
        term = term_for(short.words(section.text, mention))
        if not treated.is_term(term.term) and not _is_only_named(section, mention):
            percent, comparator = share[2:] if share else (None, None)
            frequency = often.at(mention.start)
            value = AdverseReaction(term.term, group, term.code, frequency, percent, comparator)
            yield mention, value


def _most_frequent(
    found: list[tuple[Mention, AdverseReaction]],
) -> Iterator[tuple[Mention, AdverseReaction]]:
    """Without what one list names again as rarer: a severe form, or a symptom of another."""
    least = dict[str, int]()
    for _, value in found:
        rank = _RARER.index(value.frequency)
        least[value.term] = min(rank, least.get(value.term, rank))
    for mention, value in found:
        if not value.frequency or _RARER.index(value.frequency) == least[value.term]:
            yield mention, value


_RARER: tuple[Frequency, ...] = (
    "very common", "common", "uncommon", "rare", "very rare", "unknown", "",
)  # fmt: skip


def _how_often(section: Section) -> HowOften:
    """Only lists of side effects say it in words."""
    return HowOften(section.text if section.kind == "adverse_reactions" else "")


def _sections(document: Document) -> Iterator[tuple[Section, Iterator[Mention]]]:
    """The sections that may state side effects, each with those it names."""
    found = list(sections(document, "adverse_reactions", "warnings", "boxed_warning"))
    if document.source in lexicon_file("reactions")["leaflets"]["sources"]:
        yield from ((section, _listed(section)) for section in found)
    elif found:
        mentions = _tagger().mentions((section.text, section.kind) for section in found)
        yield from zip(found, map(iter, mentions), strict=True)


@cache
def _tagger() -> Tagger:
    return Tagger(shipped(), lexicon_letters())


def _listed(section: Section) -> Iterator[Mention]:
    """What a leaflet's section states in words of the lexicon."""
    for sentence in _sentences(section):
        found = tokens(sentence.words)
        for first, last, _ in longest(found):
            start, end = found.starts[first], found.end(last)
            words = sentence.words[start:end]
            if is_stated(sentence.words, start, end) and not _is_lower_case_short_form(words):
                yield Mention(sentence.start + start, sentence.start + end, words)


def _is_lower_case_short_form(words: str) -> bool:
    return fold_words(words) in _capitals() and not words[:2].isupper()


def _is_only_named(section: Section, span: Mention) -> bool:
    asked = section.kind == "warnings" and is_asked(section, span.start, span.end)
    return asked or is_bare(section.text, span.start, span.end)


def _group(document: Document, section: Section) -> Group:
    if section.kind == "boxed_warning":
        return "boxed"
    return _titled(document, section) or ("warning" if section.kind == "warnings" else "")


def _titled(document: Document, section: Section | None) -> Group:
    """The group that a section's title names, or that of a section around it."""
    while section:
        for group, pattern in _titles().items():
            if pattern.search(section.title):
                return group
        section = document.section(section.parent) if section.parent else None
    return ""


def _sentences(section: Section) -> Iterator[Span]:
    """The sentences of a section, without the lists of what an allergy looks like."""
    in_signs = False
    for sentence in sentences(section.text):
        item = section.text[: sentence.start].endswith("• ")
        in_signs = in_signs if item else bool(_signs().search(sentence.words))
        if not (item and in_signs):
            yield sentence


@cache
def _capitals() -> frozenset[str]:
    return frozenset(lexicon_file("reactions")["capitals"]["words"])


@cache
def _titles() -> dict[Group, re.Pattern[str]]:
    titles = lexicon_file("reactions")["titles"]
    return {group: re.compile(pattern, re.IGNORECASE) for group, pattern in titles.items()}


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(lexicon_file("reactions")["signs"]["allergy"], re.IGNORECASE)
