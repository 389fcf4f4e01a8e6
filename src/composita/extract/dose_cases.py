"""When else a dose in a table holds: in which week, after which reduction, beside what."""

from __future__ import annotations

import re
from functools import lru_cache

from composita.extract.text import any_of, fold, lexicon_file


@lru_cache(maxsize=1024)  # each row of a table asks for its heads again
def in_time(words: str) -> str:
    """ "weeks 1 and 2" where the words are, or end in, a part of the treatment; else ""."""
    found = _TIME.search(_ASIDE.sub("", words).strip())
    return fold(found["time"]) if found else ""


def led_by_time(words: str) -> str:
    """ "day 15" for the words "Day 15: 40 mg"; else ""."""
    lead = _LEAD.match(words)
    return in_time(lead.group()) if lead else ""


def is_time(words: str) -> bool:
    """Whether the words are a part of the treatment and nothing else."""
    return bool(_TIME.fullmatch(_ASIDE.sub("", words).strip()))


@lru_cache(maxsize=1024)
def level(words: str) -> str:
    """ "first dose reduction" where the words name one of several lowered doses; else ""."""
    named = _LEVEL.search(fold(words).replace("-dose", " dose"))
    return named.group() if named else ""


def part(head: str, words: str) -> str:
    """ "induction" for the word below "Treatment phase"; else ""."""
    is_part = _PARTS.fullmatch(head.strip()) and len(words) < _A_NAME
    return fold(words) if is_part and not _DIGITS.search(words) else ""


def is_level(case: str) -> bool:
    """Whether a case is one of several lowered doses, with or without the dose it comes from."""
    return bool(_LEVEL.search(case))


@lru_cache(maxsize=1024)
def together(words: str) -> str:
    """The words of a head that say what is taken together with the medicine; else ""."""
    return _said(words) if len(words) < _A_HEAD and _TOGETHER.search(words) else ""


def are_together(words: str) -> bool:
    """Whether words speak of what is taken together with the medicine, not of what was."""
    return bool(_TOGETHER.search(_HISTORY.sub(" ", words)))


def taken_with(caption: str) -> str:
    """ "with strong CYP3A inhibitors" of "… When Co-administered with Strong CYP3A Inhibitors"."""
    found = _TAKEN_WITH.search(caption)
    return f"with {_said(found['others'])}" if found else ""


def beside_others(words: str) -> str:
    """ "with strong CYP3A inhibitors" where a sentence names such others; else ""."""
    low = words.lower()
    if "inhibitor" not in low and "inducer" not in low:
        return ""
    named = {" ".join(found["others"].split()) for found in _CLASS.finditer(words)}
    return f"with {named.pop()}" if len(named) == 1 and not _NOT_WITH.search(words) else ""


def judged_by(words: str) -> str:
    """ "based on response and tolerability" where a sentence leaves a dose to that; else ""."""
    found = _BASED_ON.search(words)
    return _said(found.group()) if found else ""


def not_tolerated(words: str) -> str:
    """ "if not tolerated otherwise" where a sentence gives a dose for that; else ""."""
    found = "tolerate" in words and _NOT_TOLERATED.search(words)
    return "if not tolerated otherwise" if found else ""


def cared_for(words: str) -> str:
    """ "in hospital" or "outside hospital", where a sentence is about such people; else ""."""
    found = {_IN_CARE[each.lower()[:3]] for each in _CARE.findall(words)}
    return found.pop() if len(found) == 1 else ""


def beside(head: str, words: str) -> str:
    """ "with strong CYP3A4 inhibitors": the words of a row below a head of such things; else ""."""
    named = _said(_ASIDE.sub("", words))
    if not _OTHERS.search(head) or not named or len(named) > _A_NAME or _DIGITS.search(named):
        return ""
    return f"with {named}"


def _said(words: str) -> str:
    """The words with a small first letter, but for "CYP3A4"."""
    said = " ".join(words.split())
    return said[0].lower() + said[1:] if said[1:2].islower() else said


_CASES = lexicon_file("dose_cues")["table"]["cases"]
_PARTS = any_of(_CASES["parts"])
_A_NAME, _A_HEAD = 60, 100  # characters at most
_TOGETHER, _OTHERS = any_of(_CASES["together"]), any_of(_CASES["others"])
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_DIGITS = re.compile(r"(?<![\w-])\d")
_NTH = r"(?:first|second|third|fourth|1st|2nd|3rd|4th|initial|next)"
_LEVEL = re.compile(
    rf"^{_NTH}(?: (?:dos(?:e|age)|level|recommended))* (?:reduction|decrease|level)s?\b"
    r"|^(?:dose )?(?:level|reduction) [-–]?\s?\d\b"
)
_SPAN = r"(?:days?|weeks?|months?|cycles?|steps?)"
_TIME = re.compile(
    rf"""(?:^|\s)(?P<time>(?:treatment\s|titration\s)?{_SPAN}\s\d{{1,3}}
    (?:\s?(?:-|–|to|through|thru|and|&|,|or)\s?(?:{_SPAN}\s)?\d{{1,3}})*
    (?:\s?(?:onwards?|and\s(?:onwards?|after|beyond|later|thereafter|subsequent)
    |&\sthereafter|or\slater|\+)(?:\s{_SPAN})?)?)\s*:?$""",
    re.VERBOSE | re.IGNORECASE,
)
_LEAD = re.compile(rf"\s*{_SPAN}\s\d[^.;:]{{0,30}}:", re.IGNORECASE)
_CLASS = re.compile(
    r"\b(?P<others>(?:strong|moderate|weak|potent|dual|combined)\b[^.;,:()]{0,50}?"
    r"\b(?:inhibitor|inducer)s?)\b",
    re.IGNORECASE,
)
_NOT_WITH = re.compile(r"\b(?:not|without|other than|discontinu\w+|stop\w*)\b", re.IGNORECASE)
_BASED_ON = re.compile(
    r"\b(?:based (?:up)?on|depending (?:up)?on|according to) (?:the )?(?:individual )?(?:patient )?"
    r"(?:clinical )?(?:response|toleration|tolerability|tolerance|efficacy|effectiveness|effect)"
    r"(?:(?: and/or | and | or |/)(?:toleration|tolerability|tolerance|safety|response))?\b",
    re.IGNORECASE,
)
_NOT_TOLERATED = re.compile(
    r"\b(?:unable to tolerate|(?:can|could|do|does|may) ?not tolerate|(?:is|are) not tolerated)\b",
    re.IGNORECASE,
)
_CARE = re.compile(r"\b(hospitali[sz]ed|in-?patients?|out-?patients?)\b", re.IGNORECASE)
_IN_CARE = {
    "hos": "in hospital", "inp": "in hospital", "in-": "in hospital",
    "out": "outside hospital",
}  # fmt: skip
_HISTORY = re.compile(r"\binhibitor[ -](?:na[iï]ve|experienced)", re.IGNORECASE)
_TAKEN_WITH = re.compile(
    r"\b(?:co-?administered with|taken with|taking(?: concomitant)?"
    r"|concomitant(?:ly)?(?: use of| with)?) (?!no|not|without)"
    r"(?P<others>[A-Z][^.;:()\[]{3,50}?)(?=$|[.;:(\[]| (?:in|for|and) )",
    re.IGNORECASE,
)
