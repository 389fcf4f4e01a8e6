"""Whose people the columns of a table count: the medicine's, those compared, or none of both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from composita.extract.medicine import Medicine, words_of
from composita.extract.text import lexicon_file

Arm = Literal["medicine", "comparator", "beside", ""]


def arms(heads: Mapping[int, str], lead: str, medicine: Medicine) -> dict[int, Arm]:
    """The arm of each column, by its head; empty where one of them is not understood.

    `lead` is what stands before the table and its caption.
    """
    found = {column: _arm(head, medicine) for column, head in heads.items()}
    if "comparator" not in found.values() and _ADVERSE.search(lead):
        found = {column: arm or "medicine" for column, arm in found.items()}
    mine = [heads[column] for column, arm in found.items() if arm == "medicine"]
    if not mine or "" in found.values() or any(map(NOT_PEOPLE.search, [lead, *mine])):
        return {}
    only_bad = _BESIDE.search(lead) and not any(map(_ANY_GRADE.search, mine))
    return {} if only_bad else found


def _arm(head: str, medicine: Medicine) -> Arm:
    if _BESIDE.search(head):
        return "beside"
    if not medicine.words.isdisjoint(_names(head)):
        return "" if _PLACEBO.search(head) else "medicine"
    if COMPARATOR.search(head) or medicine.names_another(head):
        return "comparator"
    return "" if _WORD.search(_OWN.sub("", head)) else "medicine"


def _names(head: str) -> set[str]:
    """Its words that may be names: those of amounts, forms and people are not."""
    return {word for word in words_of(_OWN.sub("", head)) if word not in _NOT_NAMES}


def whole(patterns: list[str]) -> re.Pattern[str]:
    """Any of these patterns between the edges of words, whatever the case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


_COLUMNS, _LEAD = lexicon_file("percentages")["columns"], lexicon_file("percentages")["lead"]
COMPARATOR, NOT_PEOPLE = whole(_COLUMNS["comparator"]), whole(_LEAD["not_people"])
_BESIDE, _ANY_GRADE = whole(_COLUMNS["beside"]), whole(_COLUMNS["any_grade"])
_OWN, _ADVERSE = whole(_COLUMNS["own"]), whole(_LEAD["adverse"])
_PLACEBO = re.compile("placebo", re.IGNORECASE)
_NOT_NAMES = frozenset(lexicon_file("dose_words")["filler"]["words"])
_WORD = re.compile(r"[^\W\d_]{2,}")
