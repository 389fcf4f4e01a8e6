"""How a medicine works: an action and its target, as the label states them of this medicine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from composita.extract.classes import classes, noun_phrase, plain, singular
from composita.extract.phrases import pattern
from composita.extract.pieces import Clause, clauses
from composita.extract.stated import Stated, facts
from composita.extract.subject import Subject
from composita.extract.text import any_of, lexicon_file, sections
from composita.facts import Document, Fact, Mechanism, Section

_KINDS = ("indications", "mechanism", "pharmacology", "description")
_UNKNOWN = Mechanism("is not fully known", "")
_MOST = 8  # words of a target


def extract(document: Document) -> Iterator[Fact]:
    """What the document says its medicine does."""
    return facts(document, (*_by_verb(document), *_by_class(document)))


def _by_verb(document: Document) -> Iterator[Stated]:
    """ "Exemplamine blocks the reuptake of serotonin"; "the mechanism is not known"."""
    subject = Subject(document)
    for section in sections(document, *_KINDS):
        for clause in clauses(section):
            if _is_unknown(section, clause):
                yield Stated(_UNKNOWN, section, clause)
            for mechanism, about in _actions(clause, subject):
                yield Stated(mechanism, section, clause, about)


def _is_unknown(section: Section, clause: Clause) -> bool:
    if section.kind == "indications" or _said("unknown_never").search(clause.low):
        return False
    return bool(_said("unknown").search(clause.low))


def _actions(clause: Clause, subject: Subject) -> Iterator[tuple[Mechanism, tuple[str, ...]]]:
    for verb in _verbs().finditer(clause.low):
        target = target_name(clause.words[verb.end() :])
        if target and not _said("never").search(clause.low[: verb.end()]):
            before, thought = _without_way(clause.low[: verb.start()])
            about = subject.before(before)
            if about is None and _way("anyhow").search(clause.low[: verb.start()]):
                about = subject.opening(clause.low)
            if about is not None:
                yield Mechanism(_action(verb.group(), thought), target), about


def _without_way(before: str) -> tuple[str, bool]:
    """The words before a verb without "selectively", "works by" and the like; whether hedged."""
    before = _said("adverbs").sub("", before)
    way = _way("by").search(before)
    before = before[: way.start()] if way else before
    hedge = _way("thought").search(before)
    return (before[: hedge.start()], True) if hedge else (before, False)


def _action(form: str, thought: bool) -> str:
    verb = _verb_of(" ".join(form.lower().split()))
    return f"is thought to {verb['base']}" if thought else verb["action"]


def target_name(words: str) -> str:
    """The target that these words begin with; "" where they begin with something else."""
    phrase = noun_phrase(_next_verb().split(words, maxsplit=1)[0], _targets("stops"))
    phrase = [word for word in phrase if word[0] != "(" or word.lower() != word]
    while phrase and phrase[0].lower() in _targets("drop"):
        phrase.pop(0)
    while phrase and phrase[-1] in ("and", "of", "or"):
        phrase.pop()
    named = " ".join(map(plain, phrase))
    bad = _not_in().search(named.lower()) or _verbs().search(named)
    return named if not bad and 0 < len(phrase) <= _MOST and _is_target(phrase) else ""


def _is_target(phrase: Sequence[str]) -> bool:
    head = singular(_NUMBERED.sub("", phrase[-1].lower()))
    if phrase[0].isdigit() or phrase[0] == "and" or (len(phrase) == 1 and head in _targets("bare")):
        return False
    return head.endswith(_targets("heads")) or bool(_CODE.fullmatch(phrase[-1]))


_NUMBERED = re.compile(r"-?\d+[a-z]?$")  # "interleukin-6"
# "HER2", "IL-17A", "TNF-alpha", "FXa".
_CODE = re.compile(r"[A-Za-z]*[A-Z][A-Za-z]*-?[αβγκ]?\d+[A-Za-z]{0,2}|[A-Z]{2,}(?:[a-z]|-[a-z]+)?")


def _by_class(document: Document) -> Iterator[Stated]:
    """ "Exemplamine is a serotonin reuptake inhibitor" says what it inhibits."""
    for stated in classes(document):
        *words, agent = stated.value.name.split()  # type: ignore[union-attr]
        kept = [word for word in words if word not in _agents()["adjectives"]]
        if _acts_on(agent, kept) and kept == words[-len(kept) :]:
            yield stated._replace(value=Mechanism(_agents()[agent], " ".join(kept)))


def _acts_on(agent: str, target: list[str]) -> bool:
    if agent not in _agents() or not target or not _is_target(target):
        return False
    return agent not in _agents()["of_receptors"] or target[-1] in _agents()["receptors"]


@cache
def _verbs() -> re.Pattern[str]:
    return any_of(form for verb in lexicon_file("mechanism")["verb"] for form in verb["forms"])


@cache
def _next_verb() -> re.Pattern[str]:
    """Where "TNF-alpha and blocks …" goes on to the next thing that the medicine does."""
    return re.compile(rf",?\s(?:and|or|thus|then)\s(?={_verbs().pattern})", re.IGNORECASE)


@cache
def _verb_of(form: str) -> dict[str, str]:
    verbs: list[dict[str, str]] = lexicon_file("mechanism")["verb"]
    return next(verb for verb in verbs if form in verb["forms"])


@cache
def _way(name: str) -> re.Pattern[str]:
    """A pattern for the phrases of this name, which has to be the last of the words."""
    return re.compile(_said(name).pattern + r"\s*$")


@cache
def _said(name: str) -> re.Pattern[str]:
    return pattern(lexicon_file("mechanism")["ways"][name], {})


@cache
def _not_in() -> re.Pattern[str]:
    return pattern(lexicon_file("mechanism")["targets"]["not_in"], {})


@cache
def _targets(name: str) -> tuple[str, ...]:
    return tuple(lexicon_file("mechanism")["targets"][name])


@cache
def _agents() -> dict[str, Any]:
    agents: dict[str, Any] = lexicon_file("mechanism")["agents"]
    return agents
