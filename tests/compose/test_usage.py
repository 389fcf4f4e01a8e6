"""What a medicine is for: one line for one use."""

from __future__ import annotations

from composita.facts import Indication
from invented import document, facts, small_page, texts

LABEL = document("us", "label", "A label", "indications")
LIST = document("classes", "list", "A list", "indications")
USAGE = ("exemplamine", "usage")


def test_one_use_in_other_words() -> None:
    """Capitals, an inverted name and who it is for do not make another use."""
    said = (
        *facts(LABEL, "indications", Indication("dry invented cough", population="children")),
        *facts(LIST, "indications", Indication("Invented Cough, Dry")),
    )
    assert texts(small_page(*said, documents=(LABEL, LIST)), *USAGE) == [
        "Dry invented cough (children: in some sources)"
    ]


def test_prevention_is_another_use_than_treatment() -> None:
    """Roles that change the meaning stay apart; limits of use stand last."""
    said = facts(
        LABEL,
        "indications",
        Indication("invented cough", limitation=True),
        Indication("invented cough", role="prevention"),
        Indication("invented cough", role="treatment"),
    )
    assert texts(small_page(*said, documents=(LABEL,)), *USAGE) == [
        "To prevent invented cough",
        "Invented cough",
        "Not for: invented cough",
    ]
