"""What a person types for medicines: their names, how much, how often, and in what form."""

from __future__ import annotations

import bz2
import re
from pathlib import Path

import pytest

from composita.facts import Dose, Item, Name, Substance
from composita.parse import typed as read
from composita.store.names import Names

NAMES = Names.of(
    Substance(unii, name, (Name(name, "inn", unii),))
    for unii, name in (
        ("A1", "Alfamine"), ("B2", "Betaprol"), ("C3", "Vitamin D3"), ("D4", "Gammacin"),
    )
)  # fmt: skip


def items(typed: str) -> tuple[Item, ...]:
    return read(typed, NAMES).items


def names(typed: str) -> str:
    """The names of a line, those that are not recognised in brackets."""
    found = read(typed, NAMES).names
    return " + ".join(r.substance.name if r.substance else f"[{r.typed}]" for r in found)


NAMED = [
    ("T. Alfamine 75 mg BD", "Alfamine"),
    ("Tab Alfamine 500mg", "Alfamine"),
    ("C. Alfamine 75 mg HS", "Alfamine"),
    ("Inj. Alfamine 40 mg SC once daily", "Alfamine"),
    ("ALFAMINE TABLETS 500MG", "Alfamine"),
    ("Alfamine XR 150 mg", "Alfamine"),
    ("Alfamine 75", "Alfamine"),
    ("Alfamine 75 bd", "Alfamine"),
    ("Alfamine 1-1-1", "Alfamine"),
    ("Alfamine SOS", "Alfamine"),
    ("Alfamine 10 units at night", "Alfamine"),
    ("alfamine (for pain) 50 mg prn", "Alfamine"),
    ("Alfamine patch 25 mcg/h", "Alfamine"),
    ("take Alfamine 500 mg", "Alfamine"),
    ("500 mg Alfamine", "Alfamine"),
    ("Vitamin D3 60000 IU once a week", "Vitamin D3"),
    ("Alfamine 5 mg with water", "Alfamine"),
    ("Alfamine/Betaprol 5/10 mg od", "Alfamine + Betaprol"),
    ("Alfamine + Betaprol (5 mg + 10 mg) od", "Alfamine + Betaprol"),
    ("Alfamine (5mg) + Betaprol (10mg)", "Alfamine + Betaprol"),
    ("Alfamine 5 mg twice a day and Betaprol 10 mg", "Alfamine + Betaprol"),
    ("Alfamine 5 mg + Nosuchmycin 10 mg", "Alfamine + [Nosuchmycin]"),
    ("Alfamine + Nosuchmycin", "Alfamine + [Nosuchmycin]"),
    ("my white pill", "[my white pill]"),
]


@pytest.mark.parametrize(("typed", "expected"), NAMED)
def test_the_name(typed: str, expected: str) -> None:
    """The name ends where a strength or how often begins; a second name is never forgotten."""
    assert names(typed) == expected


TAKEN = [
    ("Alfamine 75 mg twice a day", Dose(75, 75, "mg", "dose", times_a_day=(2, 2))),
    ("Alfamine 10mg BD", Dose(10, 10, "mg", "dose", times_a_day=(2, 2))),
    ("Alfamine 5 mg t.d.s.", Dose(5, 5, "mg", "dose", times_a_day=(3, 3))),
    ("Alfamine 500 mg 1-0-1", Dose(500, 500, "mg", "dose", times_a_day=(2, 2))),
    ("Alfamine 500 mg 1-1-1-1", Dose(500, 500, "mg", "dose", times_a_day=(4, 4))),
    ("Alfamine 500 mg 6 hourly", Dose(500, 500, "mg", "dose", times_a_day=(4, 4))),
    ("Alfamine 20mg/day", Dose(20, 20, "mg", "dose", times_a_day=(1, 1))),
    ("Alfamine 1,000 mg bd", Dose(1000, 1000, "mg", "dose", times_a_day=(2, 2))),
    ("Alfamine 5-10 mg nocte", Dose(5, 10, "mg", "dose", times_a_day=(1, 1))),
    ("Alfamine 50 mcg od", Dose(50, 50, "ug", "dose", times_a_day=(1, 1))),
    ("Alfamine 50 mg ½ tablet daily", Dose(25, 25, "mg", "dose", times_a_day=(1, 1))),
    ("Alfamine 500mg two tablets tid", Dose(1000, 1000, "mg", "dose", times_a_day=(3, 3))),
    ("Alfamine 2x500mg bd", Dose(1000, 1000, "mg", "dose", times_a_day=(2, 2))),
    ("Alfamine inhaler 100 mcg 2 puffs bd", Dose(200, 200, "ug", "dose", times_a_day=(2, 2))),
    ("Alfamine 500 mg 1 or 2 4 times/day", Dose(500, 1000, "mg", "dose", times_a_day=(4, 4))),
    ("Alfamine 500 mg, take two bd", Dose(1000, 1000, "mg", "dose", times_a_day=(2, 2))),
    ("Alfamine 500 mg 1-2 tablets tds", Dose(500, 1000, "mg", "dose", times_a_day=(3, 3))),
    ("Alfamine 500 mg q6h prn", Dose(500, 500, "mg", "dose")),
    ("Alfamine 70 mg once a week", Dose(70, 70, "mg", "dose", every_hours=(168, 168))),
    ("Alfamine 20 mg every other day", Dose(20, 20, "mg", "dose", every_hours=(48, 48))),
    (
        "Alfamine 5 mg in the morning and 10 mg at night",
        Dose(15, 15, "mg", "day", times_a_day=(1, 1)),
    ),
    ("Alfamine + Betaprol 5 mg + 10 mg daily", Dose(5, 5, "mg", "dose", times_a_day=(1, 1))),
    ("Alfamine 5/10 mg", None),
    ("Alfamine", None),
]


@pytest.mark.parametrize(("typed", "expected"), TAKEN)
def test_how_it_is_taken(typed: str, expected: Dose | None) -> None:
    """How much at a time and how often a day, where the line says just that."""
    assert items(typed)[0].dose == expected


@pytest.mark.parametrize("form", ["eye drops", "cream", "gel", "ear drops", "ointment"])
def test_local_forms(form: str) -> None:
    """A form that acts where it is put is kept apart from the name."""
    (found,) = items(f"Alfamine {form}")
    assert found.local
    assert found.name == "Alfamine"


def test_forms_that_reach_the_body() -> None:
    """Sprays, patches and suppositories are not local."""
    forms = ("nasal spray", "patch", "suppository", "inhaler", "tablets")
    assert not any(items(f"Alfamine {form}")[0].local for form in forms)


PASTED = [
    ("Alfamine\nBetaprol", ["Alfamine", "Betaprol"]),
    ("Alfamine, Betaprol; Gammacin", ["Alfamine", "Betaprol", "Gammacin"]),
    ("1. Alfamine 5 mg\n2) Betaprol", ["Alfamine 5 mg", "Betaprol"]),
    ("• Alfamine\r\n- Betaprol\n\n", ["Alfamine", "Betaprol"]),
    ("Alfamine 1,000 mg, Betaprol", ["Alfamine 1,000 mg", "Betaprol"]),
    ("Alfamine 75 mg, one at night\nBetaprol", ["Alfamine 75 mg, one at night", "Betaprol"]),
    ("Alfamine 75 mg, take two twice a day", ["Alfamine 75 mg, take two twice a day"]),
    ("Alfamine, 500 mg Betaprol", ["Alfamine", "500 mg Betaprol"]),
    ("Alfamine, take Betaprol", ["Alfamine", "take Betaprol"]),
]


@pytest.mark.parametrize(("text", "expected"), PASTED)
def test_a_pasted_list(text: str, expected: list[str]) -> None:
    """An item for each medicine; how it is taken is none, and no medicine is swallowed."""
    assert [item.typed for item in items(text)] == expected


@pytest.mark.realdata
def test_instructions_as_prescribers_write_them(shared_data: Path) -> None:
    """Real dose instructions never raise, and how often is read in all but those as needed."""
    lines = _instructions(shared_data / "gold" / "dose-instructions" / "doseminer_cprd.rda")
    lines = [line for line in lines if re.search(r"DAY|DAILY|HOUR|HR", line)]
    unread = [line for line in lines if not _times(line)]
    assert len(lines) > 400
    assert [line for line in unread if not re.search("REQUIRED|NEEDED|WEEK|DIRECTED", line)] == []


def _times(instruction: str) -> tuple[int, int] | None:
    (found,) = items(f"Alfamine 1 mg {instruction}")
    return found.dose.times_a_day if found.dose else None


def _instructions(path: Path) -> list[str]:
    """The strings of an R data file: each stands behind a flag and its length in four bytes."""
    data = bz2.decompress(path.read_bytes())
    found = re.finditer(rb"\x00\x04\x00\x09\x00\x00(..)", data, re.DOTALL)
    spans = ((m.end(), m.end() + int.from_bytes(m[1])) for m in found)
    return [data[start:end].decode("utf-8", "replace") for start, end in spans]


@pytest.mark.parametrize(
    "typed", ["+", "1-0-1", "500 mg", "()", "x" * 1000, "take", "2x500", "]" * 50, "{[(", "½", "\n"]
)
def test_whatever_is_typed(typed: str) -> None:
    """An item comes back, and nothing is recognised where nothing was named."""
    assert not any(name.substance for name in read(typed, NAMES).names)
