"""What it is for: conditions, in which role and for whom, and the limits that labels set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.words import capital, listed
from composita.facts import Indication, Part
from composita.store.reactions import everyday
from composita.store.said import Said, support
from composita.store.statements import Subject

_APART = ("prevention", "adjunct", "diagnosis")  # other uses than treating it


def compose(heading: Heading, subject: Subject, page: Page) -> Part:
    uses: dict[tuple[bool, str, str], list[Said[Indication]]] = {}
    for said in subject.said(Indication):
        uses.setdefault(_use(said.value), []).append(said)
    ordered = sorted(uses.values(), key=lambda use: (use[0].value.limitation, -support(use)))
    return page.lines(heading, subject, [(_words(use, page), use) for use in ordered])


def _use(value: Indication) -> tuple[bool, str, str]:
    """What is the same for all words for one use: "Cough, dry", "dry cough"; "Crohn's", "Crohn"."""
    role = value.role if value.role in _APART else ""
    words = sorted(_OWNER.sub("", everyday(value.condition)).replace(",", " ").split())
    return value.limitation, role, " ".join(words)


_OWNER = re.compile(r"['’]s\b| s\b")


def _words(use: Sequence[Said[Indication]], page: Page) -> str:
    """ "To prevent migraine (adults: in some sources)"."""
    value = use[0].value
    table, key = ("limitation", "stated") if value.limitation else ("role", value.role)
    text = capital(page.words[table][key].format(condition=plain(value.condition, page)))
    people = dict.fromkeys(said.value.population for said in use)
    named = [page.words["population"][population] for population in people if population]
    if not named:
        return text
    template = page.words["people"]["some" if "" in people else "all"]
    return template.format(text=text, people=listed(named))
