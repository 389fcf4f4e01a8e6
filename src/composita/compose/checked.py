"""A check → a page: what was understood, the findings, the pairs, doses and questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from composita.compose import asking, questions
from composita.compose.combination import Combination
from composita.compose.outline import Heading, outline
from composita.compose.page import Page, is_empty
from composita.compose.sections import TOGETHER, section
from composita.facts import Check, Item, Monograph, Part, Recognised, Source, Substance, View
from composita.store.statements import Subject

_OF_ONE = ("matters", "person", "told", "asked")  # what can be said of a single item
_ITS_OWN = ("dosage",)  # sections of each medicine that stand side by side on the page


def checked(
    check: Check,
    subject: Callable[[tuple[Substance, ...]], Subject],
    sources: Mapping[str, Source],
    view: View,
) -> Monograph:
    """The page about a regimen; `subject` gives what is said of one substance, or of a product."""
    asked = [name for item in check.items for name in item.recognised]
    substances = asking.substances(asked)
    subjects = [subject((one,)) for one in substances]
    every = subject(substances)
    page = Page(view, sources, [*subjects, *map(subject, products(check)), every])
    parts = [
        *_not_read(check, page),
        *_understood(asked, page),
        *_by_danger(check, _together(Combination(tuple(subjects), every, check), page)),
        *_each(subjects, page),
    ]
    title = _title(check, page)
    return Monograph(
        title=title,
        slug=asking.slug(asked),
        view=view,
        parts=tuple(parts),
        notes=page.notes.all(),
        statements=page.statements,
        data=check.data,
        disclaimer=page.words["page"]["disclaimer"],
        substances=substances,
        documents=page.cited,
        unread=check.not_read,
    )


def told(check: Check, page: Monograph) -> tuple[Part, ...]:
    """The parts of the page that word the findings, in the order of the findings."""
    parts = {part.key: iter(part.parts) for part in page.parts if part.key in ("matters", "person")}
    keys = ("person" if finding.kind == "person" else "matters" for finding in check.findings)
    return tuple(next(parts[key]) for key in keys)


def products(check: Check) -> Iterator[tuple[Substance, ...]]:
    """The items of several substances, those typed as one product, and pairs sold as one."""
    groups: dict[int, list[Item]] = {}
    for item in check.items:
        groups.setdefault(item.together, []).append(item)
    together = [items for number, items in groups.items() if number]
    sold = ([check.items[place] for place in pair.items] for pair in check.pairs if pair.listed)
    for items in (*([item] for item in check.items), *together, *sold):
        substances = asking.substances(name for item in items for name in item.recognised)
        if len(substances) > 1:
            yield substances


def _title(check: Check, page: Page) -> str:
    names = " + ".join(dict.fromkeys(item.name for item in check.items if item.is_taken))
    key = "title" if len(check.items) > 1 else "one"
    return page.words["checked"][key].format(names=names)


def _not_read(check: Check, page: Page) -> Iterator[Part]:
    """What was typed and not understood comes before everything else."""
    if check.not_read:
        say = page.words["checked"]
        words = ", ".join(say["word"].format(word=word) for word in check.not_read)
        silent = say["not_read"].format(words=words)
        yield Part("not_read", say["not_read_title"], silent=silent, silence="not recognised")


def _by_danger(check: Check, parts: Iterable[Part]) -> list[Part]:
    """What this person must not take outranks what matters together."""
    first = check.findings[0].kind if check.findings else ""
    ahead = ("person",) if first == "person" else ()
    return sorted(parts, key=lambda part: part.key not in ahead)


def _understood(asked: Sequence[Recognised], page: Page) -> Iterator[Part]:
    """How names were read that are not simply a substance's own."""
    parts = asking.in_order(asked, {(s.unii,): _named(s) for s in asking.substances(asked)}, page)
    told = tuple(part for part in parts if part.remark or part.silent)
    if told:
        yield Part("understood", page.words["checked"]["understood"], parts=told)


def _named(substance: Substance) -> Part:
    return Part(asking.slugged(substance.name), substance.name)


def _together(combination: Combination, page: Page) -> Iterator[Part]:
    alone = len(combination.check.items) == 1
    for heading in outline().combination:
        if alone and heading.key not in _OF_ONE:
            continue
        part = TOGETHER[heading.rule](heading, combination, page)
        if not is_empty(part):
            yield part


def _each(subjects: Sequence[Subject], page: Page) -> Iterator[Part]:
    """Doses side by side, and the answers of each to the questions."""
    asked = {question.key for question in outline().question}
    medicines = [
        Part(s.name, s.name, parts=tuple(_sections(outline().substance, s, asked, page)))
        for s in subjects
    ]
    doses = tuple(Part(s.name, s.name, parts=(part,)) for s in subjects for part in _doses(s, page))
    if doses:
        yield Part("doses", page.words["checked"]["doses"], parts=doses)
    if medicines:
        yield questions.compose(outline().question, medicines, page)


def _doses(subject: Subject, page: Page) -> Iterator[Part]:
    for heading in outline().substance:
        if heading.key in _ITS_OWN:
            part = section(heading, subject, page)
            yield from part.parts or ((part,) if part.silence else ())


def _sections(
    headings: Sequence[Heading], subject: Subject, keys: set[str], page: Page
) -> Iterator[Part]:
    """The sections of these keys, wherever they stand in the outline."""
    for heading in headings:
        if heading.key in keys:
            yield section(heading, subject, page)
        yield from _sections(heading.parts, subject, keys, page)
