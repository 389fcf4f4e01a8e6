"""Facts → a monograph: the sections of a page about one medicine or several, each line cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from composita.compose import asking, questions
from composita.compose.outline import outline
from composita.compose.page import Page, is_empty
from composita.compose.pairs import Combination
from composita.compose.sections import TOGETHER, section, told_first
from composita.compose.statements import Evidence, Subject, about
from composita.facts import Listed, Monograph, Part, Recognised, Source, View

__all__ = ["Evidence", "monograph"]


def monograph(
    asked: tuple[Recognised, ...],
    evidence: Mapping[tuple[str, ...], Evidence],
    sources: Mapping[str, Source],
    view: View,
    data: str,
) -> Monograph:
    """The page about what was asked, in the order asked.

    `evidence` has an entry for each substance and one for all of them together, each under its
    UNIIs in order. `data` is the date of the data. A name that is not recognised is told as such.
    """
    substances = asking.substances(asked)
    subjects = [Subject((one,), evidence[one.unii,], sources) for one in substances]
    every = Subject(substances, evidence[about(substances)], sources) if subjects[1:] else None
    page = Page(view, sources, [*subjects, every] if every else subjects)
    parts = [*_names(asked, subjects, page)]
    if every:
        parts += _combined(Combination(tuple(subjects), every), page)
    if subjects:
        parts.append(questions.compose(outline().question, subjects, page))
    return Monograph(
        title=asking.title(asked),
        slug=asking.slug(asked),
        view=view,
        parts=tuple(parts),
        notes=page.notes.all(),
        statements=page.statements,
        data=data,
        disclaimer=page.words["page"]["disclaimer"],
    )


def _names(asked: Sequence[Recognised], subjects: Sequence[Subject], page: Page) -> Iterator[Part]:
    """A part for each name asked; what came to a substance that stands above is told in short."""
    waiting = {one.about: one for one in subjects}
    for name in asked:
        if name.substance is None:
            yield asking.unrecognised(name, page)
        elif found := waiting.pop((name.substance.unii,), None):
            yield _substance(found, asking.remark(name, page), page)
        else:
            yield asking.again(name, page)


def _substance(found: Subject, remark: str, page: Page) -> Part:
    key = asking.slugged(found.name)
    if not found.kinds:
        silent = page.words["page"]["no_source"].format(name=found.name)
        return Part(key, found.name, silent=silent, silence="not covered", remark=remark)
    parts = [section(heading, found, page) for heading in outline().substance]
    told = tuple(part for part in parts if not is_empty(part))
    return Part(key, found.name, parts=told, remark=remark)


def _combined(combination: Combination, page: Page) -> Iterator[Part]:
    """What is said of a product that holds them all, if it has a label; then of taking them."""
    product, say = combination.product, page.words["page"]
    if product.kinds - {Listed}:
        parts = told_first(outline().substance, product, page)
        yield Part("product", say["product"].format(names=product.name), parts=tuple(parts))
    told = (TOGETHER[h.rule](h, combination, page) for h in outline().combination)
    yield Part("combined", say["combined"].format(names=product.name), parts=tuple(told))
