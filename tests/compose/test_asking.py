"""What was typed, what came of it, and how the page says so."""

from __future__ import annotations

from msgspec.structs import replace

from composita.facts import Monograph, Recognised
from invented import EXEMPLAMINE, TESTOPROL, asked, composed, evidence, page, part


def asking(*names: Recognised) -> Monograph:
    """The patient's page for these names."""
    return composed(names, evidence(names))


def test_title_and_address_keep_the_order_asked() -> None:
    """ "B + A" is another page than "A + B", with the same facts."""
    made = asking(*asked(TESTOPROL, EXEMPLAMINE))
    assert (made.title, made.slug) == ("Testoprol + Exemplamine", "testoprol-exemplamine")


def test_a_name_that_nobody_knows() -> None:
    """It gets a short honest part with near names; the rest of the page stands."""
    made = page("unknown-name")
    unknown = part(made, "nosuchmycin")
    assert unknown.silence == "not recognised"
    assert unknown.remark == "Names that look like it: Nullomycin."
    assert part(made, "testoprol").parts


def test_a_name_without_sources() -> None:
    """Recognised, and nothing read about it: not the same as unknown."""
    (only, _) = page("nothing-sourced").parts
    assert (only.silence, only.silent) == (
        "not covered",
        "No source read so far covers Nullomycin.",
    )


def test_two_names_of_one_substance_are_told_once() -> None:
    """The second name says where to read."""
    brand = Recognised("Exempla", "brand", EXEMPLAMINE, "Exempla")
    made = asking(*asked(EXEMPLAMINE), brand)
    assert made.title == "Exemplamine"
    assert part(made, "exempla").remark == "“Exempla” is Exemplamine as well, which stands above."


def test_how_a_name_was_read_is_said() -> None:
    """A brand, a salt and a typing error each have their sentence."""
    remarks = [
        asking(replace(Recognised("x", "exact", TESTOPROL), **fields)).parts[0].remark
        for fields in (
            {"typed": "Testo", "how": "brand"},
            {"typed": "testoprol acetate", "how": "salt"},
            {"typed": "testoprl", "how": "typo", "matched": "Testoprol"},
        )
    ]
    assert remarks == [
        "You asked for “Testo”. It is a brand name of Testoprol.",
        "You asked for “testoprol acetate”. It is a form of Testoprol.",
        "You asked for “testoprl”. It was read as “Testoprol”.",
    ]


def test_a_very_long_name_is_cut() -> None:
    """A page repeats at most 60 characters of what was typed."""
    made = asking(Recognised("x" * 10_000, "none"))
    assert len(made.title) == 60
    assert made.parts[0].silent.count("x") < 70
