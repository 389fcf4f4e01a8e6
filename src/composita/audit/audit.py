"""A page against a library: its claims, each with a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial

from msgspec import Struct
from msgspec.structs import replace

from composita.audit.claim import Claim, Judged, Verdict
from composita.audit.claims import claims
from composita.audit.layout import stretches
from composita.audit.meetings import meetings
from composita.audit.names import Who
from composita.audit.omissions import Omission, omissions
from composita.audit.page import Page
from composita.audit.proposals import Proposals
from composita.audit.searches import searches
from composita.audit.tables import table
from composita.audit.verdicts import Medicines, Ruling, rule
from composita.audit.verdicts.uses import is_same
from composita.facts import Document, Indication, Passage, Recognised, statement_id
from composita.library import MOST_TYPED, Library
from composita.store.statements import Subject

_MOST = 8  # passages of a verdict: hundreds of documents may say the same


class Audited(Struct, frozen=True, omit_defaults=True):
    """A page with its verdicts. `unknown` are names of its title that are not recognised.

    `problem` says why nothing could be checked, "" where something was.
    """

    path: str
    title: str
    who: Who = ()
    unknown: tuple[str, ...] = ()
    judged: tuple[Judged, ...] = ()
    omitted: tuple[Omission, ...] = ()
    problem: str = ""


def audit(page: Page, library: Library) -> Audited:
    """The page's claims with their verdicts, in reading order, and what it leaves out."""
    names = library.find(page.title).names if 0 < len(page.title.strip()) <= MOST_TYPED else ()
    who = tuple({name.substance.unii: name.substance for name in names if name.substance}.values())
    unknown = tuple(name.typed for name in names if name.substance is None)
    if not who:
        return Audited(page.path, page.title, problem="no medicine recognised in its title")
    parts = tuple(stretches(page, who))
    found = claims(page, who, parts)
    against = _Against(names, who, found, library)
    judged = tuple(_judge(claim, against.medicines(claim.about)) for claim in found)
    whole = against.medicines(tuple(one.unii for one in who))
    check = library.check([one.name for one in who]) if len(who) > 1 else None
    audited = Audited(page.path, page.title, who, unknown, judged, omissions(parts, whole, check))
    return _with_proposals(audited, library)


def _with_proposals(page: Audited, library: Library) -> Audited:
    """The page with what it could say where it is contradicted or leaves something out."""
    if not page.omitted and all(each.verdict != "contradicted" for each in page.judged):
        return page
    proposals = Proposals(page.who, library)
    judged = (
        replace(each, proposed=proposals.of(each.statements))
        if each.verdict == "contradicted"
        else each
        for each in page.judged
    )
    omitted = (replace(each, proposed=proposals.of(each.statements)) for each in page.omitted)
    return replace(page, judged=tuple(judged), omitted=tuple(omitted))


class _Against:
    """What the claims of a page are held against, for each set of its substances."""

    def __init__(
        self, names: tuple[Recognised, ...], who: Who, found: list[Claim], library: Library
    ) -> None:
        title = " ".join(name.typed for name in names).lower()
        self._ways = [words for way, words in table("routes")["titles"].items() if way in title]
        self._is_one_form = bool(self._ways) or any(name.form for name in names)
        self._who = {one.unii: one for one in who}
        self._uses = [each.value for each in found if isinstance(each.value, Indication)]
        self._library = library
        self._is_whole = all(name.substance for name in names)
        self.medicines = cache(self._medicines)

    def _medicines(self, about: tuple[str, ...]) -> Medicines:
        """A product of several counts only where all names of the title are understood."""
        substances = tuple(self._who[unii] for unii in about)
        alone = tuple(self._library.subject((one,)) for one in substances)
        every = len(substances) == len(self._who) and self._is_whole
        product = self._library.subject(substances) if len(substances) > 1 and every else None
        subjects = (*alone, *([product] if product else []))
        alike, elsewhere = frozenset(self._alike(subjects)), frozenset(self._elsewhere(subjects))
        meets = partial(meetings, self._library, substances)
        has_use = bool(self._uses)
        return Medicines(alone, product, alike, elsewhere, self._is_one_form, has_use, meets)

    def _alike(self, subjects: Iterable[Subject]) -> Iterator[str]:
        """The documents that give a use which the page gives, too."""
        for subject in subjects:
            for said in subject.said(Indication):
                if any(is_same(use, said.value) for use in self._uses):
                    yield from said.documents

    def _elsewhere(self, subjects: Iterable[Subject]) -> Iterator[str]:
        """Labels and leaflets about another way of giving than the one that the title names."""
        for document in (d for subject in subjects for d in subject.documents.values()):
            is_text = self._library.sources[document.source].kind in ("label", "leaflet")
            if self._ways and is_text and not any(_has(document, each) for each in self._ways):
                yield document.id


def _has(document: Document, words: Iterable[str]) -> bool:
    """Whether a document's title, forms or routes have one of these words."""
    made = (f"{product.form} {' '.join(product.routes)}" for product in document.products)
    low = f"{document.title} {' '.join(made)} ".lower()
    return any(word in low for word in words)


def _judge(claim: Claim, medicines: Medicines) -> Judged:
    ruling = rule(claim.value, medicines)
    searched = tuple(searches(claim.value, medicines)) if ruling.verdict == "unsupported" else ()
    return Judged(
        claim,
        _as_far_as_searched(ruling, searched),
        ruling.sure,
        ruling.reason,
        passages=_passages(ruling),
        statements=tuple(statement_id(said.about, said.value) for said in ruling.said[:_MOST]),
        searched=searched,
    )


def _as_far_as_searched(ruling: Ruling, searched: tuple[str, ...]) -> Verdict:
    """What was looked for in no document is not covered: that nothing was found says nothing."""
    is_open = ruling.verdict == "unsupported" and not ruling.said
    return "not covered" if is_open and not searched else ruling.verdict


def _passages(ruling: Ruling) -> tuple[Passage, ...]:
    """The first of each statement before the others."""
    first = [said.passages[0] for said in ruling.said]
    rest = [passage for said in ruling.said for passage in said.passages[1:]]
    return tuple(dict.fromkeys((*first, *rest)))[:_MOST]
