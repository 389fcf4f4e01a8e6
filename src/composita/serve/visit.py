"""A check in short, to be printed and taken along: findings by what sources say to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from composita.compose import told
from composita.compose.words import words
from composita.facts import Check, Finding, Level, Monograph, Part, Sentence

# What sources say of the person has no action: what they warn of is to be avoided, or cared for.
_OF_THE_PERSON: Mapping[Level, str] = {
    "contraindicated": "person", "serious": "avoid", "caution": "caution", "note": "",
}  # fmt: skip
_ACTIONS = ("person", "contraindicated", "avoid", "separate", "adjust", "monitor", "caution", "")


def with_visit(page: Monograph, check: Check) -> Monograph:
    """The page of a check with the summary as its first part; each line keeps its sources."""
    say = words(page.view)["visit"]
    parts = (_taken(check, say), *_groups(check, page, say), *_unknown(check, say))
    visit = Part("visit", say["title"], parts=tuple(parts))
    return replace(page, parts=(visit, *page.parts))


def _taken(check: Check, say: Mapping[str, str]) -> Part:
    typed = tuple(Sentence(item.typed, (), ()) for item in check.items if item.is_taken)
    return Part("taken", say["taken"], typed)


def _groups(check: Check, page: Monograph, say: Mapping[str, str]) -> Iterator[Part]:
    """The findings under the most forceful thing that their sources say to do."""
    lines = [_line(part) for part in told(check, page)]
    for action in _ACTIONS:
        found = [
            line
            for finding, line in zip(check.findings, lines, strict=True)
            if _action(finding) == action
        ]
        if found:
            yield Part(f"to {action or 'know'}", say[action], tuple(found))


def _action(finding: Finding) -> str:
    if finding.kind == "person":
        return _OF_THE_PERSON[finding.level]
    return next(iter(finding.actions), "")


def _line(finding: Part) -> Sentence:
    """The title of a finding with all that it cites."""
    statements = dict.fromkeys(id for said in finding.sentences for id in said.statements)
    notes = dict.fromkeys(number for said in finding.sentences for number in said.notes)
    return Sentence(finding.title, tuple(statements), tuple(notes))


def _unknown(check: Check, say: Mapping[str, str]) -> Iterator[Part]:
    """What nobody could answer: it must not be missing from what is taken along."""
    lines = [*_strangers(check, say), *_pairs(check, say)]
    if lines:
        yield Part("unknown", say["unknown"], tuple(Sentence(line, (), ()) for line in lines))


def _strangers(check: Check, say: Mapping[str, str]) -> Iterator[str]:
    for item in check.items:
        if not all(name.substance for name in item.recognised):
            yield say["stranger"].format(name=item.typed)
        yield from (say["stranger"].format(name=words) for words in item.unread)
    for one in check.circumstances:
        if not one.recognised:
            yield say["stranger"].format(name=one.topic)


def _pairs(check: Check, say: Mapping[str, str]) -> Iterator[str]:
    known = [all(name.substance for name in item.recognised) for item in check.items]
    for pair in check.pairs:
        if pair.answer == "unknown" and all(known[place] for place in pair.items):
            names = " + ".join(check.items[place].name for place in pair.items)
            yield say["pair"].format(names=names)
