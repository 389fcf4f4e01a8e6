"""The doses that a stretch of a sentence states.

An amount is a dose only where the words around it speak of giving it, nothing beside it says
otherwise, and no other medicine stands beside it: a wrong dose is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from composita.extract.dose_cases import beside_others, judged_by, led_by_time, not_tolerated
from composita.extract.medicine import Medicine, words_of
from composita.extract.mention import AT_FIRST, Mention, mentions
from composita.extract.numbers import NUMBER, UNIT, Amount, amounts
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
    setting = setting.with_case(beside_others(words)).with_case(not_tolerated(words))
    at_time = setting.with_case(led_by_time(words))
    for said in mentions(words, found, setting, medicine):
        here = setting if _TURNS.search(said.so_far) else at_time
        if said.phase == "lowered":
            here = here.with_case(judged_by(words))
        if _is_dose(said, here, medicine) and (not doubt or _is_advised(said)):
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
    behind = _TO_BE_GIVEN.search(said.words, said.how.end, said.how.end + _NAMED)
    return bool(_ADVISED.search(said.before) or behind)


def _measures_a_dose(unit: str, medicine: Medicine) -> bool:
    """Not a rate, a concentration or somebody's weight; only whole products of a combination."""
    of_what, *each = unit.split("/")
    if of_what in ("kg", "[lb_av]", "L", "dL") or not set(each) <= {"kg", "m2", "[lb_av]"}:
        return False
    return medicine.is_single or of_what[0] in "{[" or of_what == "mL"


def _is_dose(said: Mention, setting: Setting, medicine: Medicine) -> bool:
    return (
        not _is_strength(said, medicine)
        and not _is_anothers(said, medicine)
        and not _is_part(said)
        and _follows_fit_words(said, medicine)
        and not _is_refused(said, setting)
        and _has_licence(said, setting)
    )


def _is_strength(said: Mention, medicine: Medicine) -> bool:
    """ "50 mg tablets", but not "one 50 mg tablet"; names may stand between."""
    if said.amount.unit[0] in "{[" or _ONE.search(said.before):
        return False
    after = _LISTED.sub("", said.after, count=1)
    while (name := _NAME.match(after)) and not _STRENGTH.match(after):
        if not medicine.may_be_meant(name[1].lower()):
            break
        after = after[name.end() :]
    return bool(_STRENGTH.match(after))


def _is_anothers(said: Mention, medicine: Medicine) -> bool:
    """Whether another medicine is named before the amount, or right behind it."""
    if of_what := _OF.match(said.words, said.amount.end):
        return bool(of_what["per"]) or not medicine.may_be_meant(of_what["what"].lower())
    if said.how.next_word in medicine.others:
        return True
    near = words_of(said.before)
    if near and near[-1] in medicine.words and medicine.others.isdisjoint(near[-_NEAR:]):
        return False
    return not medicine.others.isdisjoint(near)


def _is_part(said: Mention) -> bool:
    """One of several that make up a dose, one of a table that has lost its columns, or cut short:
    the 5 mg of "5 mg or 10 mg per kilogram"."""
    needle = _NEEDLE.match(said.after) or (
        _BY.search(said.before[-_NAMED:]) and _TO.search(said.amount_words)
    )
    in_a_row = not said.is_first and not said.before.strip()
    cut_short = "/" in said.unit and "/" not in said.amount.unit
    beside = (
        _PARTS.search(said.so_far[-_AROUND:])
        or _ALIKE.search(said.before[-_NAMED:])
        or _EACH.match(said.after)
        or _NEXT_CELL.match(said.after)
    )
    return in_a_row or cut_short or bool(beside or needle)


def _follows_fit_words(said: Mention, medicine: Medicine) -> bool:
    last_word = _LAST_WORD.search(said.before[-_NAMED:])
    if last_word is None or ":" in last_word.group():
        return True
    word = last_word[1].lower()
    if word in medicine.forms and medicine.names_itself(said.before[-_NAMED:]):
        return True
    return word in _BEFORE or word in medicine.words


def _is_refused(said: Mention, setting: Setting) -> bool:
    """Whether it is lowered for no people and in no case named, compared, changed from, a rate,
    or advised against, and not given as the most there may be."""
    if said.phase == "lowered":
        return said.who.population not in _LOWERED_FOR and not setting.case
    if _NOT_HERE.search(said.before[-_AROUND:]) or _SPACE_OF_TIME.match(said.words, said.how.end):
        return True
    if said.phase == "maximum" or _LIMIT.match(said.words, said.how.end):
        return False
    advised_against = bool(_ADVISED_AGAINST.search(said.after))
    if _COMPARED.search(said.before[-_NAMED:]):
        return not (advised_against and _BEYOND.search(said.before[-_NAMED:]))
    return advised_against


def _has_licence(said: Mention, setting: Setting) -> bool:
    if said.how.says_when or said.amount.per or said.how.route:
        return True
    if _IN_BRACKETS.search(said.so_far):
        return said.phase == "maximum"
    if _LIMIT.match(said.words, said.how.end):
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
    if _COMPARED.search(said.before[-_NAMED:]) or _LIMIT.match(said.words, said.how.end):
        return "maximum"
    return "" if said.phase in ("raised", "lowered") else said.phase  # type: ignore[return-value]


def _pattern(*pieces: str) -> re.Pattern[str]:
    return re.compile("".join(pieces), re.IGNORECASE)


_CUES = lexicon_file("dose_cues")
_LONGEST = 3000  # characters; what is longer is a table or a list that has lost its lines
_A_DAY = 24  # hours
_NAMED, _AROUND = 60, 150  # characters before an amount that are looked at
_NEAR = 4  # words in which a salt's name may follow another medicine's
_BEFORE = frozenset(_CUES["before"]["words"])
_LICENCE = any_of([*_CUES["licence"]["nouns"], *_CUES["licence"]["verbs"]])
_LOWERED_FOR = ("kidney impairment", "liver impairment", "older people")

_REFERENCE = r"\(\s*\d{1,2}(?:\.\d+)?(?:\s*,\s*\d{1,2}(?:\.\d+)?)*\s*\)"
_SEE = r"(?i:\[\s*see[^\]]*\]|\(see[^)]*\))"
_BREAK = re.compile(
    rf"[;•]|{_REFERENCE}|{_SEE}|(?<=\s)\d{{1,2}}\.\d{{1,2}}\s(?=[A-Z])"
    r"|(?<=\s)(?=(?:After )?(?:Day|Week|Month)s?\s\d[^.;:]{0,25}:)"
)
_TURNS = re.compile(
    r"[a-z)] (?:For|The|Recommended|Based|In|If|May|Most|After|Patients|Usual|Maintenance)\b"
)

_AMOUNT = rf"{NUMBER}(?:\s?(?:to|-|–)\s?{NUMBER})?\s?{UNIT}(?!\w)"
_LISTED = _pattern(rf"^(?:\s*(?:,|,?\sor|,?\sand)\s*{_AMOUNT})+")
_NEEDLE = _pattern(r"[^.;:]{0,20}\bneedles?\b")
_BY, _TO = _pattern(r"\bby\s*$"), _pattern(rf"\d\s?{UNIT}\s?to\s")
_NEXT_CELL = _pattern(rf"\s+{_AMOUNT}")
_ONE = _pattern(r"\b(?:one|a|an|single|1)\s*$")
_NAME = _pattern(r"[\s,]*([a-z][\w-]*)")
_STRENGTH = _pattern(rf"[\s-]*{any_of(_CUES['strength']['words']).pattern}")
_PARTS = _pattern(
    rf"\b{NUMBER}[\s,][^.;:()]{{0,40}}\b",
    r"(?:injections?|tablets|capsules|doses|vials|packets|infusions)\s(?:of|at)\s*$",
)
_ALIKE = _pattern(r"\b(?:equivalent|contain(?:s|ing)|corresponding)\b[^.;:]{0,40}$")
_EACH = _pattern(
    r"\s*(?:each\b|or (?:less|more|lower|higher|greater)\b|(?:per|for (?:every|each)) \w",
    r"|(?:\w+\s?)?/\s?[a-z])",
)
_OF = re.compile(r"\s+of\s+(?:(?:the|total|oral|intravenous)\s+)*(?P<what>[\w-]+)(?P<per>\sper\b)?")
_LAST_WORD = _pattern(r"([a-z][\w'-]*)[\s,:(]*$")
_NOT_HERE = _pattern(
    r"\b(?:increas|reduc|decreas|lower|chang|switch|titrat)\w*\b[^.;]*\bfrom\b",
    r"(?:\s[\w-]+){0,6}\s*$|\bthan the (?:\w+\s){0,3}(?:dose|dosage) of\s*$",
    rf"|\bfrom\s+{_AMOUNT}\s+to\s*$|\brates?\b(?:\s\w+){{0,3}}\s*$",
)
_COMPARED = _pattern(
    r"(?:\b(?:than|above|exceed(?:s|ing)?|over|beyond|below|under|at least|equal to",
    r"|as (?:little|much|high|low) as|in excess of)|[<>≤≥])\s*$",
)
_BEYOND = _pattern(
    r"(?:\b(?:more|greater|higher) than|above|exceeding|over|beyond|in excess of|>)\s*$"
)
_SPACE_OF_TIME = _pattern(
    rf"\s(?:in|within)\s(?:any|a|an)?\s?{NUMBER}[ -](?:hour|day)s?(?!\w| (?:prior|before|after|of))"
)
_ADVISED_AGAINST = _pattern(r"\bnot\s(?:be\s|been\s)?(?:recommended|advised|exceeded|used|given)\b")
_LIMIT = _pattern(r"\s(?:should|must|may) not (?:usually |generally |normally )?be exceeded\b")
_IN_BRACKETS = _pattern(r"\([^()]*$")
_TO_BE_GIVEN = _pattern(
    r"\s(?:\([^()]*\)\s)?(?:(?:should|may|must|can) be|is|are)",
    r" (?:given|administered|taken|recommended|used|satisfactory|adequate|sufficient)",
)
_ADVISED = _pattern(
    r"\b(?:recommended|usual|initial|starting|maintenance|maximum|loading|daily)\b[^.;:]{0,90}",
    r"\b(?:is|of|at|be|are|to|exceed)\s*(?:approximately |about |up to )?$",
    r"|\b(?:initiat|start|begin|increas|reduc|decreas|rais|titrat|lower|administer|give)\w*(?<!ion)\b",
    r"[^.;:]{0,60}\b(?:to|at|with|of|by)\s*(?:approximately |about |up to )?$",
    r"|\b(?:may|will|usually|generally) require\s*(?:up to |about )?$",
)
_ASIDE = re.compile(r"\([^()]*\)")
_EACH_DOSE = _pattern(
    r"\b(?P<often>daily|24-hour|weekly|hourly)\s(?:[\w-]+\s)?(?:dos|amount)[^;.]*$"
)
