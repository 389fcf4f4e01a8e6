"""What a medicine is to enzymes and transporters: substrate, inhibitor or inducer, how strongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from composita.extract.phrases import pattern
from composita.extract.pieces import clauses
from composita.extract.stated import Stated, facts
from composita.extract.subject import Subject
from composita.extract.text import Lexicon, lexicon_file, sections
from composita.facts import Document, EnzymeRole, Fact

_KINDS = ("interactions", "pharmacology", "mechanism", "warnings", "dosage")

Role = Literal["substrate", "inhibitor", "inducer"]
Strength = Literal["", "weak", "moderate", "strong", "main", "minor", "sensitive"]


def extract(document: Document) -> Iterator[Fact]:
    """The roles that the document states of its own medicine."""
    return facts(document, _stated(document))


def _stated(document: Document) -> Iterator[Stated]:
    subject = Subject(document)
    for section in sections(document, *_KINDS):
        for clause in clauses(section) if _names_one(section.text) else ():
            for role, about in _roles(clause.low, subject) if _names_one(clause.words) else ():
                yield Stated(role, section, clause, about)


def _names_one(text: str) -> bool:
    """Whether an enzyme may be named here: quick to say, for most texts name none."""
    return any(cue in text for cue in lexicon_file("enzymes")["cues"])


def _roles(words: str, subject: Subject) -> Iterator[tuple[EnzymeRole, tuple[str, ...]]]:
    if _never("cues").search(words):
        return
    in_vitro = bool(_never("in_vitro").search(words))
    for role, said in _said().items():
        for match in said.finditer(words):
            about = subject.before(words[: match.start()])
            if about is not None and (role == "substrate" or not in_vitro):
                yield from ((one, about) for one in _each(role, match.group()))


def _each(role: Role, words: str) -> Iterator[EnzymeRole]:
    """A role for each enzyme: "mainly by CYP3A4 and to a lesser extent by CYP1A2"."""
    more, _, less = words.partition("lesser extent")
    strength = _strength(more)
    yield from (EnzymeRole(enzyme, role, strength) for enzyme in _names(more))
    yield from (EnzymeRole(enzyme, role, "minor") for enzyme in _names(less))


def _names(words: str) -> Iterator[str]:
    """ "CYP2C9" and "CYP2C19" for "cytochrome P450 2C9 and 2C19"."""
    yield from (f"CYP{number.upper()}" for number in _NUMBER.findall(words))
    yield from (name for _, name in _transporters().find(words))


def _strength(words: str) -> Strength:
    found = [strength for strength, cue in _strengths().items() if cue.search(words)]
    return found[0] if len(found) == 1 else ""


_NUMBER = re.compile(r"(?<![a-z0-9])(?:cyp ?)?(\d[a-z]\d{0,2})(?![a-z0-9])")


@cache
def _said() -> dict[Role, re.Pattern[str]]:
    """For each role, how it is said."""
    said = lexicon_file("enzymes")["said"]
    strengths = lexicon_file("enzymes")["strength"].values()
    how = {"how": [*said["filling"], *(cue for cues in strengths for cue in cues)]}
    several = rf"{_enzyme().pattern}(?:{_AND}(?:{_enzyme().pattern}|\d[a-z]\d{{0,2}}))*"
    roles: tuple[Role, ...] = ("substrate", "inhibitor", "inducer")
    return {
        role: re.compile(pattern(said[role], how).pattern.replace("@", several)) for role in roles
    }


_AND = r"\s*(?:,?\s*(?:and|or)\s+|,\s*|/\s*)(?:to a lesser extent,?\s+)?(?:by\s+)?"
_CYP = (
    r"(?:the\s+)?(?:hepatic\s+)?(?:(?:cytochrome|cyp)(?:\s*-?p?-?450)?(?:\s*\(cyp\))?|p450)"
    r"(?:\s+(?:iso)?(?:en)?zymes?)?(?:\s*cyp)?\s*\d[a-z]\d{0,2}(?:/\d{1,2})?"
    r"(?:\s+(?:iso)?(?:en)?zymes?)?"
)


@cache
def _enzyme() -> re.Pattern[str]:
    others = "|".join(re.escape(name) for names in _spellings().values() for name in names)
    return re.compile(rf"(?<!\w)(?:{_CYP}|{others})(?!\w)")


@cache
def _transporters() -> Lexicon:
    return Lexicon({name: known for known, names in _spellings().items() for name in names})


@cache
def _spellings() -> dict[str, list[str]]:
    names: dict[str, list[str]] = lexicon_file("enzymes")["name"]
    return names


@cache
def _strengths() -> dict[Strength, re.Pattern[str]]:
    return {name: pattern(cues, {}) for name, cues in lexicon_file("enzymes")["strength"].items()}


@cache
def _never(name: str) -> re.Pattern[str]:
    return pattern(lexicon_file("enzymes")["never"][name], {})
