"""Doses from a label's dosage sections, each with the words that state it.

A wrong dose is worse than none: an amount is a dose only where the words around it speak of
giving it, nothing in its clause says otherwise, and no other medicine stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import zip_longest
from typing import Literal, NamedTuple

from composita.extract.numbers import Amount, Per, amounts
from composita.extract.people import People, people
from composita.extract.regimen import Regimen, regimen
from composita.extract.text import Span, any_of, fold, lexicon_file, sections, sentences
from composita.facts import Document, Dose, Fact, Section

Phase = Literal["", "start", "step", "usual", "maximum", "loading", "maintenance"]


class Clause(NamedTuple):
    """A part of a sentence that stands on its own; `start` is where it begins in the section."""

    start: int
    words: str


def extract(document: Document) -> Iterator[Fact]:
    """The doses of the document's own medicine, in reading order."""
    medicine = _Medicine(document)
    for section in sections(document, "dosage"):
        if any(True for _ in amounts(section.text)):
            for start, end, dose in _section_doses(section, medicine):
                yield Fact(dose, document.passage(section, start, end))


class _Medicine:
    """What a document is about: the words of its names, and whether it holds several substances."""

    def __init__(self, document: Document) -> None:
        ingredients = [each for product in document.products for each in product.ingredients]
        names = [product.name for product in document.products]
        names += [
            name for each in ingredients for name in (each.name, *(m.name for m in each.moieties))
        ]
        self.words = frozenset(
            word for name in names for word in re.findall(r"[\w-]+", name.lower())
        )
        self.is_combination = len({each.unii or each.name for each in ingredients}) > 1
        self.others = _SUBSTANCES - self.words
        routes = {route.lower() for product in document.products for route in product.routes}
        self.route = routes.pop() if len(routes) == 1 else ""


Found = tuple[int, int, Dose]


def _section_doses(section: Section, medicine: _Medicine) -> Iterator[Found]:
    here = people(section.title)
    for sentence in sentences(section.text):
        for clause in _clauses(sentence):
            yield from _clause_doses(clause, here, medicine)


def _clauses(sentence: Span) -> Iterator[Clause]:
    at = 0
    for stop in _BREAK.finditer(sentence.words):
        yield Clause(sentence.start + at, sentence.words[at : stop.start()])
        at = stop.end()
    yield Clause(sentence.start + at, sentence.words[at:])


def _clause_doses(clause: Clause, here: People, medicine: _Medicine) -> Iterator[Found]:
    found = list(amounts(clause.words))
    if not found or _DOUBT.search(clause.words):
        return
    last = _Mention(clause.words, Amount(0, 0, 0, 0, ""), "", Regimen(0), here, "")
    for amount, following in zip_longest(found, found[1:]):
        last = _mention(last, amount, following, medicine)
        if _is_dose(last, medicine):
            yield clause.start + amount.start, clause.start + last.how.end, _dose(last, medicine)


class _Mention(NamedTuple):
    """An amount with the words of its clause: what leads up to it, and how it is to be used."""

    words: str
    amount: Amount
    before: str
    how: Regimen
    who: People
    phase: str


def _mention(last: _Mention, amount: Amount, following: Amount | None, own: _Medicine) -> _Mention:
    """What the clause says of this amount; who it is for goes on from one amount to the next."""
    until = following.start if following else len(last.words)
    before = last.words[last.how.end : amount.start]
    named = people(before)
    return _Mention(
        words=last.words,
        amount=amount,
        before=before,
        how=regimen(last.words[:until], amount.end, own.words),
        who=named if named.said else last.who,
        phase=last.phase if _CONNECTS.fullmatch(before) else _phase(before),
    )


def _phase(before: str) -> str:
    if change := _CHANGE.search(before):
        by = change["by"].lower() == "by"
        return "step" if by else "lowered" if _LESSENS.match(change["verb"]) else "raised"
    named = [_PHASES[fold(match.group())] for match in _PHASE.finditer(before)]
    return named[-1] if named else ""


def _is_dose(said: _Mention, medicine: _Medicine) -> bool:
    return (
        _measures_a_dose(said.amount.unit, medicine)
        and not _is_strength(said)
        and not _is_anothers(said, medicine)
        and _follows_fit_words(said, medicine)
        and not _is_refused(said)
        and _has_licence(said)
    )


def _measures_a_dose(unit: str, medicine: _Medicine) -> bool:
    """Not a rate, a concentration or somebody's weight; of a combination, only a whole product."""
    of_what, *each = unit.split("/")
    if of_what in ("kg", "[lb_av]", "L", "dL") or not set(each) <= {"kg", "m2", "[lb_av]"}:
        return False
    return not medicine.is_combination or of_what[0] in "{[" or of_what == "mL"


def _is_strength(said: _Mention) -> bool:
    after = said.words[said.amount.end :]
    return not said.amount.unit.startswith("{") and bool(_STRENGTH.match(after))


def _is_anothers(said: _Mention, medicine: _Medicine) -> bool:
    """Whether another medicine is named right before the amount, or after it with "of"."""
    of_what = _OF.match(said.words, said.amount.end)
    if of_what and not _known(of_what["what"].lower(), medicine):
        return True
    if said.how.next_word in medicine.others:
        return True
    named = [
        word
        for word in re.findall(r"[a-z][\w-]+", said.before.lower())
        if word in _SUBSTANCES or word in medicine.words
    ]
    return any(word in medicine.others for word in named)


def _known(word: str, medicine: _Medicine) -> bool:
    return word in medicine.words or word in _FILLER


def _follows_fit_words(said: _Mention, medicine: _Medicine) -> bool:
    last_word = _LAST_WORD.search(said.before)
    if last_word is None:
        return True
    word = last_word.group(1).lower()
    return word in _BEFORE or word in medicine.words


def _is_refused(said: _Mention) -> bool:
    after = said.words[said.amount.end :]
    if said.phase == "lowered":
        return said.who.population not in ("kidney impairment", "liver impairment", "older people")
    if _FROM.search(said.before):
        return True
    if _COMPARED.search(said.before) and said.phase != "maximum":
        return not (_BEYOND.search(said.before) and _ADVISED_AGAINST.search(after))
    return bool(_ADVISED_AGAINST.search(after)) and said.phase != "maximum"


def _has_licence(said: _Mention) -> bool:
    if said.how.says_when or said.amount.per or said.how.route:
        return True
    if _IN_BRACKETS.search(said.before):
        return said.phase == "maximum"
    return bool(_LICENCE.search(said.words[: said.amount.start]))


def _dose(said: _Mention, medicine: _Medicine) -> Dose:
    how, amount = said.how, said.amount
    return Dose(
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        per=_per(said),
        route=how.route or medicine.route,
        population=said.who.population,
        phase=_printed_phase(said),
        times_a_day=how.times,
        every_hours=how.hours,
        timing=how.timing,
        age=said.who.age,
        weight=said.who.weight,
        renal=said.who.renal,
    )


def _per(said: _Mention) -> Per:
    if said.amount.per:
        return said.amount.per
    if not said.how.times and not said.how.hours and _DAILY_DOSE.search(said.before):
        return "day"
    return said.how.per


def _printed_phase(said: _Mention) -> Phase:
    if _COMPARED.search(said.before):
        return "maximum"
    return "" if said.phase in ("raised", "lowered") else said.phase  # type: ignore[return-value]


def _substances() -> frozenset[str]:
    """The names of one word in `lexicons/substances.tsv`."""
    lines = files("composita.extract").joinpath("lexicons/substances.tsv").read_text().splitlines()
    names = (line.split("\t")[0] for line in lines if not line.startswith("#"))
    return frozenset(name.lower() for name in names if " " not in name)


_WORDS, _CUES = lexicon_file("dose_words"), lexicon_file("dose_cues")
_SUBSTANCES = _substances()
_PHASES: dict[str, str] = {fold(words): phase for words, phase in _WORDS["phase"].items()}
_FILLER = frozenset(_WORDS["filler"]["words"])
_BEFORE = frozenset(_CUES["before"]["words"])

_BREAK = re.compile(
    r"[;•]|\(\s*\d{1,2}(?:\.\d+)?(?:\s*,\s*\d{1,2}(?:\.\d+)?)*\s*\)|\[\s*see[^\]]*\]|\(see[^)]*\)"
    r"|(?<=\s)\d{1,2}\.\d{1,2}\s(?=[A-Z])",
    re.IGNORECASE,
)
_DOUBT = any_of(words for listed in _CUES["doubt"].values() for words in listed)
_LICENCE = any_of([*_CUES["licence"]["nouns"], *_CUES["licence"]["verbs"]])
_PHASE = any_of(_PHASES)
_STRENGTH = re.compile(rf"[\s-]*{any_of(_CUES['strength']['words']).pattern}", re.IGNORECASE)
_CONNECTS = re.compile(r"[\s,]*(?:or|and|to)?[\s,]*", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?P<verb>(?:increas|rais|titrat|reduc|decreas|lower|adjust)\w*)\b[^.;:]{0,80}\b(?P<by>to|by)"
    r"(?:\s(?:an additional|approximately|about))?\s*$",
    re.IGNORECASE,
)
_LESSENS = re.compile("reduc|decreas|lower", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+(?:the\s+)?(?P<what>[\w-]+)")
_LAST_WORD = re.compile(r"([A-Za-z][\w'-]*)[\s,:(]*$")
_FROM = re.compile(
    r"\b(?:increas|reduc|decreas|lower|chang|switch|titrat)\w*\b[^.;]*\bfrom\s*$", re.IGNORECASE
)
_COMPARED = re.compile(
    r"(?:\b(?:than|above|exceed(?:s|ing)?|over|beyond|below|under|at least|equal to)|[<>≤≥])\s*$",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"(?:\b(?:more|greater|higher) than|above|exceeding|over|beyond|>)\s*$", re.IGNORECASE
)
_ADVISED_AGAINST = re.compile(
    r"\bnot\s(?:be\s|been\s)?(?:recommended|advised|exceeded|used|given)\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\([^()]*$")
_DAILY_DOSE = re.compile(
    r"\b(?:daily|24-hour|per day)\s(?:\w+\s)?(?:dos|amount)[^;.]*$", re.IGNORECASE
)
