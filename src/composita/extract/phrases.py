"""Codes of lexicon files, and the phrases that state them, as a pharmacist writes them.

A phrase is words: "(should|must) not … {who}". Brackets hold alternatives, "?" makes what stands
before it optional; "*" is any ending of a word, after a bracket any number of them; "#" is a
number, "{x}" any words of list x, "…" up to eight words. A space also matches a comma or hyphen, a
hyphen also a space or nothing, an apostrophe also a gap.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from composita.extract.pieces import Clause, clauses
from composita.extract.text import Lexicon, lexicon_file
from composita.facts import Section

Lists = Mapping[str, Collection[str]]
Found = tuple["Rule", "re.Match[str]"]


class Rule(NamedTuple):
    """A code, and the phrases that state it, unless the clause has one of the others.

    `here` are the phrases for a section about the topic, which need not name it. `entry` is
    the code's table in the lexicon file.
    """

    code: str
    say: re.Pattern[str]
    here: re.Pattern[str]
    unless: re.Pattern[str]
    entry: Mapping[str, Any]


class Topic(NamedTuple):
    """What a table of a lexicon file is about: codes that only clauses with its words state."""

    name: str
    rules: tuple[Rule, ...]
    table: Mapping[str, Any]


class Said(NamedTuple):
    """A clause that states a code, and where in its words in lower case."""

    topic: Topic
    rule: Rule
    clause: Clause
    match: re.Match[str]


class Topics:
    """The topics of a lexicon file, and what of them a section says."""

    def __init__(self, file: str) -> None:
        tables = dict(lexicon_file(file))
        lists, never = tables.pop("lists"), tables.pop("never")
        self.topics = [_topic(name, table, lists) for name, table in tables.items()]
        self._words = Lexicon(_topics_by_word(self.topics))
        self._never = pattern(never, lists)
        # Labels share standing sentences: what one says need not be looked for again.
        self._stated = lru_cache(maxsize=2**13)(self._state)

    def said(self, section: Section) -> Iterator[Said]:
        """Every statement of a code in the section, in reading order."""
        for clause, number in self._clauses(section):
            topic = self.topics[number]
            lead = len(clause.words) - (clause.end - clause.start)
            at_home = section.kind in topic.table.get("kinds", ())
            for rule, match in self._stated(number, clause.low, at_home):
                believed = _believed(section, topic.table) and _believed(section, rule.entry)
                if believed and match.end() > lead:
                    yield Said(topic, rule, clause, match)

    def _state(self, number: int, words: str, at_home: bool) -> tuple[Found, ...]:
        """The rules of a topic whose codes the words state, and where."""
        if self._never.search(words):
            return ()
        return tuple(
            (rule, match)
            for rule in self.topics[number].rules
            for match in (rule.here if at_home else rule.say).finditer(words)
            if not rule.unless.search(words)
        )

    def _clauses(self, section: Section) -> Iterator[tuple[Clause, int]]:
        """Each clause with the number of each topic that it has a word of."""
        hits = [(span.start, topics) for span, topics in self._words.find(section.text)]
        starts = [start for start, _ in hits]
        for clause in clauses(section) if hits else ():
            here = hits[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
            for number in dict.fromkeys(number for _, topics in here for number in topics):
                yield clause, number


def _believed(section: Section, table: Mapping[str, Any]) -> bool:
    """Whether a section of this kind may say it."""
    only, never_in = table.get("only", (section.kind,)), table.get("not_in", ())
    return section.kind in only and section.kind not in never_in


def _topic(name: str, table: Mapping[str, Any], lists: Lists) -> Topic:
    own = {**lists, "who": table.get("who", table["words"])}
    never = table.get("unless", ())
    rules = (_rule(code, entry, own, never) for code, entry in table["codes"].items())
    return Topic(name, tuple(rules), table)


def _rule(code: str, entry: Mapping[str, Any], lists: Lists, never: Collection[str]) -> Rule:
    say, here = entry.get("say", ()), entry.get("here", ())
    unless = pattern([*entry.get("unless", ()), *never], lists)
    return Rule(code, pattern(say, lists), pattern([*say, *here], lists), unless, entry)


def _topics_by_word(topics: Iterable[Topic]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, topic in enumerate(topics):
        for word in topic.table["words"]:
            found.setdefault(word.replace("-", " "), []).append(number)
    return found


def pattern(phrases: Iterable[str], lists: Lists) -> re.Pattern[str]:
    """One pattern for any of these phrases, to be looked for in words in lower case."""
    either = "|".join(_regex(phrase, lists) for phrase in phrases) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _regex(phrase: str, lists: Lists) -> str:
    for name in re.findall(r"\{(\w+)\}", phrase):
        phrase = phrase.replace(f"{{{name}}}", f"({'|'.join(lists[name])})")
    return "".join(_SIGNS.get(sign, re.escape(sign)) for sign in _SIGN.findall(phrase.lower()))


_SIGN = re.compile(r" … |\)\*|.")
# In a gap no word holds a hyphen, so that there is one reading of a row of them.
_SIGNS = {
    " … ": r",?(?:[\s-]+[^\s;:-]+){0,8}?[\s-]+",
    "(": "(?:", ")": ")", ")*": ")*", "|": "|", "?": "?", "*": r"\w*", "#": r"\d+",
    " ": r",?[\s-]+", "-": r"[\s-]*", "'": "['’ ]?",
}  # fmt: skip
