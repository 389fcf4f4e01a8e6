"""What a page says for one person: first what must not be taken, in words for that person."""

from __future__ import annotations

from functools import partial

import pytest

from composita.check import Known, Profile, check
from composita.compose import Evidence, Subject, about, checked, told
from composita.facts import (
    Check,
    Contraindication,
    Fact,
    Item,
    Listed,
    Monograph,
    Patient,
    Recognised,
    View,
    Warning,
)
from composita.publish import FORMATS
from composita.publish.fhir import check as fhir
from invented import EXEMPLAMINE, SOURCES, TESTOPROL, asked, document, facts, part, texts


def evidence() -> dict[tuple[str, ...], Evidence]:
    """A label of one that bans it in asthma, warns of the unborn and has a section on children; a
    label of the other that has only warnings; and a register that lists them as one product."""
    label = document("us", "exem", "EXEMPLA", "contraindications", "warnings", "children")
    other = document("us", "test", "TESTO", "warnings")
    register = document("register", "all", "Register")
    said: tuple[Fact, ...] = (
        *facts(label, "contraindications", Contraindication("condition", "asthma")),
        *facts(label, "warnings", Warning("fetal harm", boxed=True)),
    )
    both = about([EXEMPLAMINE, TESTOPROL])
    return {
        (EXEMPLAMINE.unii,): Evidence((label,), said),
        (TESTOPROL.unii,): Evidence((other,), ()),
        both: Evidence((), facts(register, "list", Listed("FR", 3, "Exempla duo")), (register,)),
    }


def made(view: View = "patient", *words: str, **person: object) -> tuple[Check, Monograph]:
    """The check of the two for a person, and its page; `words` were not read."""

    def subject(substances: tuple) -> Subject:
        return Subject(substances, evidence().get(about(substances), Evidence((), ())), SOURCES)

    names = asked(EXEMPLAMINE, TESTOPROL)
    items = tuple(Item(name.typed, (name,), unread=words) for name in names)
    patient = Patient(**person)  # type: ignore[arg-type]
    by_name = {name.typed: (name,) for name in names}
    known = Known(names=lambda typed: by_name.get(typed, (Recognised(typed, "none"),)))
    found = check(
        items, lambda s, local: Profile(partial(subject, s), local), patient, "2026-07", known=known
    )
    return found, checked(found, subject, SOURCES, view)


@pytest.mark.parametrize(
    ("view", "person", "title"),
    [
        (
            "patient",
            {"conditions": ("asthma",)},
            "Must not be taken if you have asthma – Exemplamine",
        ),
        ("professional", {"conditions": ("asthma",)}, "Contraindicated in asthma – Exemplamine"),
        ("patient", {"pregnant": True}, "Serious if you are pregnant – Exemplamine"),
        (
            "patient",
            {"allergies": ("Testoprol",)},
            "Must not be taken if you have an allergy to Testoprol – Testoprol",
        ),
    ],
)
def test_a_finding_is_worded_for_one_person(
    view: View, person: dict[str, object], title: str
) -> None:
    """Not "together": there is one person and one medicine."""
    found, page = made(view, **person)
    assert [one.title for one in told(found, page)] == [title]
    assert "together" not in " ".join(texts(page, "person"))


def test_the_sentence_names_the_illness_of_the_label() -> None:
    """For patients as advice, for professionals as a contraindication."""
    for view, text in (
        ("patient", "Exemplamine must not be taken if you have asthma."),
        ("professional", "Exemplamine: contraindicated in asthma."),
    ):
        _, page = made(view, conditions=("asthma",))
        assert texts(page, "person") == [text]


def test_what_must_not_be_taken_comes_first() -> None:
    """Before what matters together; what is less than that comes after."""
    _, page = made(conditions=("asthma",))
    assert page.parts[0].key == "person"


def test_what_was_not_read_comes_before_everything_and_nothing_is_summed_up() -> None:
    """With a word that nobody understood, no register is said to list exactly these."""
    _, whole = made()
    assert part(whole, "one_product")
    _, page = made("patient", "and a blue one", conditions=("asthma", "blurble"))
    assert page.parts[0].key == "not_read"
    assert "«and a blue one», «blurble»" in page.parts[0].silent
    assert not [one for one in page.parts if one.key == "one_product"]
    assert "exactly these" not in FORMATS["text"](page)


def test_every_answer_is_told_for_every_medicine() -> None:
    """Found, not read with the place, silent with who was asked, not recognised with near terms."""
    _, page = made(age=9, pregnant=True, conditions=("asthmaa",))
    text = " ".join(FORMATS["text"](page).split())
    assert "Something was found for Exemplamine" in text
    assert "section on just this in: US label" in text
    assert "Exemplamine: what is said stands here [" in text
    assert "Did you mean: asthma?" in text
    states = {(p.title, p.silence) for one in part(page, "told").parts for p in one.parts}
    assert states == {
        ("Exemplamine", "speaks of it"),
        ("Testoprol", "says nothing"),
    }


@pytest.mark.parametrize("format", ["text", "md", "html", "json"])
def test_every_format_tells_them(format: str) -> None:
    """No format of a check leaves out what was not recognised."""
    _, page = made(conditions=("blurble",))
    assert "blurble" in FORMATS[format](page)


def test_fhir_tells_them() -> None:
    """In the OperationOutcome, beside pairs of which nothing is known."""
    found, page = made("professional", age=9, conditions=("blurble",))
    text = fhir.publish(found, told(found, page), page)
    assert "blurble" in text
    assert "section on just this" in text


def test_no_line_is_wider_than_a_terminal() -> None:
    """At 80 columns, whatever was told."""
    _, page = made(age=9, pregnant=True, conditions=("blurble " * 20, "asthma"), driving=True)
    assert max(map(len, FORMATS["text"](page).splitlines())) <= 80
