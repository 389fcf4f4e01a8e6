"""A check as lines that an example can state: a line for each finding, then for other pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from composita.check.severity import place
from composita.facts import (
    Check,
    Contraindication,
    Dose,
    Finding,
    Ground,
    Interaction,
    Item,
    Statement,
    kind_of,
)
from composita.read import sources


def lines(check: Check) -> tuple[str, ...]:
    """ "serious · interaction · A, B · bleeding · avoid", and "silent · A, C · asked: US label"."""
    findings = [_finding(finding, check) for finding in check.findings]
    return (*findings, *_other_pairs(check), *_sold(check), *_told(check))


def understood(item: Item) -> str:
    """ "Alfamine · 75 mg · 2 times a day"."""
    dose = item.dose
    amount = f"{dose.low:g} {dose.unit}" if dose else ""
    if dose and dose.high != dose.low:
        amount = f"{dose.low:g} to {dose.high:g} {dose.unit}"
    often = _often(dose) if dose else ""
    known = all(name.substance for name in item.recognised)
    name = item.name if known else f"{item.name} · not recognised"
    return _joined((name, amount, often, "local" if item.local else ""))


def _often(dose: Dose) -> str:
    if dose.every_hours:
        return f"every {dose.every_hours[1] / 24:g} days"
    times = dose.times_a_day[1] if dose.times_a_day else 0
    return {0: "", 1: "once a day", 2: "twice a day"}.get(times, f"{times} times a day")


def _finding(finding: Finding, check: Check) -> str:
    parts = (
        finding.level,
        f"{finding.kind}: {finding.topic}" if _has_words(finding) else finding.kind,
        _names(finding.items, check),
        ", ".join(finding.effects) if finding.kind in ("interaction", "enzyme") else "",
        ", ".join(finding.actions),
        f"by {finding.how}" if finding.kind == "interaction" and finding.how != "unknown" else "",
        *dict.fromkeys(line for g in finding.grounds for line in _ground(g, check)),
        f"sources differ: {', '.join(finding.levels)}" if len(finding.levels) > 1 else "",
        *_between(finding, check),
    )
    return _joined(parts)


def _between(finding: Finding, check: Check) -> Iterator[str]:
    """Which pairs have which level, where they do not all have the same."""
    by_level: dict[str, list[str]] = {}
    for pair in finding.between:
        by_level.setdefault(pair.level, []).append(_names(pair.items, check).replace(", ", " + "))
    if len(by_level) > 1:
        for level in sorted(by_level, key=place):
            yield f"{level} for {', '.join(by_level[level])}"


def _has_words(finding: Finding) -> bool:
    """Whether the topic is a word for people, not a code."""
    return bool(finding.topic) and finding.kind != "same substance"


def _ground(ground: Ground, check: Check) -> Iterator[str]:
    """By what the other medicine is meant, and for which sub-case alone the level is given."""
    if ground.other is not None:
        for because in ground.means:
            yield f"{check.items[ground.other].name} is {_called(because)}"
    if ground.case:
        yield f"only: {ground.case}"


def _called(statement: Statement) -> str:
    value = statement.value
    if isinstance(value, Interaction | Contraindication):
        raise TypeError(value)
    words = {
        "class": "{name}",
        "enzyme": "{strength} {enzyme} {role}",
        "warning": "said to cause {topic}",
        "reaction": "said to cause {term}",
    }[kind_of(value)]
    return words.format(**{f: getattr(value, f) for f in value.__struct_fields__}).strip()


def _other_pairs(check: Check) -> Iterator[str]:
    for pair in check.pairs:
        if pair.answer == "silent":
            who = dict.fromkeys(sources()[id.partition(":")[0]].short for id in pair.asked)
            yield _joined(("silent", _names(pair.items, check), f"asked: {', '.join(who)}"))
        elif pair.answer == "unknown":
            lacking = _names(pair.lacking, check)
            yield _joined(("unknown", _names(pair.items, check), f"not covered: {lacking}"))


def _sold(check: Check) -> Iterator[str]:
    """ "one product · Alfamine, Betaprol · listed by: register"."""
    for pair in check.pairs:
        who = (id.partition(":")[0] for one in pair.listed for id in one.documents)
        if registers := dict.fromkeys(sources()[id].short or id for id in who):
            yield _joined(
                ("one product", _names(pair.items, check), f"listed by: {', '.join(registers)}")
            )


def _told(check: Check) -> Iterator[str]:
    """What came of each thing told of the person, where it is no finding."""
    for one in check.circumstances:
        topic = f"person: {one.topic}"
        if not one.recognised:
            near = f"near: {', '.join(one.near)}" if one.near else ""
            yield _joined(("not recognised", topic, near))
        for state in ("found", "not read", "silent", "unknown"):
            alike = [a.item for a in one.answers if a.answer == state and not a.findings]
            if alike:
                yield _joined((_SAID.get(state, state), topic, _names(alike, check)))


_SAID = {"found": "said"}  # and no finding: "no change of dose is needed"


def _names(places: Iterable[int], check: Check) -> str:
    return ", ".join(check.items[place].name for place in places)


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(filter(None, parts))
