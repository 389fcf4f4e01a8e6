"""What matters for the person, in words; and what came of each thing that was told of them."""

from __future__ import annotations

from collections.abc import Iterator

from composita.compose.advice import in_words
from composita.compose.combination import Combination
from composita.compose.interactions import advised
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.words import capital, listed
from composita.facts import (
    Advice,
    Check,
    Circumstance,
    Contraindication,
    Dose,
    Finding,
    Indication,
    Interaction,
    ItemAnswer,
    Part,
    PersonAnswer,
    Sentence,
    Silence,
    Special,
    Statement,
    Warning,
)

_SILENCE: dict[PersonAnswer, Silence] = {
    "not read": "speaks of it", "silent": "says nothing", "unknown": "not covered",
}  # fmt: skip


def title(finding: Finding, check: Check, page: Page) -> str:
    """ "Must not be taken if you have asthma – A and B"."""
    told = next((c for c in check.circumstances if c.topic == finding.topic), None)
    by_kind = told.kind if told else "condition"
    say = page.words["person_if"]
    return page.words["finding"]["person"].format(
        level=page.words["level_person"][finding.level],
        when=say.get(finding.topic, say.get(by_kind, "")).format(topic=finding.topic),
        names=_names(finding.items, check),
    )


def allergic(finding: Finding, check: Check, page: Page) -> Sentence:
    """That a medicine is what the person is allergic to: it needs no source."""
    names = _names(finding.items, check)
    return Sentence(page.words["finding"]["itself"].format(names=names), (), ())


def said(name: str, statement: Statement, page: Page) -> str:
    """What a source says for somebody like the person, of one medicine."""
    value, say = statement.value, page.words["person_said"]
    match value:
        case Contraindication(what, term):
            return capital(say[what].format(name=name, term=plain(term, page)))
        case Warning(topic, boxed):
            key = "boxed" if boxed else "warning"
            return capital(say[key].format(name=name, term=plain(topic, page)))
        case Indication(condition):
            key = "not for" if value.limitation else "use"
            return say[key].format(name=name, term=plain(condition, page))
        case Dose():
            return say["dose"].format(name=name, part=value.renal or value.age).replace(" ()", "")
        case Interaction(other):
            return advised(name, [statement], other, page)
        case Special() | Advice():
            return f"{name}: {in_words(value, page)}"
        case _:
            return f"{name}."


def told(heading: Heading, combination: Combination, page: Page) -> Part:
    """A part for each thing that was told: what was found, and where nothing was, why."""
    check = combination.check
    unknown_first = sorted(check.circumstances, key=lambda one: one.recognised)
    parts = [_circumstance(one, check, page) for one in unknown_first]
    return Part(heading.key, heading.title, parts=tuple(parts))


def _circumstance(told: Circumstance, check: Check, page: Page) -> Part:
    key, heading = f"told {told.kind}", page.words["topic"].get(told.topic, capital(told.topic))
    say = page.words["told"]
    if not told.recognised:
        near = say["near"].format(terms=listed(told.near, "or")) if told.near else ""
        silent = f"{say['not recognised'].format(topic=told.topic)} {near}".strip()
        return Part(key, heading, silent=silent, silence="not recognised")
    if told.kind == "measure":
        return Part(key, heading, remark=say["measure"])
    remark = say["found"].format(names=_of(told, check, found=True)) if _found(told) else ""
    sentences, parts = _statements(told, check, page), _unsaid(told, check, page)
    return Part(key, heading, tuple(sentences), tuple(parts), remark=remark)


def _found(told: Circumstance) -> list[int]:
    return [answer.item for answer in told.answers if answer.findings]


def _of(told: Circumstance, check: Check, found: bool) -> str:
    return _names([a.item for a in told.answers if bool(a.findings) == found], check)


def _statements(told: Circumstance, check: Check, page: Page) -> Iterator[Sentence]:
    """What is said and is no finding; where there are findings, they come first, above."""
    for answer in told.answers:
        name = check.items[answer.item].name
        lines: dict[str, list[Statement]] = {}
        for statement in () if answer.findings else answer.statements:
            lines.setdefault(said(name, statement, page), []).append(statement)
        yield from (page.say(text, statements) for text, statements in lines.items())


def _unsaid(told: Circumstance, check: Check, page: Page) -> Iterator[Part]:
    """The items of which nothing is said, those with one answer together."""
    for answer, silence in _SILENCE.items():
        alike = [one for one in told.answers if one.answer == answer]
        if alike:
            names = _names([one.item for one in alike], check)
            text = page.words["told"][answer].format(documents=_asked(alike, page))
            places = tuple(_places(alike, check, page)) if answer == "not read" else ()
            yield Part(f"told {answer}", names, places, silent=text, silence=silence)


def _asked(alike: list[ItemAnswer], page: Page) -> str:
    asked = {document for one in alike for document in one.asked}
    return page.who(asked) if asked else ""


def _places(alike: list[ItemAnswer], check: Check, page: Page) -> Iterator[Sentence]:
    """Where to read what we could not."""
    for one in alike:
        numbers = sorted({page.notes.place(place) for place in one.places})
        text = page.words["told"]["place"].format(name=check.items[one.item].name)
        yield Sentence(text, (), tuple(numbers))


def _names(items: list[int] | tuple[int, ...], check: Check) -> str:
    return listed(dict.fromkeys(check.items[place].name for place in items))
