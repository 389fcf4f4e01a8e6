"""What pages say and labels do not: that a route is not given, that it is not sold.

The phrases are `said.toml` and `routes.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from composita.audit.claim import Route, Sold, Stated
from composita.audit.layout import Stretch
from composita.audit.tables import table
from composita.extract.phrases import pattern
from composita.extract.text import Span, any_of
from composita.facts import Advice

Found = tuple[int, int, Stated]


def sayings(stretch: Stretch, sentence: Span, many: bool) -> Iterator[Found]:
    """What a sentence of a stretch says; `many` where the page is about several substances."""
    low = sentence.words.lower()
    for rule in _rules():
        if not any(piece in low for piece in rule.needs):
            continue
        if isinstance(rule.value, Sold) and not many:
            continue
        found = rule.say.search(low)
        if found and not rule.unless.search(low):
            yield sentence.start + found.start(), sentence.start + found.end(), rule.value
            if isinstance(rule.value, Sold):
                return
    if stretch.kind == "dosage" and (label := _ROUTE_LABEL.match(sentence.words)):
        yield from _labelled(sentence, label)


def answer(stretch: Stretch) -> Found | None:
    """What "yes" or "no" to a question says; it stands with the sentence after it."""
    for entry in table("said")["answers"] if stretch.reply else ():
        code = entry.get(stretch.reply)
        if code and re.search(entry["question"], stretch.question, re.IGNORECASE):
            end = stretch.text.words.find(".")
            return 0, end if end > 0 else len(stretch.text.words), Advice(*code)
    return None


def is_general(words: str) -> bool:
    """Whether a sentence only gives advice that no label could bear out or contradict."""
    return bool(_general().search(words.lower()))


def says_caused(words: str) -> bool:
    """Whether a sentence says that something can come of a medicine."""
    return bool(_caused().search(words.lower()))


def hedge(before: str) -> str:
    """The last word before a claim that makes it less than certain."""
    found = _hedges().findall(before)
    return str(found[-1]).lower() if found else ""


def routes() -> dict[str, dict[str, list[str]]]:
    """The ways of giving of `routes.toml`."""
    return {route: words for route, words in table("routes").items() if "say" in words}


class _Rule(NamedTuple):
    value: Stated
    needs: list[str]
    say: re.Pattern[str]
    unless: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    said = table("said")
    rules = [_rule(Sold(how == "yes"), entry) for how, entry in said["sold"].items()]
    for route, words in routes().items():
        for how, entry in said["route"].items():
            rules.append(_rule(Route(route, how == "yes"), entry, words["say"]))
    return tuple(rules)


def _rule(value: Stated, entry: dict[str, list[str]], route: list[str] | None = None) -> _Rule:
    say = pattern(entry["say"], {"route": route or []})
    needs = route or entry["needs"]
    return _Rule(value, needs, say, pattern(entry["unless"], {}))


def _labelled(sentence: Span, label: re.Match[str]) -> Iterator[Found]:
    """ "Oral: …" says that it is given so, unless the sentence goes on to say that it is not."""
    route = next(r for r, words in routes().items() if label[1].lower() in words["say"])
    if not _NOT.search(sentence.words):
        yield sentence.start, sentence.start + label.end(1), Route(route)


@cache
def _general() -> re.Pattern[str]:
    return pattern(table("said")["general"]["say"], {})


@cache
def _caused() -> re.Pattern[str]:
    return pattern(table("said")["caused"]["say"], {})


@cache
def _hedges() -> re.Pattern[str]:
    return any_of(table("said")["hedge"]["words"])


_NOT = re.compile(
    r"\b(?:not|n't|never|no|if|unless|available|rarely|may|less|n/a|none|avoid|depends?|varies)\b"
    r"|n't",
    re.IGNORECASE,
)
_ROUTE_LABEL = re.compile(
    r"(oral|topical|intravenous|iv|intramuscular|injection|ophthalmic)(?: administration| dosage"
    r"| dose| route)?(?: \([^)]*\))?:\s+\S.*\d",
    re.IGNORECASE,
)
