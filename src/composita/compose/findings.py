"""The findings of a check in words: what can happen, what to do, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import asdict

from composita.compose import between, registers
from composita.compose import person as for_person
from composita.compose.amounts import amount, interval
from composita.compose.combination import Combination
from composita.compose.interactions import advised
from composita.compose.outline import Heading
from composita.compose.page import Page
from composita.compose.plain import plain
from composita.compose.words import capital, listed
from composita.facts import (
    AdverseReaction,
    Check,
    Class,
    Contraindication,
    Dose,
    EnzymeRole,
    Finding,
    FindingKind,
    Ground,
    Interaction,
    Part,
    Sentence,
    Statement,
    Warning,
    kind_of,
)

_FOR_PATIENTS = 4  # statements that the patient view shows of one finding


def together(heading: Heading, combination: Combination, page: Page) -> Part:
    """A part for each finding about several items, the most forceful first."""
    return _parts(heading, combination, page, person=False)


def person(heading: Heading, combination: Combination, page: Page) -> Part:
    """A part for each finding about the person."""
    return _parts(heading, combination, page, person=True)


def _parts(heading: Heading, combination: Combination, page: Page, person: bool) -> Part:
    check = combination.check
    found = [finding for finding in check.findings if (finding.kind == "person") == person]
    parts = [_part(finding, check, page) for finding in found]
    return page.part(heading, combination.product, parts=parts)


def _part(finding: Finding, check: Check, page: Page) -> Part:
    sentences = list(_sentences(finding, check, page))
    shown = len(sentences) if page.view == "professional" else _FOR_PATIENTS
    more = page.words["finding"]["more"].format(count=len(sentences) - shown)
    remarks = (
        _differ(finding, page),
        between.others(finding, check, page),
        more if len(sentences) > shown else "",
    )
    return Part(
        key=f"finding {finding.kind}",
        title=title(finding, check, page),
        sentences=(*sentences[:shown], *registers.of_pairs(finding, check, page)),
        remark=" ".join(filter(None, remarks)),
        level=finding.level,
    )


def title(finding: Finding, check: Check, page: Page) -> str:
    """ "Serious: bleeding can add up – A and B": those that make it so grave."""
    if finding.kind == "person":
        return for_person.title(finding, check, page)
    levels = between.words_for(finding, page)
    what = _what(finding, page)
    return page.words["finding"]["title" if what else "untold"].format(
        level=levels[finding.level], what=what, names=between.carrying(finding, check)
    )


def _what(finding: Finding, page: Page) -> str:
    """What the finding is about, in a few words."""
    if finding.kind == "adds up":
        return page.words["adds_up"]["title"].format(effect=page.words["effect"][finding.topic])
    if finding.kind == "same class":
        return page.words["finding_about"]["same class"].format(topic=finding.topic)
    if finding.effects:
        effects = finding.effects if page.view == "professional" else finding.effects[:3]
        return ", ".join(plain(effect, page) for effect in effects)
    return page.words["finding_about"][finding.kind].format(topic=finding.topic)


def _names(items: Iterable[int], check: Check) -> str:
    return listed(dict.fromkeys(check.items[place].name for place in items))


def _differ(finding: Finding, page: Page) -> str:
    """That sources give different levels, and which."""
    if len(finding.levels) < 2:
        return ""
    levels = page.words["level_person" if finding.kind == "person" else "level"]
    by_level = (
        f"{levels[level].lower()} ({page.who(_documents(finding, level))})"
        for level in finding.levels
    )
    return page.words["finding"]["differ"].format(levels=", ".join(by_level))


def _documents(finding: Finding, level: str) -> Iterator[str]:
    for ground in finding.grounds:
        if ground.level == level:
            yield from ground.statement.documents


def _sentences(finding: Finding, check: Check, page: Page) -> Iterator[Sentence]:
    if finding.kind == "person" and not finding.grounds:
        yield for_person.allergic(finding, check, page)
    elif finding.kind in _OPENED:
        yield _opening(finding, check, page)
    else:
        for grounds in _alike(finding.grounds):
            yield _sentence(grounds, check, page, finding.kind)


_OPENED = ("enzyme", "same substance", "same class", "too much", "too often")  # all in one sentence


def _opening(finding: Finding, check: Check, page: Page) -> Sentence:
    """What follows from several statements, with all of them."""
    statements = [s for g in finding.grounds for s in (g.statement, *g.means)]
    text = _follows(finding, check, page)
    return page.say(text, statements) if statements else Sentence(text, (), ())


def _follows(finding: Finding, check: Check, page: Page) -> str:
    if finding.kind == "enzyme":
        return _through_enzyme(finding, check, page)
    value = finding.grounds[0].statement.value if finding.grounds else None
    same = finding.kind == "same substance"
    return page.words["finding"][finding.kind].format(
        what=check.items[finding.items[0]].name if same else finding.topic,
        names=_names(finding.items, check),
        dose=amount(value, page.words) if isinstance(value, Dose) else "",
        often=listed(_intervals(finding, page), "or"),
    )


def _intervals(finding: Finding, page: Page) -> list[str]:
    """ "every week", for each interval at which sources give it; [""] where none does."""
    doses = (one.statement.value for one in finding.grounds)
    hours = {dose.every_hours for dose in doses if isinstance(dose, Dose) and dose.every_hours}
    return [interval(one, page.words) for one in sorted(hours)] or [""]


def _through_enzyme(finding: Finding, check: Check, page: Page) -> str:
    ground = finding.grounds[0]
    acts = ground.means[0].value
    role = acts.role if isinstance(acts, EnzymeRole) else "inhibitor"
    text = page.words["finding"][role].format(
        a=check.items[ground.item].name,
        b=check.items[ground.other or 0].name,
        enzyme=finding.topic,
    )
    return f"{text} {page.words['finding']['unnamed']}"


def _alike(grounds: Iterable[Ground]) -> Iterator[Sequence[Ground]]:
    """Grounds that make one sentence: one source's side about one other thing, however worded."""
    groups: dict[tuple[Any, ...], list[Ground]] = {}
    for ground in grounds:
        groups.setdefault(_key(ground), []).append(ground)
    yield from groups.values()


def _key(ground: Ground) -> tuple[Any, ...]:
    value, about = ground.statement.value, ground.statement.about
    if isinstance(value, Interaction) and value.level:  # a list may print a pair both ways round
        pair = frozenset((ground.item, ground.other))
        return ground.statement.documents, value.level, pair, ground.case
    if ground.other is not None:  # by name and brand, or by what makes it be of a class
        return ground.item, about, ground.other, tuple(s.id for s in ground.means), ground.case
    if isinstance(value, Contraindication):
        return ground.item, about, value.term.casefold()
    return ground.item, ground.statement.id


def _sentence(grounds: Sequence[Ground], check: Check, page: Page, kind: FindingKind) -> Sentence:
    first = grounds[0]
    statements = list({g.statement.id: g.statement for g in grounds}.values())
    if kind == "person" and not isinstance(first.statement.value, Interaction | Class):
        return page.say(
            for_person.said(check.items[first.item].name, first.statement, page), statements
        )
    text = _told(first, statements, check, page)
    if first.case:
        text = text.rstrip(".") + page.words["pair"]["case"].format(case=first.case) + "."
    because = first.means[0] if first.means and first.other is not None else None
    if because is None or first.other is None:
        return page.say(text, statements)
    reason = why(check.items[first.other].name, because, page)
    return page.say(f"{text} {reason}", [*statements, because])


def _told(first: Ground, statements: Sequence[Statement], check: Check, page: Page) -> str:
    value, name = first.statement.value, _whose(first, check)
    if isinstance(value, Interaction) and value.level:
        source = page.who(first.statement.documents)
        other = check.items[first.other or 0].name
        text = page.words["pair"]["listed"].format(
            source=capital(source), a=name, b=other, level=value.level
        )
        return text + "."
    if isinstance(value, Interaction):
        return advised(name, statements, value.other, page)
    if isinstance(value, Contraindication) and first.other is not None:
        return advised(name, statements, value.term, page)
    return has(name, first.statement, page)


def _whose(ground: Ground, check: Check) -> str:
    """Whose sources say it: the item's, or those of the product that several items make up."""
    item, about = check.items[ground.item], ground.statement.about
    if not item.together or len(about) == 1:
        return item.name
    names = (name.substance for one in check.items for name in one.recognised)
    parts = (one.name for one in names if one and one.unii in about)
    return " + ".join(dict.fromkeys(parts))


def has(name: str, statement: Statement, page: Page) -> str:
    """That a medicine has an effect, or is of a class."""
    value, say = statement.value, page.words["finding"]
    if isinstance(value, Class):
        return say["has_class"].format(name=name, term=value.name) + "."
    if isinstance(value, Warning):
        key = "has_boxed" if value.boxed else "has_warning"
        return capital(say[key].format(name=name, term=plain(value.topic, page))) + "."
    if isinstance(value, AdverseReaction):
        key = f"has_{value.group}" if value.group in ("boxed", "warning") else "has_common"
        return capital(say[key].format(name=name, term=plain(value.term, page))) + "."
    return name


def why(name: str, because: Statement, page: Page) -> str:
    """What makes a term mean a medicine: a class, what it is to an enzyme, or an effect."""
    fields: Mapping[str, Any] = asdict(because.value)
    for key in ("term", "topic"):
        if key in fields:
            fields = {**fields, key: plain(fields[key], page)}
    text = page.words["pair"][kind_of(because.value)].format(b=name, **fields)
    return " ".join(text.split())
