"""What a page leaves out: the must-haves that labels state and no word of the page tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from composita.audit.layout import Stretch
from composita.audit.tables import table
from composita.audit.verdicts import Medicines
from composita.audit.verdicts.doses import is_limit
from composita.extract.text import fold, lexicon_file
from composita.facts import (
    Advice,
    Check,
    Contraindication,
    Dose,
    Interaction,
    Passage,
    Special,
    Warning,
    statement_id,
)
from composita.store.reactions import everyday
from composita.store.said import Said

_STEM = 6  # characters of a word that must be on the page
_MOST = 4  # passages


class Omission(Struct, frozen=True, omit_defaults=True):
    """A must-have that the page leaves out: `title` of `must_have.toml`, `term` what is missing,
    `proposed` what it could say.
    """

    title: str
    term: str
    weight: int
    about: tuple[str, ...]
    passages: tuple[Passage, ...] = ()
    statements: tuple[str, ...] = ()
    proposed: str = ""


def omissions(
    stretches: Iterable[Stretch], medicines: Medicines, check: Check | None
) -> tuple[Omission, ...]:
    """What is missing, the weightiest first. `check` is that of the page's combination."""
    page = _Words(stretches)
    found = [
        *_boxed(medicines, page),
        *_findings(check, page),
        *_forbidden(medicines, page),
        *_topics(medicines, page),
        *_maximum(medicines, page),
    ]
    once = {(each.title, fold(each.term)): each for each in reversed(found)}
    return tuple(sorted(once.values(), key=lambda each: (-each.weight, each.title, each.term)))


class _Words:
    """All words of a page."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        told = (f"{each.title} {each.question} {each.text.words}" for each in stretches)
        self._low = " ".join(told).lower()

    def has(self, beginnings: Iterable[str]) -> bool:
        """Whether a word or phrase begins with one of these."""
        either = "|".join(map(re.escape, beginnings))
        return not either or bool(re.search(rf"(?<!\w)(?:{either})", self._low))

    def tells(self, term: str) -> bool:
        """Whether any word of any wording of a term is there; what is only general tells it."""
        return self.has(_beginnings(term))


@cache
def _beginnings(term: str) -> frozenset[str]:
    """The beginnings of the words of every wording of a term, and of their synonyms."""
    return frozenset(stem for wording in _wordings(term) for stem in _stems(wording))


def _wordings(term: str) -> set[str]:
    topics = lexicon_file("warnings")["cues"]["topic"]
    return {term, everyday(term), *topics.get(term, ())}


def _stems(wording: str) -> Iterator[str]:
    """The beginnings of the words that a page with this wording has, and of their synonyms."""
    general = set(table("must_have")["general"]["words"])
    for word in re.findall(r"[\w'-]+", wording.lower()):
        if word not in general and len(word) > 2:
            stem = word[:_STEM]
            yield stem
            for part, synonyms in _synonyms().items():
                if stem.startswith(part) or part.startswith(stem):
                    yield from synonyms


@cache
def _synonyms() -> dict[str, list[str]]:
    return {part[:_STEM]: words for part, words in table("must_have")["also"].items()}


def _boxed(medicines: Medicines, page: _Words) -> Iterator[Omission]:
    """Where a page tells most of what a box holds, the rest may be its details."""
    boxed = [s for s in medicines.said(Warning) if s.value.boxed and medicines.is_alike(s)]
    missing = [said for said in boxed if not page.tells(said.value.topic)]
    if 2 * len(missing) >= len(boxed):
        for said in missing:
            yield _omission(table("must_have")["boxed"], said.value.topic, [said])


def _forbidden(medicines: Medicines, page: _Words) -> Iterator[Omission]:
    entry = table("must_have")["contraindication"]
    for said in medicines.said(Contraindication):
        value = said.value
        if (
            value.what in entry["whats"]
            and value.term not in entry["never"]
            and not page.tells(value.term)
            and medicines.is_alike(said)
            and _is_plain(said, medicines)
        ):
            yield _omission(entry, value.term, [said])


def _is_plain(said: Said[Contraindication], medicines: Medicines) -> bool:
    """Whether the label is not to be misread: a medicine that its interactions forbid, too; an
    illness in a section about contraindications that is no side effect, so no sign to stop."""
    value = said.value
    if value.what == "condition":
        listed = any(everyday(value.term) in subject.reactions for subject in medicines.all)
        return bool(value.code) and not listed and _is_at_home(said, medicines)
    return any(
        fold(each.value.other) == fold(value.term) and each.value.action == "contraindicated"
        for each in medicines.said(Interaction)
    )


def _is_at_home(said: Said[Contraindication], medicines: Medicines) -> bool:
    """Whether a label says it under contraindications; leaflets explain there, too."""
    documents = {id: d for subject in medicines.all for id, d in subject.documents.items()}
    leaflets = lexicon_file("reactions")["leaflets"]["sources"]
    stated = ((documents[p.document], p.section) for p in said.passages)
    sections = (document.section(id) for document, id in stated if document.source not in leaflets)
    return any(section and section.kind == "contraindications" for section in sections)


def _topics(medicines: Medicines, page: _Words) -> Iterator[Omission]:
    """Warnings, populations and advice of `must_have.toml`."""
    for kind, name, code in (
        (Warning, "topics", "topic"),
        (Special, "codes", "advice"),
        (Advice, "codes", "code"),
    ):
        for entry in table("must_have")[kind.__name__.lower()]:
            said = [
                each
                for each in medicines.said(kind)
                if getattr(each.value, code) in entry[name]
                and _is_about(each.value, entry)
                and medicines.is_alike(each)
            ]
            if said and not page.has(entry["covered"]):
                yield _omission(entry, entry["title"].lower(), said)


def _is_about(value: Any, entry: dict[str, Any]) -> bool:
    return all(
        getattr(value, name) == entry[name] for name in ("population", "topic") if name in entry
    )


def _maximum(medicines: Medicines, page: _Words) -> Iterator[Omission]:
    entry = table("must_have")["maximum"]
    whole = medicines.whole.said(Dose) if medicines.whole else []
    said = [each for each in whole if is_limit(each.value, "maximum") and medicines.is_alike(each)]
    if said and not page.has(entry["covered"]):
        yield _omission(entry, "maximum dose", said)


def _findings(check: Check | None, page: _Words) -> Iterator[Omission]:
    """What the check of a combination finds, where the page has no word of what can happen."""
    entry = table("must_have")["finding"]
    for finding in check.findings if check else ():
        told = [*finding.effects, *([finding.topic] if finding.kind == "adds up" else [])]
        if finding.level in entry["levels"] and told and not any(map(page.tells, told)):
            statements = [ground.statement for ground in finding.grounds]
            yield Omission(
                entry["title"],
                told[0],
                entry["weight"],
                tuple(dict.fromkeys(u for s in statements for u in s.about)),
                tuple(s.passages[0] for s in statements)[:_MOST],
                tuple(s.id for s in statements)[:_MOST],
            )


def _omission(entry: dict[str, Any], term: str, said: list[Said[Any]]) -> Omission:
    return Omission(
        entry["title"],
        term,
        entry["weight"],
        said[0].about,
        tuple(each.passages[0] for each in said)[:_MOST],
        tuple(statement_id(each.about, each.value) for each in said)[:_MOST],
    )
