"""A fact against what people marked: right only where every field that the words state is in it.

A *marked* statement has the places of its words and typed values, and no words. What a fact leaves
out makes it incomplete; what it says otherwise, or says of a place where nothing of its kind is
said, makes it wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from composita.facts import (
    AdverseReaction,
    Advice,
    Contraindication,
    Dose,
    Fact,
    Indication,
    Interaction,
    Mechanism,
    Special,
    Value,
    Warning,
)

Span = tuple[int, int]
Verdict = Literal["right", "incomplete", "wrong", ""]  # "" where it is about something else
BEST: tuple[Verdict, ...] = ("right", "incomplete", "wrong", "")


class Marked(Struct, frozen=True, omit_defaults=True):
    """A statement that people marked: `at` is the place that says it, `words` those of what is
    named, and `fields` its numbers and codes. `must` is true where a page may not lack it."""

    kind: str
    at: Span
    must: bool = False
    words: dict[str, tuple[Span, ...]] = {}
    fields: dict[str, Any] = {}


class Compared(NamedTuple):
    """A fact beside a marked statement, and the text that both speak of."""

    fact: Fact
    marked: Marked
    text: str

    @property
    def value(self) -> Any:
        return self.fact.value

    def has(self, name: str) -> bool:
        """Whether people marked this."""
        return name in self.marked.words or self.marked.fields.get(name) not in (None, "")

    def field(self, name: str) -> Any:
        return self.marked.fields.get(name)

    def named(self, name: str) -> frozenset[str]:
        """The words that people marked."""
        return words(" ".join(self.text[a:b] for a, b in self.marked.words.get(name, ())))


Faults = Iterator[Verdict]  # "incomplete" for each field left out, "wrong" for each told otherwise


def verdict(fact: Fact, marked: Marked, text: str) -> Verdict:
    """How a fact tells a marked statement."""
    one = Compared(fact, marked, text)
    rule = _RULES.get(type(fact.value))
    if not rule or marked.kind not in rule.kinds:
        return ""
    named = rule.names(one)
    if named in ("", "wrong"):
        return named
    if marked.kind in rule.never:
        return "wrong"
    return _worst([named, *rule.faults(one)])


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    return max(verdicts, key=BEST.index)


def words(text: str) -> frozenset[str]:
    """The words that bear a meaning, in their singular, as far as that can be told by letters."""
    found = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(_one(word) for word in found if word not in _SMALL)


def _one(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_SMALL = frozenset({
    "the", "a", "an", "of", "in", "to", "on", "with", "for", "from", "at", "by", "your", "you",
    "and", "or", "any", "other", "as", "such", "is", "are", "who", "have", "has", "patient",
    "disease", "disorder", "reaction", "effect", "treatment", "medicine", "drug", "product",
})  # fmt: skip


def _term(value: Callable[[Any], str], *names: str) -> Callable[[Compared], Verdict]:
    """Whether a fact's term is what people marked under one of these names: at this place its own
    words or the document's hold all of these, or some; at another place of the stretch, where the
    same may be said again, they are the same."""

    def named(one: Compared) -> Verdict:
        name = next((name for name in names if name in one.marked.words), "")
        at, wanted = one.fact.passage, one.named(name)
        own, here = words(value(one.value)), words(one.text[at.start : at.end])
        places = one.marked.words.get(name, ())
        if not any(at.start < end and start < at.end for start, end in places):
            return "right" if wanted and wanted in (own, here) else ""
        if wanted <= own | here:
            return "right"
        return "incomplete" if wanted & (own | here) else "wrong"

    return named


def _meets(one: Compared) -> bool:
    start, end = one.marked.at
    return one.fact.passage.start < end and start < one.fact.passage.end


def _states(one: Compared, name: str, said: object) -> Faults:
    """A field that people marked and the fact lacks."""
    if one.has(name) and not said:
        yield "incomplete"


def _agrees(one: Compared, name: str, said: object) -> Faults:
    """A code that people marked and the fact lacks, or has otherwise."""
    if one.has(name):
        yield "right" if said == one.field(name) else "wrong" if said else "incomplete"


def _use(one: Compared) -> Faults:
    yield "wrong" if one.value.limitation != (one.marked.kind == "not_use") else "right"
    yield from _role(one)
    yield from _states(one, "who", one.value.population)
    yield from _states(one, "if", None)


def _role(one: Compared) -> Faults:
    """What it does for the condition; relief is not all of treatment, and no prevention."""
    marked, said = one.field("role"), one.value.role
    if marked and marked != said:
        yield "incomplete" if {marked, said} <= {"treatment", "relief", "adjunct", ""} else "wrong"


def _amount(one: Compared) -> Verdict:
    """Whether the numbers are those of the statement; "incomplete" where it has more of them."""
    value = one.value
    if not _meets(one):
        return ""
    amounts = [(a["low"], a["high"]) for a in one.field("amounts") or ()]
    if (value.low, value.high) in amounts:
        return "right" if len(amounts) == 1 else "incomplete"
    numbers = {number for amount in amounts for number in amount}
    return "wrong" if numbers & {value.low, value.high} else ""


def _dose(one: Compared) -> Faults:
    value = one.value
    yield from _unit(one)
    yield from _phase(one)
    yield from _often(one)
    yield from _agrees(one, "population", value.population)
    yield from _states(one, "who", value.age or value.weight or value.renal or value.population)
    yield from _states(one, "for", value.condition)
    yield from _states(one, "form", value.form)
    yield from _states(one, "route", value.route)
    yield from _states(one, "timing", value.timing)
    yield from _states(one, "if", value.case or value.renal)
    yield from _states(one, "until", value.case)


def _unit(one: Compared) -> Faults:
    """Units that differ, and amounts for a day told as for a dose."""
    amount = _same_amount(one)
    unit, said = _UNITS.get(amount.get("unit", ""), amount.get("unit", "")), one.value.unit
    if unit.strip("{}[]").lower() != said.strip("{}[]").lower() and said in _UNITS.values():
        yield "wrong"
    per = amount.get("per")
    if per in ("dose", "day") and one.value.per and per != one.value.per:
        yield "right" if one.value.times_a_day == (1, 1) or _is_daily(one) else "wrong"


def _same_amount(one: Compared) -> dict[str, Any]:
    amounts: list[dict[str, Any]] = one.field("amounts")
    return next(a for a in amounts if one.value.low in (a["low"], a["high"]))


def _is_daily(one: Compared) -> bool:
    return one.field("times_a_day") == [1, 1] or one.field("every") in (
        [1, 1, "day"],
        [24, 24, "hours"],
    )


_UNITS = {
    "mg": "mg", "g": "g", "mcg": "ug", "µg": "ug", "microgram": "ug", "micrograms": "ug",
    "ml": "mL", "mL": "mL", "mg/kg": "mg/kg", "tablet": "{tbl}", "tablets": "{tbl}", "%": "%",
    "mcg/kg": "ug/kg", "g/day": "g", "units": "[iU]", "unit": "[iU]", "IU": "[iU]",
    "mg/m2": "mg/m2", "mg/m²": "mg/m2",
}  # fmt: skip


def _phase(one: Compared) -> Faults:
    marked, said = one.field("phase") or "usual", one.value.phase or "usual"
    if marked != said and {marked, said} != {"usual", "maintenance"}:
        yield "wrong" if "maximum" in (marked, said) or said != "usual" else "incomplete"


def _often(one: Compared) -> Faults:
    """How often, where the words say it: three times a day and every 8 hours are one."""
    marked = _a_day(one.field("times_a_day"), one.field("every"))
    if marked is None:
        return
    value = one.value
    hours = [*value.every_hours, "hours"] if value.every_hours else None
    said = _a_day(list(value.times_a_day) if value.times_a_day else None, hours)
    if said is None:
        yield "right" if value.per == "day" and marked == (1, 1) else "incomplete"
    else:
        yield "right" if said == marked else "wrong"


def _a_day(times: list[float] | None, every: list[Any] | None) -> tuple[float, float] | None:
    """How many times in a day, fewest and most; None where nothing is said."""
    if times:
        return times[0], times[-1]
    if not every:
        return None
    low, high, unit = every
    hours = {"hours": 1, "hour": 1, "day": 24, "days": 24, "week": 168, "weeks": 168}.get(unit)
    return (24 / (high * hours), 24 / (low * hours)) if hours and low else (0, 0)


def _condition(one: Compared) -> Faults:
    if "if" in one.marked.words and not one.named("if") <= words(one.value.term):
        yield "incomplete"


def _topic(one: Compared) -> Faults:
    yield "wrong" if one.field("boxed") is False and one.value.boxed else "right"
    yield from _states(one, "who", None)
    yield from _states(one, "if", None)


def _effect(one: Compared) -> Faults:
    yield from _agrees(one, "frequency", one.value.frequency)
    if percent := one.field("percent"):
        said = one.value.percent
        yield "incomplete" if not said else "right" if list(said) == percent else "wrong"


def _partner(one: Compared) -> Faults:
    value = one.value
    yield "wrong" if one.field("permitted") else "right"
    yield from _agrees(one, "action", value.action)
    yield from _agrees(one, "direction", value.direction)
    told = " ".join(value.effects)
    changes = {"raised": "increased", "lowered": "reduced"}
    if one.has("change"):
        opposite = {"raised": "reduced", "lowered": "increased"}[one.field("change")]
        yield "wrong" if opposite in told else "right"
        yield "right" if changes[one.field("change")] in told else "incomplete"
    else:
        yield from _states(one, "effects", value.effects)
    yield from _states(one, "if", value.case)


def _population(one: Compared) -> Verdict:
    same = one.value.population == one.field("population")
    return "right" if same and one.value.advice == one.field("advice") and _meets(one) else ""


def _part(one: Compared) -> Faults:
    if "part" in one.marked.words:
        said = words(one.value.part)
        yield "incomplete" if not said else "right" if said & one.named("part") else "wrong"


def _everyday(one: Compared) -> Verdict:
    return "right" if one.value.topic == one.field("topic") and _meets(one) else ""


def _nothing(_: Compared) -> Faults:
    yield "right"


class Rule(NamedTuple):
    """Which marked kinds a kind of fact may tell, what names the same thing, and its faults.

    A fact that tells one of the kinds `never` is wrong.
    """

    kinds: tuple[str, ...]
    names: Callable[[Compared], Verdict]
    faults: Callable[[Compared], Faults]
    never: tuple[str, ...] = ()


_RULES: Mapping[type[Value], Rule] = {
    Indication: Rule(("use", "not_use"), _term(lambda v: v.condition, "condition"), _use),
    Dose: Rule(("dose", "dose_limit"), _amount, _dose, ("dose_limit",)),
    Contraindication: Rule(
        ("contraindication", "ask_first"), _term(lambda v: v.term, "term"), _condition,
        ("ask_first",),
    ),
    Warning: Rule(
        ("warning", "reaction", "sign"), _term(lambda v: v.topic, "topic", "term"), _topic,
        ("sign",),
    ),
    AdverseReaction: Rule(
        ("reaction", "warning", "sign"), _term(lambda v: v.term, "term", "topic"), _effect,
        ("sign",),
    ),
    Interaction: Rule(("interaction",), _term(lambda v: v.other, "other"), _partner),
    Special: Rule(("special",), _population, _part),
    Advice: Rule(("advice",), _everyday, _nothing),
    Mechanism: Rule(("mechanism",), _term(lambda v: v.target, "target"), _nothing),
}  # fmt: skip


def is_counted(fact: Fact) -> bool:
    """Whether people marked facts of this kind."""
    return type(fact.value) in _RULES
