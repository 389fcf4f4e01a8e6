"""An amount with the words of its clause: what leads up to it, how often, for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from composita.extract.medicine import Medicine
from composita.extract.numbers import Amount
from composita.extract.people import People, people
from composita.extract.regimen import Regimen, regimen
from composita.extract.setting import Setting, phase
from composita.extract.text import fold


class Mention(NamedTuple):
    """`before` is what stands between the last mention and this amount; `free` where the next
    one's begins; `unit` is that of "15 mg/kg" for the 10 of "10 mg or 15 mg/kg"."""

    words: str
    amount: Amount
    before: str
    how: Regimen
    who: People
    phase: str
    unit: str = ""
    free: int = 0
    behind: str = ""
    is_first: bool = False

    @property
    def so_far(self) -> str:
        return self.words[: self.amount.start]

    @property
    def on_days(self) -> str:
        """ "days 1 and 8 of each 21-day cycle" right behind the amount; else ""."""
        found = _ON_DAYS.match(self.words, self.how.end)
        return fold(found[1]) if found else ""

    @property
    def amount_words(self) -> str:
        return self.words[self.amount.start : self.amount.end]

    @property
    def after(self) -> str:
        return self.words[self.amount.end :]


def mentions(
    words: str, found: list[Amount], setting: Setting, medicine: Medicine
) -> Iterator[Mention]:
    """The amounts found in a clause; people and phase go on from one to the next."""
    nothing = Amount(0, 0, 0, 0, "")
    last = Mention(words, nothing, "", Regimen(0), setting.who, setting.phase, is_first=True)
    for amount in found:
        last = _mention(last, amount, found, medicine)
        yield last


def _mention(last: Mention, amount: Amount, found: list[Amount], medicine: Medicine) -> Mention:
    words, free = last.words, last.free if last.free <= amount.start else last.amount.end
    before, choice = words[free : amount.start], _last_of_choice(words, amount, found)
    limit = _limit(words, choice.end, found)
    how = regimen(words[:limit], choice.end, medicine.words)
    if not (how.says_when or how.route):
        how.end = amount.end
    named_behind = _PHASE_BEHIND.match(words, choice.end) or AT_FIRST.match(words, how.end)
    behind = _words_behind(words, how.end, limit)
    after = _people_behind(behind, how.end)
    who = after[0] if after else people(before)
    return Mention(
        words=words,
        amount=amount,
        before=before,
        how=how,
        who=who.among(last.who),
        phase=phase(named_behind.group()) if named_behind else _next_phase(last, before),
        unit=choice.unit,
        free=max(how.end, after[1] if after else 0, named_behind.end() if named_behind else 0),
        behind=behind,
        is_first=last.amount.unit == "",
    )


def _last_of_choice(words: str, amount: Amount, found: list[Amount]) -> Amount:
    """The 320 mg of "240 mg or 320 mg", whose frequency is that of both."""
    for following in found[found.index(amount) + 1 :]:
        if not _OR.fullmatch(words, amount.end, following.start):
            break
        amount = following
    return amount


def _limit(words: str, end: int, found: list[Amount]) -> int:
    """Where the next amount begins that does not stand in brackets right here."""
    aside = _ASIDE.match(words, end)
    free = aside.end() if aside else end
    return next((each.start for each in found if each.start >= free), len(words))


def _words_behind(words: str, start: int, limit: int) -> str:
    """ "… in patients over 65": for whom or what, as far as the next amount."""
    connects = _CONNECTS_AT_END.search(words, start, limit)
    behind = _FOR_WHOM.match(words, start, connects.start() if connects else limit)
    return behind.group() if behind else ""


def _people_behind(behind: str, start: int) -> tuple[People, int] | None:
    """The people in words that start there, and where the words end."""
    who = people(behind)
    return (who, start + len(behind)) if who.said else None


def _next_phase(last: Mention, before: str) -> str:
    return last.phase if _CONNECTS.fullmatch(before) else phase(before)


_PHASE_BEHIND = re.compile(
    r"[\s-]*(?:\w+\s){0,2}?(?:(?:loading|maintenance|starting|initial)\s(?:dose|dosage|bolus)"
    r"|(?:increment|decrement)s?)\b",
    re.IGNORECASE,
)
AT_FIRST = re.compile(r"[\s,]+initially\b", re.IGNORECASE)
_ON_DAYS = re.compile(
    r"[\s,(]*(?:(?:given|starting|administered|orally|intravenously|IV|initially|once|only"
    r"|continuously|injection|infusion|over\s\d+\s(?:minutes|hours?)|(?:one|two)\sweeks?\slater)\s){0,3}"
    r"(?:on\s|\()((?:day|week)s?\s\d+(?:(?:,?\s(?:and|to|through)\s|,\s|-|–)\d+)*"
    r"(?:\sof\s(?:each|every|a|the|repeated)\s(?:\d+[- ](?:day|week)\s)?(?:treatment\s)?"
    r"cycles?)?)\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\s*(?:,|,?\sor)\s*")
_FOR_WHOM = re.compile(
    r":?\s*(?:(?:for|in|if)\s[^,;:.()]{3,80}(?:\([^()]*\))?|\([^()]{3,80}\))", re.IGNORECASE
)
_CONNECTS_AT_END = re.compile(r"\s(?:and|or|then)\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_CONNECTS = re.compile(r"[\s,]*(?:or|and|to)?[\s,]*", re.IGNORECASE)
