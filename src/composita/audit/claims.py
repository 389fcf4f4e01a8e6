"""A page's stretches → claims, by the same extractors that read labels: the same sort of values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from composita.audit.claim import Claim, General, NotRead, Stated
from composita.audit.layout import Stretch
from composita.audit.names import Names, Who
from composita.audit.page import Page
from composita.audit.reassurance import Reassuring, answered, reassuring
from composita.audit.sayings import answer, hedge, is_general, sayings, says_caused
from composita.audit.scopes import denied, permitted
from composita.audit.tables import table
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
    Special,
    Warning,
)

PAGE = "page"  # the source of a page's document

_UNREAD = ("other",)  # kinds of stretches that say nothing about a medicine


def claims(page: Page, who: Who, stretches: Iterable[Stretch]) -> list[Claim]:
    """What the page says, in reading order; a sentence with no claim is general advice, or was
    not read.
    """
    spoken = [
        _Spoken.of(number, each)
        for number, each in enumerate(stretches)
        if each.kind not in _UNREAD
    ]
    reassured = list(_reassured(spoken))
    found = [*_extracted(page, spoken), *_said(spoken, reassured, len(who) > 1)]
    settled = [*_settled(_instead(found, reassured)), *_about_scopes(reassured)]
    settled += _rest(spoken, {(one.number, one.sentence) for one in settled})
    named = _Named(who)
    made = (_claim(page, named, one) for one in settled)
    return sorted(made, key=lambda claim: (claim.start, claim.end))


class _Spoken(NamedTuple):
    """A stretch, the how manieth it is, and its sentences."""

    number: int
    stretch: Stretch
    sentences: tuple[Span, ...]

    @classmethod
    def of(cls, number: int, stretch: Stretch) -> _Spoken:
        return cls(number, stretch, tuple(sentences(stretch.text.words)))

    def sentence(self, at: int) -> Span:
        """The sentence that a character stands in."""
        starts = [each.start for each in self.sentences]
        return self.sentences[max(0, bisect_right(starts, at) - 1)]


class _Found(NamedTuple):
    """A value, where in which stretch, and of which of its names ((): of all of them)."""

    number: int
    stretch: Stretch
    sentence: Span
    start: int
    end: int
    value: Stated
    names: tuple[str, ...] = ()


def _extracted(page: Page, spoken: Iterable[_Spoken]) -> Iterator[_Found]:
    """What the extractors find, those of one medicine read as one document."""
    groups: dict[tuple[str, ...], list[_Spoken]] = {}
    for one in spoken:
        groups.setdefault(tuple(each.unii for each in one.stretch.who), []).append(one)
    for group in groups.values():
        document = _document(page, group[0].stretch.who, [one.stretch for one in group])
        for name in table("kinds")["extract"]:
            for fact in EXTRACTORS[name](document):
                one, at = group[int(fact.passage.section)], fact.passage
                sentence = one.sentence(at.start)
                yield _Found(
                    one.number, one.stretch, sentence, at.start, at.end, fact.value, fact.about
                )


def _document(page: Page, who: Who, stretches: list[Stretch]) -> Document:
    read_as = table("headings")["read_as"]
    sections = (
        Section(str(place), read_as.get(each.kind, each.kind), each.title, each.text.words)
        for place, each in enumerate(stretches)
    )
    ingredients = tuple(Ingredient(one.name, one.unii) for one in who)
    products = (Product(page.title, ingredients),)
    return Document(PAGE, page.path, page.title, products, tuple(sections))


class _Reassured(NamedTuple):
    """A clause of a stretch that reassures, or that `answers` a question so."""

    number: int
    stretch: Stretch
    sentence: Span
    clause: Reassuring
    answers: bool = False

    def holds(self, one: _Found) -> bool:
        return self.number == one.number and self.clause.start <= one.start < self.clause.end


def _reassured(spoken: Iterable[_Spoken]) -> Iterator[_Reassured]:
    for number, stretch, parts in spoken:
        for sentence in parts:
            for clause in reassuring(stretch, sentence):
                yield _Reassured(number, stretch, sentence, clause)
        if parts and stretch.reply:
            for clause in answered(stretch, parts[0]):
                yield _Reassured(number, stretch, parts[0], clause, answers=True)


def _said(
    spoken: Iterable[_Spoken], reassured: Iterable[_Reassured], many: bool
) -> Iterator[_Found]:
    answered = {one.number for one in reassured if one.answers}
    for number, stretch, parts in spoken:
        for sentence in parts:
            for start, end, value in sayings(stretch, sentence, many):
                yield _Found(number, stretch, sentence, start, end, value)
        if parts and number not in answered and (told := answer(stretch)):
            yield _Found(number, stretch, parts[0], *told)


def _about_scopes(reassured: Iterable[_Reassured]) -> Iterator[_Found]:
    for number, stretch, sentence, clause, _ in reassured:
        for value in clause.values:
            yield _Found(number, stretch, sentence, clause.start, clause.end, value)


def _instead(found: Iterable[_Found], reassured: list[_Reassured]) -> Iterator[_Found]:
    """What extractors find, without what they find in clauses that reassure: of these, a side
    effect is denied, and the rest is a term that is only named.
    """
    clauses: dict[int, list[_Reassured]] = {}
    for each in reassured:
        clauses.setdefault(each.number, []).append(each)
    for one in found:
        where = next((each for each in clauses.get(one.number, ()) if each.holds(one)), None)
        if where is None or not isinstance(one.value, _TERMS):
            yield one._replace(value=permitted(one.value))
        elif isinstance(one.value, AdverseReaction | Warning) and not where.clause.values:
            yield one._replace(value=denied(one.value, where.clause.force))


# What a clause that reassures only names: a term of it is not what the page says.
_TERMS = (AdverseReaction, Warning, Contraindication, Interaction, Special, Advice)


def _rest(spoken: Iterable[_Spoken], taken: set[tuple[int, Span]]) -> Iterator[_Found]:
    """Sentences that say nothing else: general advice, or not understood. What leads a list and
    what asks states nothing."""
    for number, stretch, parts in spoken:
        for sentence in parts:
            if (number, sentence) not in taken and not sentence.words.endswith((":", "?")):
                value = General() if is_general(sentence.words) else NotRead()
                yield _Found(number, stretch, sentence, sentence.start, sentence.end, value)


def _settled(every: Iterable[_Found]) -> Iterator[_Found]:
    """Each thing once in a sentence; of two readings of the same words the one that says more."""
    found = list(every)
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
        key = (one.number, one.sentence, value)
        if key not in seen:
            seen.add(key)
            yield one


def _is_caused(one: _Found) -> bool:
    """Whether a side effect is stated: outside its section a sentence has to say that it comes."""
    return one.stretch.kind == "adverse_reactions" or says_caused(one.sentence.words)


def _is_only_asked(value: Interaction, one: _Found) -> bool:
    """ "Tell your doctor about all medicines, herbal ones too" names no interaction."""
    return not (value.action or value.effects) and is_general(one.sentence.words)


def _where(one: _Found) -> tuple[int, int]:
    return one.number, one.start


def _is_about(value: Stated, topic: str) -> bool:
    return isinstance(value, Advice) and value.topic == topic


def _claim(page: Page, named: _Named, one: _Found) -> Claim:
    text, sentence = one.stretch.text, one.sentence
    start, end = text.at(one.start), text.at(max(one.start, one.end - 1)) + 1
    line, column = page.place(start)
    return Claim(
        value=one.value,
        about=named.about(one),
        start=start,
        end=end,
        sentence=(text.at(sentence.start), text.at(sentence.end - 1) + 1),
        line=line,
        column=column,
        section=one.stretch.kind,
        hedge=hedge(text.words[sentence.start : one.end]),
    )


class _Named:
    """Whom claims are about, for the substances of a page."""

    def __init__(self, who: Who) -> None:
        self._names = Names(who)

    def about(self, one: _Found) -> tuple[str, ...]:
        """Those that the value names; else those of the stretch that its sentence names; else
        all of the stretch."""
        whose = one.stretch.who or self._names.who
        if len(whose) < 2:
            return tuple(each.unii for each in whose)
        uniis = {each.unii for each in whose}
        named = self._names.named(" ".join(one.names) or one.sentence.words)
        here = [each.unii for each in named if each.unii in uniis]
        return tuple(here or (each.unii for each in whose))
