"""The doses that a stretch of a sentence states.

An amount is a dose only where the words around it speak of giving it, and nothing beside it says
otherwise (`dose_refusals.py`): a wrong dose is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from composita.extract.dose_cases import (
    beside_others,
    cared_for,
    judged_by,
    led_by_time,
    not_tolerated,
)
from composita.extract.dose_refusals import is_compared, is_limit, is_no_dose, pattern
from composita.extract.medicine import Medicine
from composita.extract.mention import AT_FIRST, Mention, mentions
from composita.extract.numbers import Amount, amounts
from composita.extract.regimen import Regimen, regimen, route_in
from composita.extract.setting import Setting, condition_behind, condition_for
from composita.extract.text import any_of, lexicon_file
from composita.facts import Dose

Phase = Literal["", "start", "step", "usual", "maximum", "loading", "maintenance"]


class Stretch(NamedTuple):
    """A part of a sentence that stands on its own; `goes_on` where a semicolon ends it."""

    start: int
    words: str
    goes_on: bool = False


def stretches(words: str) -> Iterator[Stretch]:
    """A sentence or a line cut at semicolons, references to sections and numbered headings."""
    at = 0
    for stop in _BREAK.finditer(words):
        yield Stretch(at, words[at : stop.start()], stop.group() == ";")
        at = stop.end()
    yield Stretch(at, words[at:])


def stated_doses(
    words: str, setting: Setting, medicine: Medicine
) -> Iterator[tuple[int, int, Dose]]:
    """The doses that a stretch of words states, each with where its words begin and end."""
    if len(words) > _LONGEST:
        return
    words = medicine.without_name(words)
    found = [each for each in amounts(words) if _measures_a_dose(each.unit, medicine)]
    doubt = medicine.doubt(_without_asides(words, found)) if found else 2
    if doubt == 2:
        return
    for case in (cared_for(words), beside_others(words), not_tolerated(words)):
        setting = setting.with_case(case)
    at_time = setting.with_case(led_by_time(words))
    for said in mentions(words, found, setting, medicine):
        here = setting if _TURNS.search(said.so_far) else at_time
        if said.phase == "lowered":
            here = here.with_case(judged_by(words))
        may_be = _has_licence(said, here) and (not doubt or _is_advised(said))
        if may_be and not is_no_dose(said, here, medicine):
            yield said.amount.start, said.how.end, _dose(said, here, medicine)


def _without_asides(words: str, found: list[Amount]) -> str:
    """The words without brackets that hold no amount: what they say is not said of a dose."""
    held = [each.start for each in found]
    for aside in _ASIDE.finditer(words) if "(" in words else ():
        if not any(aside.start() < start < aside.end() for start in held):
            words = words.replace(aside.group(), " " * len(aside.group()))
    return words


def _is_advised(said: Mention) -> bool:
    """Whether the words right before an amount, or right behind it, advise it."""
    behind = _TO_BE_GIVEN.search(said.words, said.how.end, said.how.end + _NEAR)
    return bool(_ADVISED.search(said.before) or behind)


def _measures_a_dose(unit: str, medicine: Medicine) -> bool:
    """Not a rate, a concentration or somebody's weight; only whole products of a combination."""
    of_what, *each = unit.split("/")
    if of_what in ("kg", "[lb_av]", "L", "dL") or not set(each) <= {"kg", "m2", "[lb_av]"}:
        return False
    return medicine.is_single or of_what[0] in "{[" or of_what == "mL"


def _has_licence(said: Mention, setting: Setting) -> bool:
    if said.how.says_when or said.amount.per or said.how.route:
        return True
    if _IN_BRACKETS.search(said.so_far):
        return said.phase == "maximum"
    if is_limit(said):
        return True
    if setting.speaks_of_doses or _TO_BE_GIVEN.match(said.after) or AT_FIRST.match(said.after):
        return True
    return bool(_LICENCE.search(said.so_far))


def _dose(said: Mention, setting: Setting, medicine: Medicine) -> Dose:
    how, amount, who = _often(said), said.amount, said.who
    return Dose(
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        per=amount.per or how.per,
        route=how.route or route_in(said.before) or medicine.route,
        form=setting.form,
        population=who.population,
        phase=_phase(said),
        times_a_day=how.times,
        every_hours=how.hours,
        timing=how.timing,
        age=who.age,
        weight=who.weight,
        renal=who.renal,
        condition=condition_behind(said.behind) or condition_for(said.so_far, setting),
        case=setting.with_case(said.on_days).case,
    )


def _often(said: Mention) -> Regimen:
    """How often: as said behind the amount, or before it ("the weekly dose is 10 mg")."""
    how, before = said.how, _EACH_DOSE.search(said.before)
    if said.phase == "step" and how.hours and how.hours[0] > _A_DAY:
        return Regimen(how.end)  # the week of "increase by 5 mg every week" is no interval of doses
    if before and not how.times and not how.hours:
        often = regimen(before["often"].lower().replace("24-hour", "daily"), 0)
        how.per, how.hours = how.per or often.per, often.hours
    return how


def _phase(said: Mention) -> Phase:
    """What Dose has a word for: "doses above 40 mg are not recommended" is a maximum."""
    if is_compared(said) or is_limit(said):
        return "maximum"
    return "" if said.phase in ("raised", "lowered") else said.phase  # type: ignore[return-value]


_CUES = lexicon_file("dose_cues")
_LONGEST = 3000  # characters; what is longer is a table or a list that has lost its lines
_A_DAY = 24  # hours
_NEAR = 60  # characters behind an amount in which it may be advised
_LICENCE = any_of([*_CUES["licence"]["nouns"], *_CUES["licence"]["verbs"]])

_REFERENCE = r"\(\s*\d{1,2}(?:\.\d+)?(?:\s*,\s*\d{1,2}(?:\.\d+)?)*\s*\)"
_SEE = r"(?i:\[\s*see[^\]]*\]|\(see[^)]*\))"
_BREAK = re.compile(
    rf"[;•]|{_REFERENCE}|{_SEE}|(?<=\s)\d{{1,2}}\.\d{{1,2}}\s(?=[A-Z])"
    r"|(?<=\s)(?=(?:After )?(?:Day|Week|Month)s?\s\d[^.;:]{0,25}:)"
)
_TURNS = re.compile(
    r"[a-z)] (?:For|The|Recommended|Based|In|If|May|Most|After|Patients|Usual|Maintenance)\b"
)

_IN_BRACKETS = pattern(r"\([^()]*$")
_TO_BE_GIVEN = pattern(
    r"\s(?:\([^()]*\)\s)?(?:(?:should|may|must|can) be|is|are)",
    r" (?:given|administered|taken|recommended|used|satisfactory|adequate|sufficient)",
)
_ADVISED = pattern(
    r"\b(?:recommended|usual|initial|starting|maintenance|maximum|loading|daily)\b[^.;:]{0,90}",
    r"\b(?:is|of|at|be|are|to|exceed)\s*(?:approximately |about |up to )?$",
    r"|\b(?:initiat|start|begin|increas|reduc|decreas|rais|titrat|lower|administer|give)\w*(?<!ion)\b",
    r"[^.;:]{0,60}\b(?:to|at|with|of|by)\s*(?:approximately |about |up to )?$",
    r"|\b(?:may|will|usually|generally) require\s*(?:up to |about )?$",
)
_ASIDE = re.compile(r"\([^()]*\)")
_EACH_DOSE = pattern(
    r"\b(?P<often>daily|24-hour|weekly|hourly)\s(?:[\w-]+\s)?(?:dos|amount)[^;.]*$"
)
