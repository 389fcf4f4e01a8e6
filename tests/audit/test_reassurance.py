"""Reassurance is a claim of its own: the rows of the data file are the first tests of it."""

from __future__ import annotations

from typing import Any

import pytest
from auditing import Auditing

from composita.audit.claim import Reassured
from composita.audit.tables import table

ROWS = table("reassurance")


def examples(*kinds: str) -> list[str]:
    rows: list[dict[str, Any]] = [row for kind in kinds for row in _rows(kind)]
    return [example for row in rows for example in row["examples"]]


def _rows(kind: str) -> list[dict[str, Any]]:
    return ROWS[kind] if isinstance(ROWS[kind], list) else [ROWS[kind]]


def reassured(audited: Auditing, text: str, title: str = "Exemplamine") -> list[Reassured]:
    found = audited(f"# {title}\n\n{text}\n").judged
    return [each.claim.value for each in found if isinstance(each.claim.value, Reassured)]


@pytest.mark.parametrize("sentence", examples("says", "innocent"))
def test_every_row_that_reassures_has_examples_that_do(audited: Auditing, sentence: str) -> None:
    """Each wording of the file is read as a reassurance."""
    assert reassured(audited, sentence)


@pytest.mark.parametrize("sentence", examples("undoes"))
def test_what_undoes_a_reassurance_leaves_none(audited: Auditing, sentence: str) -> None:
    """Denied, conditional, unknown or meant otherwise: nothing is reassured about."""
    assert reassured(audited, sentence) == []


WARNED = [
    ("Exemplamine is safe in pregnancy.", "pregnancy"),
    ("Expectant mothers may take it without any risk.", "pregnancy"),
    ("It poses no danger to the unborn child.", "pregnancy"),
    ("It is generally considered safe in pregnancy when used as directed.", "pregnancy"),
    ("Drinking alcohol is not a problem.", "alcohol matters"),
    ("You can enjoy a glass of wine with it.", "alcohol matters"),
    ("Feel free to drive.", "may impair driving"),
    ("It can be stopped suddenly without side effects.", "not suddenly"),
    ("No dose adjustment is needed in kidney disease.", "kidney warned"),
    ("Exemplamine is kind to the kidneys.", "kidney warned"),
    ("Exemplamine is safe with MAO inhibitors.", "interacts"),
    ("You may combine it with MAO inhibitors.", "interacts"),
    ("Warfarin and Exemplamine go well together.", "interacts"),
    ("It is safe for people with glaucoma.", "forbidden there"),
    ("It has no contraindications.", "some contraindications"),
    ("There are no known interactions.", "some interactions"),
    ("Exemplamine has no side effects.", "some reactions"),
    ("It does not cause nausea.", "some reactions"),
    ("Anyone can take Exemplamine without worry.", "some must not"),
]


@pytest.mark.parametrize(("sentence", "reason"), WARNED)
def test_reassurance_against_a_source_that_warns_is_contradicted(
    audited: Auditing, sentence: str, reason: str
) -> None:
    """Nothing in such a sentence is borne out, though sources name its terms."""
    found = audited(f"# Exemplamine\n\n## Precautions\n\n{sentence}\n").judged
    assert [each.reason for each in found if each.verdict == "contradicted"] == [reason]
    assert all(each.verdict != "supported" for each in found)


@pytest.mark.parametrize(
    ("medicine", "sentence", "verdict", "reason"),
    [
        ("Placebol", "Placebol can be used while breastfeeding.", "supported", "said"),
        ("Placebol", "Placebol does not affect driving.", "supported", "said"),
        ("Placebol", "No dose adjustment is needed in kidney disease.", "supported", "said"),
        ("Placebol", "It is safe with alcohol.", "unsupported", "sources differ"),
        ("Placebol", "No dose adjustment is needed in liver disease.", "not covered", "not found"),
        ("Placebol", "Placebol is safe in pregnancy.", "contradicted", "pregnancy"),
        ("Placebol", "Placebol is generally safe in pregnancy.", "unsupported", "hedged"),
        ("Placebol", "It is suitable for older people.", "not covered", "not found"),
        ("Exemplamine", "It is safe while breastfeeding.", "unsupported", "not found"),
        ("Exemplamine", "Patients with kidney disease can take it.", "unsupported", "hedged"),
        ("Testoprol", "Testoprol is safe in pregnancy.", "not covered", "no source"),
    ],
)
def test_without_a_warning_it_is_as_good_as_what_was_searched(
    audited: Auditing, medicine: str, sentence: str, verdict: str, reason: str
) -> None:
    """Borne out only by a source that permits the same; else open, and it is told whether any
    document was searched.
    """
    (found,) = audited(f"# {medicine}\n\n{sentence}\n").judged
    assert (found.verdict, found.reason) == (verdict, reason)
    assert bool(found.searched or found.statements) == (verdict != "not covered")


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("## Pregnancy\n\nExemplamine is safe.", ["pregnancy"]),
        ("## Precautions\n\n* **Pregnancy:** It can be used without any risk.", ["pregnancy"]),
        ("## Precautions\n\n**Contraindications:** None known.", ["contraindications"]),
        ("## FAQs\n\n**Q: Is it safe in pregnancy?** A: Yes, it is.", ["pregnancy"]),
        (
            "## FAQs\n\n**Q: Does it harm the kidneys?** A: No.  It never did.",
            ["kidney impairment"],
        ),
        ("## Is it safe in pregnancy?\n\nYes.  It is used widely.", ["pregnancy"]),
        ("## Is it safe in pregnancy?\n\nNo.  It is not.", []),
        ("It is safe for pregnant and breastfeeding women.", ["pregnancy", "breastfeeding"]),
        ("It is safe, even for nursing infants.", ["breastfeeding"]),
        ("Is it safe in pregnancy?", []),
    ],
)
def test_what_it_is_about_stands_in_the_clause_its_section_or_its_question(
    audited: Auditing, text: str, scopes: list[str]
) -> None:
    """The nearest words that name it; a question alone says nothing."""
    assert [each.scope for each in reassured(audited, text)] == scopes


def test_a_part_is_no_whole(audited: Auditing) -> None:
    """What is said of the second trimester is not what a label says of all."""
    (found,) = reassured(audited, "It is safe in the second trimester.")
    assert found.part == "second trimester"


def test_that_the_dose_stays_the_same_is_about_the_dose_alone(audited: Auditing) -> None:
    """It denies no harm to the liver, so a warning of that does not contradict it."""
    (found,) = reassured(audited, "No dose adjustment is needed in liver disease.")
    assert found.dose


@pytest.mark.parametrize(
    "sentence",
    [
        "The renal tubules reabsorb much of it.",
        "Pregnancy outcomes were mixed.",
        "Exemplamine and pregnancy: a long story of trials.",
    ],
)
def test_a_sentence_that_was_not_understood_is_counted(audited: Auditing, sentence: str) -> None:
    """It may say anything: nobody should take its absence for approval."""
    (found,) = audited(f"# Exemplamine\n\n## Precautions\n\n{sentence}\n").judged
    assert (found.verdict, found.claim.kind) == ("not read", "not read")
