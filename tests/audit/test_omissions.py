"""What a page leaves out of what labels tell; a page with any word for it tells it."""

from __future__ import annotations

from auditing import Auditing

SPARE = "# Exemplamine\n\n### Usage\n\nUsed to treat hay fever.\n"


def left_out(audited: Auditing, text: str) -> list[str]:
    return [each.title for each in audited(text).omitted]


def test_what_the_label_tells_is_left_out_by_a_spare_page(audited: Auditing) -> None:
    """The box comes first, then who must not use it; each with a proposal from our own page."""
    found = audited(SPARE).omitted
    assert [each.title for each in found] == [
        "Boxed warning", "Must not use it", "Must not use it", "Stopping suddenly", "Pregnancy",
        "Kidney problems", "Alcohol", "Driving", "Maximum dose",
    ]  # fmt: skip
    assert "suicidal thoughts" in found[0].proposed


def test_everyday_words_tell_it_too(audited: Auditing) -> None:
    """Any word for it is enough: only what is plainly absent is reported."""
    told = SPARE + (
        "\nIt can cause thoughts of suicide, do not stop or drive, or drink, or exceed the dose. "
        "Not with monoamine oxidase inhibitors, eye pressure, bad kidneys or when pregnant.\n"
    )
    assert left_out(audited, told) == []


def test_labels_of_other_uses_are_not_missed(audited: Auditing) -> None:
    """A page about a use that no label gives may be about another product."""
    assert left_out(audited, "# Exemplamine\n\n### Usage\n\nUsed to treat gout.\n") == []
