"""Facts → a monograph: the sections of a page about one medicine or several, each line cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from composita.compose import asking, questions
from composita.compose.checked import checked, products, told
from composita.compose.combination import Combination
from composita.compose.outline import outline
from composita.compose.page import Page, is_empty
from composita.compose.sections import TOGETHER, section, told_first
from composita.facts import (
    Check,
    Item,
    Listed,
    Monograph,
    Part,
    Recognised,
    Source,
    Substance,
    View,
)
from composita.store.statements import Evidence, Subject, about

# How the part of one medicine comes about. A site that has made it for another page gives it again.
Medicine = Callable[[Subject, Page], Part]

__all__ = ["Evidence", "Medicine", "Subject", "about", "checked", "monograph", "told"]


def monograph(
    asked: tuple[Recognised, ...],
    subject: Callable[[tuple[Substance, ...]], Subject],
    sources: Mapping[str, Source],
    view: View,
    data: str,
    check: Callable[[tuple[Item, ...]], Check],
    medicine: Medicine | None = None,
    unread: tuple[str, ...] = (),
) -> Monograph:
    """The page about what was asked, in the order asked.

    `subject` gives what is said of one substance, or of several in one product, and `check` what
    happens when they are taken together. `data` is the date of the data. A name that is not
    recognised is told as such, and so are the `unread` words of what was typed.
    """
    substances = asking.substances(asked)
    subjects = [subject((one,)) for one in substances]
    every = subject(substances) if subjects[1:] else None
    found = check(asking.items(asked)) if every else None
    sold = map(subject, products(found)) if found else ()
    page = Page(view, sources, [*subjects, *sold, *([every] if every else ())])
    medicines = {one.about: (medicine or _substance)(one, page) for one in subjects}
    parts = [*asking.unread(unread, page), *asking.in_order(asked, medicines, page)]
    if every and found:
        parts += _combined(Combination(tuple(subjects), every, found), page)
    if subjects:
        parts.append(questions.compose(outline().question, [*medicines.values()], page))
    return Monograph(
        title=asking.title(asked),
        slug=asking.slug(asked),
        view=view,
        parts=tuple(parts),
        notes=page.notes.all(),
        statements=page.statements,
        data=data,
        disclaimer=page.words["page"]["disclaimer"],
        substances=substances,
        documents=page.cited,
        unread=unread,
    )


def _substance(found: Subject, page: Page) -> Part:
    key = asking.slugged(found.name)
    if not (found.kinds or found.own):
        silent = page.words["page"]["no_source"].format(name=found.name)
        return Part(key, found.name, silent=silent, silence="not covered")
    parts = [section(heading, found, page) for heading in outline().substance]
    return Part(key, found.name, parts=tuple(part for part in parts if not is_empty(part)))


def _combined(combination: Combination, page: Page) -> Iterator[Part]:
    """What is said of a product that holds them all, if it has a label; then of taking them."""
    product, say = combination.product, page.words["page"]
    if product.kinds - {Listed}:
        parts = told_first(outline().substance, product, page)
        yield Part("product", say["product"].format(names=product.name), parts=tuple(parts))
    told = (TOGETHER[h.rule](h, combination, page) for h in outline().combination)
    together = tuple(part for part in told if not is_empty(part))
    yield Part("combined", say["combined"].format(names=product.name), parts=together)
