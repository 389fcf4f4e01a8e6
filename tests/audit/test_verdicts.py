"""Claims of a page against labels: borne out, contradicted, not found, or nothing to check."""

from __future__ import annotations

import pytest
from auditing import Auditing, judged

from composita.audit.claim import Reassured, Route, Sold, Stated
from composita.facts import Advice, Dose


def page(*lines: str, title: str = "Exemplamine") -> str:
    return "\n\n".join([f"# {title}", "### Usage", "Used to treat hay fever.", *lines]) + "\n"


def test_a_use_that_the_label_gives_is_supported(audited: Auditing) -> None:
    """The same condition, with the passage that states it."""
    found = judged(audited(page()), "indication")
    assert (found.verdict, found.sure) == ("supported", "exact")
    assert found.passages[0].document == "us:exem-1"


def test_what_no_source_says_is_unsupported_with_what_was_searched(audited: Auditing) -> None:
    """Silence contradicts nothing, and the documents that could have said it are named."""
    found = judged(audited("# Exemplamine\n\n### Usage\n\nUsed to treat gout.\n"), "indication")
    assert (found.verdict, found.searched) == ("unsupported", ("us:exem-1",))


def test_advice_to_ask_a_doctor_is_not_checkable(audited: Auditing) -> None:
    """General advice is neither borne out nor contradicted by a label."""
    found = judged(audited(page("Always consult your doctor first.")), "general")
    assert found.verdict == "not checkable"


def test_a_dose_far_above_the_maximum_is_contradicted(audited: Auditing) -> None:
    """The label states a maximum for adults, and no source goes so far."""
    text = page("### Dosage", "Adults: up to a maximum of 400 mg daily.")
    found = judged(audited(text), "dose")
    assert isinstance(found.claim.value, Dose)
    assert (found.verdict, found.reason) == ("contradicted", "above maximum")


def test_a_dose_a_little_above_the_maximum_is_left_open(audited: Auditing) -> None:
    """Products of one medicine differ: what is near the maximum is unsupported."""
    found = judged(audited(page("### Dosage", "Adults: 200 mg daily.")), "dose")
    assert found.verdict == "unsupported"


def test_a_dose_for_another_use_is_left_open(audited: Auditing) -> None:
    """Of a use that no label gives, a label's maximum says nothing."""
    text = "# Exemplamine\n\n### Dosage\n\nAdults: the maximum dose is 400 mg daily.\n"
    assert judged(audited(text), "dose").verdict == "unsupported"


def test_both_ends_of_a_range_are_supported_where_labels_state_them(audited: Auditing) -> None:
    """From the start to the maximum: each end is a dose of the label."""
    found = judged(audited(page("### Dosage", "Adults take 25-150 mg daily.")), "dose")
    assert (found.verdict, found.sure) == ("supported", "alike")


def test_a_side_effect_called_common_that_is_rare_is_not_supported(audited: Auditing) -> None:
    """The label lists it, as less frequent."""
    text = page("### Side Effects", "Common side effects include:", "* Nausea\n* Hair loss")
    told = {
        each.claim.value.term: each.reason  # type: ignore[union-attr]
        for each in audited(text).judged
        if each.claim.kind == "reaction"
    }
    assert told == {"nausea": "said", "alopecia": "rarer"}


def test_not_sold_as_one_product_is_contradicted_by_a_register(audited: Auditing) -> None:
    """A register lists a product of exactly these substances that is on the market."""
    text = "# Exemplamine + Testoprol\n\nThey are not available as a single combined product.\n"
    found = judged(audited(text), "sold")
    assert found.claim.value == Sold(together=False)
    assert found.verdict == "contradicted"
    assert "Exempla Plus" in found.proposed


def test_there_is_no_injection_is_contradicted_by_a_register(audited: Auditing) -> None:
    """A register lists an injection of the substance."""
    found = judged(audited(page("There is no injectable form.")), "route")
    assert found.claim.value == Route("injection", given=False)
    assert (found.verdict, found.reason) == ("contradicted", "is given so")


def test_a_hedged_route_is_left_open(audited: Auditing) -> None:
    """ "Not typically" denies nothing."""
    found = audited(page("It is not typically given as an injection."))
    assert all(each.verdict != "contradicted" for each in found.judged)


@pytest.mark.parametrize(
    ("answer", "kind", "value", "verdict"),
    [
        ("No. It is harmful.", "alcohol", Advice("alcohol", "avoid"), "supported"),
        ("Yes, you can.", "reassured", Reassured("alcohol", force="permission"), "contradicted"),
    ],
)
def test_yes_and_no_answer_their_question(
    audited: Auditing, answer: str, kind: str, value: Stated, verdict: str
) -> None:
    """An answer's first word is a claim about what is asked."""
    text = page("### FAQs", f"* **Q: Can I drink alcohol while taking Exemplamine?** A: {answer}")
    found = judged(audited(text), kind)
    assert (found.claim.value, found.verdict) == (value, verdict)


def test_titles_that_are_half_understood_say_nothing_of_the_product(audited: Auditing) -> None:
    """Where a name of the title is unknown, nobody knows which product is not sold."""
    text = "# Exemplamine + Strangeol\n\nThey are not available as a single combined product.\n"
    found = audited(text)
    assert found.unknown == ("Strangeol",)
    assert all(each.verdict != "contradicted" for each in found.judged)
