"""A page's stretches → claims, by the same extractors that read labels: the same sort of values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from composita.audit.claim import Claim, General, Stated
from composita.audit.layout import Names, Stretch, Who, table
from composita.audit.page import Page
from composita.audit.sayings import answer, hedge, is_general, sayings, says_caused
from composita.extract.extractors import EXTRACTORS
from composita.extract.text import Span, sentences
from composita.facts import (
    AdverseReaction,
    Advice,
    Contraindication,
    Document,
    Dose,
    Ingredient,
    Interaction,
    Product,
    Section,
    Warning,
)

PAGE = "page"  # the source of a page's document

_UNREAD = ("other",)  # kinds of stretches that say nothing about a medicine


def claims(page: Page, who: Who, stretches: Iterable[Stretch]) -> list[Claim]:
    """What the page says, in reading order; a sentence with no claim may be general advice."""
    spoken = [_Spoken.of(s) for s in stretches if s.kind not in _UNREAD]
    found = [*_extracted(page, spoken), *_said(spoken, len(who) > 1)]
    taken = {(one.stretch, one.sentence) for one in found}
    found += _general(spoken, taken)
    made = (_claim(page, who, one) for one in _settled(found))
    return sorted(made, key=lambda claim: (claim.start, claim.end))


class _Spoken(NamedTuple):
    """A stretch and its sentences."""

    stretch: Stretch
    sentences: tuple[Span, ...]

    @classmethod
    def of(cls, stretch: Stretch) -> _Spoken:
        return cls(stretch, tuple(sentences(stretch.text.words)))

    def sentence(self, at: int) -> Span:
        """The sentence that a character stands in."""
        starts = [each.start for each in self.sentences]
        return self.sentences[max(0, bisect_right(starts, at) - 1)]


class _Found(NamedTuple):
    """A value, where in which stretch, and of which of its names ((): of all of them)."""

    stretch: Stretch
    sentence: Span
    start: int
    end: int
    value: Stated
    names: tuple[str, ...] = ()


def _extracted(page: Page, spoken: Iterable[_Spoken]) -> Iterator[_Found]:
    """What the extractors find, those of one medicine read as one document."""
    groups: dict[Who, list[_Spoken]] = {}
    for one in spoken:
        groups.setdefault(one.stretch.who, []).append(one)
    for who, group in groups.items():
        document = _document(page, who, [one.stretch for one in group])
        for name in table("kinds")["extract"]:
            for fact in EXTRACTORS[name](document):
                one, at = group[int(fact.passage.section)], fact.passage
                sentence = one.sentence(at.start)
                yield _Found(one.stretch, sentence, at.start, at.end, fact.value, fact.about)


def _document(page: Page, who: Who, stretches: list[Stretch]) -> Document:
    read_as = table("headings")["read_as"]
    sections = (
        Section(str(place), read_as.get(each.kind, each.kind), each.title, each.text.words)
        for place, each in enumerate(stretches)
    )
    ingredients = tuple(Ingredient(one.name, one.unii) for one in who)
    products = (Product(page.title, ingredients),)
    return Document(PAGE, page.path, page.title, products, tuple(sections))


def _said(spoken: Iterable[_Spoken], many: bool) -> Iterator[_Found]:
    for stretch, parts in spoken:
        for sentence in parts:
            for start, end, value in sayings(stretch, sentence, many):
                yield _Found(stretch, sentence, start, end, value)
        if parts and (told := answer(stretch)):
            yield _Found(stretch, parts[0], *told)


def _general(spoken: Iterable[_Spoken], taken: set[tuple[Stretch, Span]]) -> Iterator[_Found]:
    for stretch, parts in spoken:
        for sentence in parts:
            if (stretch, sentence) not in taken and is_general(sentence.words):
                yield _Found(stretch, sentence, sentence.start, sentence.end, General())


def _settled(found: list[_Found]) -> Iterator[_Found]:
    """Each thing once in a sentence; of two readings of the same words the one that says more."""
    forbidden = {_where(f) for f in found if isinstance(f.value, Contraindication)}
    warned = {_where(f) for f in found if isinstance(f.value, AdverseReaction)}
    alcohol = {f.sentence for f in found if _is_about(f.value, "alcohol")}
    dosed = {f.sentence for f in found if isinstance(f.value, Dose)}
    seen = set()
    for one in sorted(found, key=lambda f: -(f.end - f.start)):
        value = one.value
        if isinstance(value, Interaction) and (
            _where(one) in forbidden or (value.what == "alcohol" and one.sentence in alcohol)
        ):
            continue
        if isinstance(value, Warning) and _where(one) in warned:
            continue
        if isinstance(value, AdverseReaction | Warning) and not _is_caused(one):
            continue
        if _is_about(value, "stopping") and one.sentence in dosed:  # a dose that is lowered
            continue
        if isinstance(value, Interaction) and _is_only_asked(value, one):
            continue
        key = (one.stretch, one.sentence, value)
        if key not in seen:
            seen.add(key)
            yield one


def _is_caused(one: _Found) -> bool:
    """Whether a side effect is stated: outside its section a sentence has to say that it comes."""
    return one.stretch.kind == "adverse_reactions" or says_caused(one.sentence.words)


def _is_only_asked(value: Interaction, one: _Found) -> bool:
    """ "Tell your doctor about all medicines, herbal ones too" names no interaction."""
    return not (value.action or value.effects) and is_general(one.sentence.words)


def _where(one: _Found) -> tuple[Stretch, int]:
    return one.stretch, one.start


def _is_about(value: Stated, topic: str) -> bool:
    return isinstance(value, Advice) and value.topic == topic


def _claim(page: Page, who: Who, one: _Found) -> Claim:
    text, sentence = one.stretch.text, one.sentence
    start, end = text.at(one.start), text.at(max(one.start, one.end - 1)) + 1
    line, column = page.place(start)
    return Claim(
        value=one.value,
        about=_about(one, who),
        start=start,
        end=end,
        sentence=(text.at(sentence.start), text.at(sentence.end - 1) + 1),
        line=line,
        column=column,
        section=one.stretch.kind,
        hedge=hedge(text.words[sentence.start : one.end]),
    )


def _about(one: _Found, who: Who) -> tuple[str, ...]:
    """Those that the value names; else those of the stretch that its clause names; else all."""
    here = Names(one.stretch.who)
    if one.names and (told := here.named(" ".join(one.names))):
        return tuple(each.unii for each in told)
    if len(one.stretch.who) > 1:
        words = one.sentence.words
        if named := here.named(words):
            return tuple(each.unii for each in named)
    return tuple(each.unii for each in one.stretch.who or who)
