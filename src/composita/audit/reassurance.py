"""Sentences that reassure → what they reassure about: that nobody is harmed, that it may be used.

The phrases are `reassurance.toml`, what they can be about `scopes.py`. A sentence is read clause by
clause, and a clause is understood whole: what denies or conditions it is left over, and undoes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from composita.audit.claim import Force, Reassured
from composita.audit.layout import Stretch
from composita.audit.scopes import Phrased, scopes
from composita.audit.tables import table
from composita.extract.phrases import pattern
from composita.extract.text import Span


class Reassuring(NamedTuple):
    """A clause that reassures, how far, and about what; () where it names nothing we know."""

    start: int
    end: int
    force: Force
    values: tuple[Reassured, ...]


def reassuring(stretch: Stretch, sentence: Span) -> Iterator[Reassuring]:
    """The clauses of a sentence that reassure; a question says nothing."""
    if sentence.words.endswith("?"):
        return
    for clause in _clauses(sentence):
        if said := _said(plain(clause.words)):
            before = sentence.words[: clause.start - sentence.start]
            values = tuple(scopes(said, clause.words, before, stretch))
            yield Reassuring(clause.start, clause.end, said.force, values)


def answered(stretch: Stretch, sentence: Span) -> Iterator[Reassuring]:
    """What "yes" or "no" to a stretch's question says: "Is it safe?" "Yes"; "Is it bad?" "No".

    Nothing where the sentence after it takes it back or makes a condition.
    """
    asked = table("reassurance")["asked"].get(stretch.reply, ())
    question, words = plain(stretch.question), _innocent().sub(_MASK, plain(sentence.words))
    if not asked or not pattern(asked, _lists()).search(question):
        return
    denies = () if stretch.reply == "yes" else ("denied",)  # "no, it never did" says it twice
    if any(_undoing(unmasked, denies).search(words) for unmasked in (True, False)):
        return
    force: Force = "hedged" if _hedged().search(words) else "flat"
    force = "permission" if stretch.reply == "yes" and _CAN.match(question) else force
    said = Phrased(force, scoped=True, denies=stretch.reply == "no")
    values = tuple(scopes(said, question, "", stretch))
    yield Reassuring(sentence.start, sentence.end, force, values)


def _said(words: str) -> Phrased | None:
    """How a clause reassures; None where it does not, or where more is said than was understood."""
    known = _innocent().sub(_MASK, words)
    rules = [rule for rule in _rules() if rule.is_in(known)]
    if not rules or _undoing(unmasked=True).search(known):
        return None
    if _undoing(unmasked=False).search(_left(known, rules)):
        return None
    return Phrased(
        _force(words, rules),
        scoped=all(rule.scoped for rule in rules),
        whole=all(rule.whole for rule in rules),
        dose=all(rule.dose for rule in rules),
        denies=any(rule.denies for rule in rules),
    )


def _left(words: str, rules: list[_Rule]) -> str:
    """The words without all that the rules have understood, which may overlap."""
    left = list(words)
    for rule in rules:
        for found in rule.say.finditer(words):
            left[found.start() : found.end()] = _MASK * (found.end() - found.start())
    return "".join(left)


def _force(words: str, rules: list[_Rule]) -> Force:
    if all(rule.permits for rule in rules):
        return "permission"
    return "hedged" if _hedged().search(words) else "flat"


class _Rule(NamedTuple):
    needs: tuple[str, ...]
    say: re.Pattern[str]
    unless: re.Pattern[str]
    scoped: bool
    permits: bool
    whole: bool
    dose: bool
    denies: bool

    def is_in(self, words: str) -> bool:
        if not any(piece in words for piece in self.needs) or self.unless.search(words):
            return False
        found = self.say.fullmatch(words.strip(" .•")) if self.whole else self.say.search(words)
        return found is not None


def _clauses(sentence: Span) -> Iterator[Span]:
    """The parts of a sentence that "but", "however", a colon or a semicolon divide."""
    at = 0
    for turn in (*_TURN.finditer(sentence.words), None):
        end = turn.start() if turn else len(sentence.words)
        words = sentence.words[at:end]
        if words.strip():
            yield Span(sentence.start + at, sentence.start + end, words)
        at = turn.end() if turn else end


def plain(words: str) -> str:
    """Lower case, with "not" wherever it is shortened, and without a "no" that only answers."""
    low = _REPLY.sub("", words.lower().replace("’", "'"))
    return _SHORT_NOT.sub(lambda short: f"{_FULL.get(short[1], short[1])} not", low)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_rule(**row) for row in table("reassurance")["says"])


def _rule(
    say: list[str],
    needs: list[str],
    unless: tuple[str, ...] = (),
    scoped: bool = False,
    permits: bool = False,
    whole: bool = False,
    dose: bool = False,
    denies: bool = False,
    **_told: object,
) -> _Rule:
    lists = _lists()
    phrases = pattern(say, lists), pattern(unless, lists)
    return _Rule(tuple(needs), *phrases, scoped, permits, whole, dose, denies)


@cache
def _lists() -> dict[str, list[str]]:
    """The lists, those that others name filled in."""
    lists: dict[str, list[str]] = {}
    for name, words in table("reassurance")["lists"].items():
        lists[name] = [_NAMED.sub(lambda of: f"({'|'.join(lists[of[1]])})", each) for each in words]
    return lists


@cache
def _undoing(unmasked: bool, without: tuple[str, ...] = ()) -> re.Pattern[str]:
    """What undoes a reassurance, also where it holds a reassuring phrase (`unmasked`), or not."""
    rows = (row for row in table("reassurance")["undoes"] if row["name"] not in without)
    wanted = [row["say"] for row in rows if row.get("unmasked", False) == unmasked]
    return pattern(chain.from_iterable(wanted), {})


@cache
def _innocent() -> re.Pattern[str]:
    return pattern(table("reassurance")["innocent"]["say"], {})


@cache
def _hedged() -> re.Pattern[str]:
    return pattern(table("reassurance")["hedged"]["say"], {})


_MASK = "¦"  # no word: what stood there has been understood
_NAMED = re.compile(r"\{(\w+)\}")
_TURN = re.compile(
    r"\s*[;:—–]\s*|\s+-\s+"
    r"|[\s,]+(?:but|however|yet|whereas|although|though)\b"
    r"(?!,? (?:only|not|under|with|if|after|when|always|in|at|as)\b)[\s,]*"  # a condition follows
    r"|^(?:although|though|while|however|but)\b[\s,]*",
    re.IGNORECASE,
)
_CAN = re.compile(r"\W*(?:q\d*\W+)?(?:can|may|could)\b")
_REPLY = re.compile(r"^(?:a:\W*)?(?:yes|no)\b[,.!]")
_SHORT_NOT = re.compile(r"\b(\w+)n't\b|\b(?:can)not\b")
_FULL = {"wo": "will", "ca": "can", "sha": "shall", None: "can"}
