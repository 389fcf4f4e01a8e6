"""Verdicts: a claim's value against what the sources say of its medicines, one file for each kind.

A verdict that decides needs a statement to rest on: in doubt nothing is decided.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from composita.audit.claim import General, NotRead, Reassured, Route, Sold, Stated
from composita.audit.verdicts import (
    advice,
    contraindications,
    doses,
    interactions,
    kinds,
    reactions,
    reassurance,
    routes,
    uses,
)
from composita.audit.verdicts.ruling import Medicines, Ruling, unsupported
from composita.facts import (
    AdverseReaction,
    Advice,
    Class,
    Contraindication,
    Dose,
    Indication,
    Interaction,
    Mechanism,
    Special,
    Warning,
)

__all__ = ["VERDICTS", "Medicines", "Ruling", "rule"]

VERDICTS: dict[type[Any], Callable[[Any, Medicines], Ruling]] = {
    Indication: uses.judge,
    Dose: doses.judge,
    AdverseReaction: reactions.judge,
    Warning: reactions.judge_warning,
    Contraindication: contraindications.judge,
    Interaction: interactions.judge,
    Special: advice.judge_special,
    Advice: advice.judge,
    Class: kinds.judge_class,
    Mechanism: kinds.judge_mechanism,
    Route: routes.judge,
    Sold: routes.judge_sold,
    Reassured: reassurance.judge,
}


def rule(value: Stated, medicines: Medicines) -> Ruling:
    """The verdict on a value."""
    if isinstance(value, General):
        return Ruling("not checkable", "exact", "general")
    if isinstance(value, NotRead):
        return Ruling("not read", "open", "not read")
    if not any(subject.kinds for subject in medicines.all):
        return unsupported("no source")
    return VERDICTS[type(value)](value, medicines)
