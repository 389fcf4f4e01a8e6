"""Which medicines a label names as examples of a class or of what acts on an enzyme.

"Strong CYP3A4 inhibitors (e.g., ketoconazole, ritonavir)" says something about ketoconazole, in
whoever's label it stands: such facts are about the medicine named, not about the label's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from composita.extract.partners import Mention, Partner, mentions
from composita.extract.text import sections
from composita.facts import Class, Document, EnzymeRole, Fact

_KINDS = ("interactions", "contraindications", "warnings", "boxed_warning", "dosage")


def extract(document: Document) -> Iterator[Fact]:
    """A fact about each medicine that stands as an example behind a class or an enzyme's name."""
    for section in sections(document, *_KINDS):
        found = mentions(section.text)
        for place, group in enumerate(found):
            if _is_alone(section.text, found[max(0, place - 1) : place], group):
                for example in _examples(section.text, group, found[place + 1 :]):
                    passage = document.passage(section, group.start, example.end)
                    yield Fact(_value(group.partner), passage, (example.partner.name,))


def _is_alone(text: str, before: Sequence[Mention], group: Mention) -> bool:
    """Whether examples behind it must be its own: not those of "A inhibitors or B blockers"."""
    if group.partner.what not in ("class", "enzyme"):
        return False
    return not any(_OR.fullmatch(text, each.end, group.start) for each in before)


def _examples(text: str, group: Mention, after: Sequence[Mention]) -> Iterator[Mention]:
    """The substances in the list that follows, which ends where anything else is said.

    A list in brackets, or one that begins with a class, may name narrower classes with examples
    of their own: those are of the group too.
    """
    opening = _OPENING.match(text, group.end)
    if not opening or not after or opening.end() != after[0].start:
        return
    bracketed = text[opening.start() : opening.end()].count("(")
    nested = bool(bracketed) or after[0].partner.what == "class"
    depth, before = bracketed, opening.end()
    for mention in after:
        said = text[before : mention.start]
        depth += said.count("(") - said.count(")")
        if depth < bracketed or not _BETWEEN.fullmatch(said):
            return
        if mention.partner.what == "substance":
            yield mention
        elif mention.partner.what != "class" or not nested:
            return
        before = mention.end


def _value(group: Partner) -> Class | EnzymeRole:
    role = _ENZYME.fullmatch(group.name) if group.what == "enzyme" else None
    if not role:
        return Class(group.name, "example")
    strength: Any = "strong" if role["strength"] == "potent" else role["strength"] or ""
    kind: Any = role["role"]
    return EnzymeRole(role["enzyme"], kind, strength)


_CUE = (
    r"e\.?\s?g\.?,?:?|such as:?|for example,?:?|including(?: but not limited to)?,?:?|like|i\.e\.,?"
)
_OPENING = re.compile(rf"\s?(?:\(\s?)?(?:,\s)?(?:{_CUE})\s?|\s?\(\s?", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"(?:[\s,;/()\[\]]|\b(?:and|or|certain|some|other|the|{_CUE}))*", re.IGNORECASE
)
_OR = re.compile(r"(?: \([^)]*\))?,?\s(?:and|or|and/or|with)\s|/", re.IGNORECASE)
_ENZYME = re.compile(
    r"(?:(?P<strength>strong|potent|moderate|weak|sensitive) )?"
    r"(?P<enzyme>\S+) (?P<role>inhibitor|inducer|substrate)s"
)
