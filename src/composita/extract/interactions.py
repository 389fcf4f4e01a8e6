"""What a label says about taking a medicine with something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from composita.extract.forbidding import forbidding
from composita.extract.others import HOME, Page, knowing_own_class, others, own_kin
from composita.extract.outcomes import outcomes
from composita.extract.partners import mentions, own
from composita.extract.sayings import sayings
from composita.extract.text import Lexicon, fold, sections
from composita.facts import Document, Fact, Interaction, Section


def extract(document: Document) -> Iterator[Fact]:
    """A fact for each place where a piece names another medicine, food or enzyme as a partner."""
    names = Lexicon({name: name for name in _own_names(document)})
    read = [_read(section, names) for section in sections(document, *HOME, *_ELSEWHERE)]
    mine = own(document).union(*map(own_kin, read))
    pages = [knowing_own_class(page, mine) for page in read]
    said = [(page, each) for page in pages for each in _interactions(page, mine)]
    told = {value.other for _, (_, _, value) in said if _tells(value)}
    for page, (start, end, value) in said:
        if _tells(value) or value.other not in told:
            yield Fact(value, document.passage(page.section, start, end))


def is_example(text: str, start: int) -> bool:
    """Whether what begins at `start` is in brackets or otherwise an example of what is before."""
    return bool(_EXAMPLE.search(text[max(0, start - _LONGEST_LIST) : start]))


def _tells(value: Interaction) -> bool:
    """Whether more is said of the partner than that there is something."""
    return bool(value.action or value.effects or value.direction)


def _read(section: Section, names: Lexicon) -> Page:
    found = mentions(section.text)
    if not found:
        return Page(section, (), [], [])
    own_places = [span for span, _ in names.find(section.text)]
    return Page(section, found, own_places, list(_forbidden(section)))


def _forbidden(section: Section) -> Iterator[tuple[int, int]]:
    """Where a section about contraindications forbids what it names, but for allergies."""
    for clause in forbidding(section) if section.kind == "contraindications" else ():
        if not _STOPPING.search(clause.text, clause.start, clause.end):
            yield from clause.besides_allergies()


def _interactions(page: Page, mine: frozenset[str]) -> Iterator[tuple[int, int, Interaction]]:
    if partners := others(page, mine):
        for saying in sayings(page, partners):
            for mention, value in outcomes(page, saying):
                yield mention.start, mention.end, value


def _own_names(document: Document) -> set[str]:
    """What the label calls its medicine: brands, substances, and the first word of each."""
    names = {fold(made.name) for made in document.products}
    names |= {name for name in own(document) if not name.isupper()}
    return {word for name in names for word in (name, name.split(" ")[0]) if len(word) > 3}


_ELSEWHERE = ("boxed_warning", "contraindications", "warnings")
_LONGEST_LIST = 250
_STOPPING = re.compile(r"\b(?:discontinuation|withdrawal) of\b")
_EXAMPLE = re.compile(
    r"(?:\(|e\.g\.|i\.e\.|such as|including|for example|like)(?:(?!\)|[.;:]\s|\n).)*$",
    re.IGNORECASE,
)
