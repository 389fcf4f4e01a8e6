"""What titles, leads and heads of tables say of the doses below them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from composita.extract.conditions import conditions
from composita.extract.people import EVERYBODY, People, people, population
from composita.extract.text import any_of, fold, lexicon_file


class Setting(NamedTuple):
    """For whom, for what, in which phase of treatment in which case and form, and whether it
    is about doses at all."""

    who: People = EVERYBODY
    condition: str = ""
    phase: str = ""
    speaks_of_doses: bool = False
    case: str = ""
    form: str = ""

    def with_case(self, case: str) -> Setting:
        """The same where something else must hold as well: "week 1", "with strong inhibitors"."""
        both = ", ".join(dict.fromkeys(filter(None, (self.case, case))))
        return self._replace(case=both)


def under(title: str, setting: Setting) -> Setting:
    """The setting below a title: what it names, and what was set above it."""
    return setting._replace(
        who=people(title).among(setting.who),
        condition=condition(title) or _abbreviated(title) or setting.condition,
        phase=phase(title) or setting.phase,
    )


def inside(words: str, setting: Setting) -> Setting:
    """The setting for a part of a table: children in one about the liver are such children."""
    below = under(words, setting)
    return below._replace(who=below.who.both(setting.who))


def after_lead(words: str, before: Setting, above: Setting) -> Setting:
    """The setting after "Children: …"; words that name nothing known end what was said before."""
    if _PHASE.search(words.lower()) and not people(words).said and not condition(words):
        return before
    return under(words, above)._replace(phase=above.phase)


def after_sentence(words: str, setting: Setting) -> Setting:
    """The setting after a sentence: "Pediatric patients: …" or "Pediatric patients The dose …"
    is a title of its own; where another age or condition was named, nobody knows what is meant."""
    if _RUN_IN.match(words):
        return under(words[:_A_TITLE], setting)
    named, meant = population(words), setting.who.population
    if {named, meant} <= _AGES and named != meant:
        return setting._replace(who=EVERYBODY, condition="")
    return setting if _leave_alone(words, setting) else setting._replace(condition="")


def opens_anew(words: str) -> bool:
    """Whether a sentence begins with the title of a phase: "Maintenance The usual dose …". Whom
    the sentences before it were about is then no longer said."""
    title = _PHASE_TITLE.match(words)
    return bool(title and _PHASE.search(title.group().lower()) and not people(title.group()).said)


def condition_behind(words: str) -> str:
    """What "in patients with …" behind a dose names; "" where it says no more than for whom."""
    found = _PATIENTS_WITH.match(words)
    return condition(words[found.end() :]) if found else ""


def condition_for(words: str, setting: Setting) -> str:
    """What a dose is for that these words lead up to: the condition that they say is treated, or
    that of the setting where they name no other."""
    treated = _TREATED.search(words)
    named = condition(words[treated.end() :]) if treated else ""
    return named or (setting.condition if _leave_alone(words, setting) else "")


def _leave_alone(words: str, setting: Setting) -> bool:
    """Whether words name the setting's condition, or none, so that it still holds."""
    if not setting.condition:
        return True
    named = _conditions(words)
    return not named or setting.condition in named


def says_anything(words: str) -> bool:
    """Whether words name people, a condition or a phase of treatment."""
    return people(words).said or bool(condition(words) or phase(words))


def condition(words: str) -> str:
    """The first condition named that is not a way of naming people."""
    return next(iter(_conditions(words)), "")


def _abbreviated(title: str) -> str:
    """ "HES/CEL" of "Adults with HES/CEL"; a title in capitals names nothing in this way."""
    found = None if title.isupper() else _ABBREVIATED.search(title)
    return found[1] if found and found[1] not in _NO_NAMES else ""


@lru_cache(maxsize=1024)
def _conditions(words: str) -> tuple[str, ...]:
    apart = _AROUND.sub(";", words)
    named = (each.name for each in conditions(apart, 0, len(apart)))
    return tuple(name for name in named if name not in _NONE and not people(name).said)


def phase(words: str) -> str:
    """The phase of a Dose that words lead up to, or "raised" or "lowered" ("increase to").

    The one named last counts; "usual" only where no other is ("maximum recommended dose").
    """
    if change := _CHANGE.search(words):
        by = change["by"].lower() == "by"
        return "step" if by else "lowered" if _LESSENS.match(change["verb"]) else "raised"
    named = [_PHASES[fold(match.group())] for match in _PHASE.finditer(words.lower())]
    if "step" in named:
        return "step"
    return next((each for each in reversed(named) if each != "usual"), "usual" if named else "")


_CUES = lexicon_file("dose_cues")
_AGES = {"adults", "children", "older people"}
_A_TITLE = 60  # characters of a sentence in which a title before it stands
_RUN_IN = re.compile(
    r"(?:[A-Z]\w+ )?(?:Adults?|Pediatrics?|Children|Adolescents?|Geriatric|Elderly)\b"
    r"|\d+ (?:Year|Month)s? (?:to|and|of)\b"
)
_PHASE_TITLE = re.compile(
    r"(?:[A-Z]\w+ ){1,4}(?=(?:The|In|For|An?|When|If|Once|After|This|Most|Usually)\b)"
)
_TREATED = re.compile(
    r"\b(?:treatment|management|relief|prevention|prophylaxis|therapy)\s(?:of|for)\s", re.IGNORECASE
)
_PATIENTS_WITH = re.compile(
    r"\s*(?:in|for)\s(?:(?:adult|pediatric)\s)?(?:patients|adults|children|individuals|those)\swith\s",
    re.IGNORECASE,
)
_PHASES: dict[str, str] = {
    fold(words): phase for words, phase in lexicon_file("dose_words")["phase"].items()
}
_PHASE = re.compile(any_of(_PHASES).pattern)  # for words in lower case: much faster
_AROUND = any_of(_CUES["condition"]["around"])
_NO_NAMES = frozenset(_CUES["condition"]["no_names"])
_ABBREVIATED = re.compile(
    r"\b(?:adults?|patients|children|adolescents|individuals|people) with "
    r"(?-i:([A-Z]{2,6}(?:[/-][A-Z]{2,6})*))\b(?!-)",
    re.IGNORECASE,
)
_NONE = frozenset(_CUES["condition"]["not"])
_CHANGE = re.compile(
    r"\b(?P<verb>(?:increas|rais|titrat|reduc|decreas|lower|adjust)\w*)\b[^.;:]{0,80}"
    r"\b(?P<by>to|by)(?:\s(?:an additional|approximately|about|no more than|not more than|up to))?"
    r"\s*$",
    re.IGNORECASE,
)
_LESSENS = re.compile("reduc|decreas|lower", re.IGNORECASE)
