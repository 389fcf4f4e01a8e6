"""A fact counts as right only where every field that the words state is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from composita.facts import (
    AdverseReaction,
    Contraindication,
    Dose,
    Fact,
    Indication,
    Interaction,
    Passage,
    Value,
)
from composita.score.statements import stretches
from composita.score.whole import Marked, Span, verdict

TEXT = (
    "Exemplamine treats hay fever in adults. Take 10 mg or 20 mg three times a day. "
    "It must not be used in severe kidney disease. Avoid Testoprol, which it raises. "
    "Common: sleepiness. Yellow skin is a sign of hepatitis."
)


def told(value: Value, words: str) -> Fact:
    start = TEXT.index(words)
    return Fact(value, Passage("inv:1", "1", start, start + len(words), ""))


def marked(kind: str, at: str, fields: Mapping[str, Any] | None = None, **quoted: str) -> Marked:
    """A statement that says it at these words; what is quoted stands somewhere in the text."""
    start = TEXT.index(at)
    places: dict[str, tuple[Span, ...]] = {
        name: ((TEXT.index(q), TEXT.index(q) + len(q)),) for name, q in quoted.items()
    }
    return Marked(kind, (start, start + len(at)), True, places, dict(fields or {}))


DOSE = "10 mg or 20 mg three times a day"
BOTH = [{"low": 10, "high": 10, "unit": "mg"}, {"low": 20, "high": 20, "unit": "mg"}]
ONE = BOTH[:1]
RAISED = {"action": "avoid", "change": "raised"}
AVOID = "Avoid Testoprol, which it raises"


@pytest.mark.parametrize(
    ("fact", "statement", "expected"),
    [
        (
            told(Indication("hay fever", population="adults"), "hay fever"),
            marked("use", "treats hay fever in adults", condition="hay fever", who="adults"),
            "right",
        ),
        (
            told(Indication("hay fever"), "hay fever"),
            marked("use", "treats hay fever in adults", condition="hay fever", who="adults"),
            "incomplete",
        ),
        (
            told(Dose(10, 10, "mg", "dose", times_a_day=(3, 3)), DOSE),
            marked("dose", DOSE, {"amounts": ONE, "times_a_day": [3, 3]}),
            "right",
        ),
        (
            told(Dose(10, 10, "mg", "dose", every_hours=(8, 8)), DOSE),
            marked("dose", DOSE, {"amounts": ONE, "times_a_day": [3, 3]}),
            "right",
        ),
        (
            told(Dose(10, 10, "mg", "dose", times_a_day=(3, 3)), DOSE),
            marked("dose", DOSE, {"amounts": BOTH, "times_a_day": [3, 3]}),
            "incomplete",
        ),
        (
            told(Dose(10, 10, "mg", "day", times_a_day=(1, 1)), DOSE),
            marked("dose", DOSE, {"amounts": ONE, "times_a_day": [3, 3]}),
            "wrong",
        ),
        (
            told(Dose(10, 10, "mg"), DOSE),
            marked("dose_limit", DOSE, {"amounts": ONE, "limit": "not"}),
            "wrong",
        ),
        (
            told(Contraindication("condition", "kidney disease"), "kidney disease"),
            marked("contraindication", "severe kidney disease", term="severe kidney disease"),
            "incomplete",
        ),
        (
            told(Interaction("testoprol", "substance", "avoid", ("increased level",)), "Testoprol"),
            marked("interaction", AVOID, RAISED, other="Testoprol"),
            "right",
        ),
        (
            told(Interaction("testoprol", "substance", "avoid", ("reduced level",)), "Testoprol"),
            marked("interaction", AVOID, RAISED, other="Testoprol"),
            "wrong",
        ),
        (
            told(Interaction("testoprol", "substance", "avoid"), "Testoprol"),
            marked("interaction", AVOID, {"permitted": True}, other="Testoprol"),
            "wrong",
        ),
        (
            told(AdverseReaction("somnolence", frequency="common"), "sleepiness"),
            marked("reaction", "sleepiness", {"frequency": "common"}, term="sleepiness"),
            "right",
        ),
        (
            told(AdverseReaction("jaundice"), "Yellow skin"),
            marked("sign", "Yellow skin is a sign of hepatitis", term="Yellow skin"),
            "wrong",
        ),
        (
            told(AdverseReaction("somnolence"), "sleepiness"),
            marked("use", "treats hay fever in adults", condition="hay fever"),
            "",
        ),
    ],
    ids=[
        "all fields", "who is missing", "how often", "hours for times", "half of an or",
        "a day for three times", "a limit", "its qualifier is missing", "raised",
        "the other way round", "permitted", "another word for it", "a sign", "something else",
    ],
)  # fmt: skip
def test_a_fact_beside_a_marked_statement(fact: Fact, statement: Marked, expected: str) -> None:
    """Right, incomplete or wrong; nothing where it tells something else."""
    assert verdict(fact, statement, TEXT) == expected


def test_marks_stand_inside_their_stretches() -> None:
    """Every place of the gold lies in its stretch, and no mark holds words of a document."""
    every = stretches("development") + stretches("test")
    assert len(every) == 200
    for one in every:
        places = [trap.at for trap in one.traps]
        for fact in one.facts:
            places += [fact.at, *(place for quoted in fact.words.values() for place in quoted)]
            values = [*fact.fields.values(), *(a["unit"] for a in fact.fields.get("amounts", ()))]
            assert all(len(value) < 40 for value in values if isinstance(value, str))
        assert all(0 <= start < end <= one.end - one.start for start, end in places)
