"""Amounts that are no doses: strengths, parts, other medicines' doses, what is advised against."""

from __future__ import annotations

import re

from composita.extract.medicine import Medicine, words_of
from composita.extract.mention import Mention
from composita.extract.numbers import NUMBER, UNIT
from composita.extract.setting import Setting
from composita.extract.text import any_of, lexicon_file


def is_no_dose(said: Mention, setting: Setting, medicine: Medicine) -> bool:
    """Whether the words around an amount say that it is none to take."""
    return (
        _is_strength(said, medicine)
        or _is_anothers(said, medicine)
        or _is_part(said)
        or not _follows_fit_words(said, medicine)
        or _is_refused(said, setting)
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
    the 5 mg of "5 mg or 10 mg per kilogram"; "by 5 mg to 20 mg" may be a step and where it leads,
    and 31 g is how thin a needle is."""
    before = said.before[-_NAMED:]
    in_a_row = not said.is_first and not said.before.strip()
    cut_short = "/" in said.unit and "/" not in said.amount.unit
    beside = (
        _PARTS.search(said.so_far[-_AROUND:])
        or _ALIKE.search(before)
        or (_BY.search(before) and _TO.search(said.amount_words))
        or _EACH.match(said.after)
        or _NEXT_CELL.match(said.after)
        or _NEEDLE.match(said.after)
    )
    return in_a_row or cut_short or bool(beside)


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
    if said.phase == "maximum" or is_limit(said):
        return False
    advised_against = bool(_ADVISED_AGAINST.search(said.after))
    if is_compared(said):
        return not (advised_against and _BEYOND.search(said.before[-_NAMED:]))
    return advised_against


def is_compared(said: Mention) -> bool:
    """Whether "more than", "above" or the like stands right before the amount."""
    return bool(_COMPARED.search(said.before[-_NAMED:]))


def is_limit(said: Mention) -> bool:
    """Whether "should not be exceeded" follows."""
    return bool(_LIMIT.match(said.words, said.how.end))


def pattern(*pieces: str) -> re.Pattern[str]:
    return re.compile("".join(pieces), re.IGNORECASE)


_CUES = lexicon_file("dose_cues")
_NAMED, _AROUND = 60, 150  # characters before an amount that are looked at
_NEAR = 4  # words in which a salt's name may follow another medicine's
_BEFORE = frozenset(_CUES["before"]["words"])
_LOWERED_FOR = ("kidney impairment", "liver impairment", "older people")

_AMOUNT = rf"{NUMBER}(?:\s?(?:to|-|–)\s?{NUMBER})?\s?{UNIT}(?!\w)"
_LISTED = pattern(rf"^(?:\s*(?:,|,?\sor|,?\sand)\s*{_AMOUNT})+")
_NEEDLE = pattern(r"[^.;:]{0,20}\bneedles?\b")
_BY, _TO = pattern(r"\bby\s*$"), pattern(rf"\d\s?{UNIT}\s?to\s")
_NEXT_CELL = pattern(rf"\s+{_AMOUNT}")
_ONE = pattern(r"\b(?:one|a|an|single|1)\s*$")
_NAME = pattern(r"[\s,]*([a-z][\w-]*)")
_STRENGTH = pattern(rf"[\s-]*{any_of(_CUES['strength']['words']).pattern}")
_PARTS = pattern(
    rf"\b{NUMBER}[\s,][^.;:()]{{0,40}}\b",
    r"(?:injections?|tablets|capsules|doses|vials|packets|infusions)\s(?:of|at)\s*$",
)
_ALIKE = pattern(r"\b(?:equivalent|contain(?:s|ing)|corresponding)\b[^.;:]{0,40}$")
_EACH = pattern(
    r"\s*(?:each\b|or (?:less|more|lower|higher|greater)\b|(?:per|for (?:every|each)) \w",
    r"|(?:\w+\s?)?/\s?[a-z])",
)
_OF = re.compile(r"\s+of\s+(?:(?:the|total|oral|intravenous)\s+)*(?P<what>[\w-]+)(?P<per>\sper\b)?")
_LAST_WORD = pattern(r"([a-z][\w'-]*)[\s,:(]*$")
_NOT_HERE = pattern(
    r"\b(?:increas|reduc|decreas|lower|chang|switch|titrat)\w*\b[^.;]*\bfrom\b",
    r"(?:\s[\w-]+){0,6}\s*$|\bthan the (?:\w+\s){0,3}(?:dose|dosage) of\s*$",
    rf"|\bfrom\s+{_AMOUNT}\s+to\s*$|\brates?\b(?:\s\w+){{0,3}}\s*$",
)
_COMPARED = pattern(
    r"(?:\b(?:than|above|exceed(?:s|ing)?|over|beyond|below|under|at least|equal to",
    r"|as (?:little|much|high|low) as|in excess of)|[<>≤≥])\s*$",
)
_BEYOND = pattern(
    r"(?:\b(?:more|greater|higher) than|above|exceeding|over|beyond|in excess of|>)\s*$"
)
_SPACE_OF_TIME = pattern(
    rf"\s(?:in|within)\s(?:any|a|an)?\s?{NUMBER}[ -](?:hour|day)s?(?!\w| (?:prior|before|after|of))"
)
_ADVISED_AGAINST = pattern(r"\bnot\s(?:be\s|been\s)?(?:recommended|advised|exceeded|used|given)\b")
_LIMIT = pattern(r"\s(?:should|must|may) not (?:usually |generally |normally )?be exceeded\b")
