"""What people type, against a few invented medicines: what comes of it, and what must not."""

from __future__ import annotations

import pytest

from composita.facts import Name, Substance
from composita.parse import typed
from composita.store.names import Names

EXEMPLAMINE = Substance(
    "U1",
    "Exemplamine",
    (
        Name("Exemplamine", "inn", "U1"),
        Name("Examplamin", "usan", "U1"),
        Name("Exemplamine hydrochloride", "salt", "U1S"),
        Name("Elavox", "brand", "U1S"),
        Name("Duovox", "brand", "U1+U2"),
    ),
)
SULFATESTOL = Substance(
    "U2",
    "Sulfatestol",
    (
        Name("Sulfatestol", "inn", "U2"),
        Name("Sulfatestol sodium", "salt", "U2S"),
        Name("Duovox", "brand", "U1+U2"),
        Name("Oldovox", "brand", "U2"),
    ),
)
OTHERS = (
    Substance("U3", "Testazine", (Name("Testazine", "inn", "U3"), Name("Oldovox", "brand", "U3"))),
    Substance("U4", "Testapine", (Name("Testapine", "inn", "U4"),)),
    Substance("U5", "Vitamin Q10", (Name("Vitamin Q10", "common", "U5"),)),
    Substance("U6", "Dillin and anise", (Name("Dillin and anise", "official", "U6"),)),
    Substance("U7", "Dillin", (Name("Dillin", "inn", "U7"),)),
    Substance("U8", "Samplium nitrate", (Name("Samplium nitrate", "inn", "U8"),)),
    Substance("U9", "Other citrate", (Name("Other citrate", "inn", "U9"),)),
)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.of((EXEMPLAMINE, SULFATESTOL, *OTHERS))


def told(names: Names, text: str) -> list[tuple[str, str]]:
    """For each name in what was typed, how it was recognised and as what."""
    found = typed(text, names).names
    return [(r.how, r.substance.name if r.substance else "") for r in found]


SPELLINGS = [
    "Exemplamine", "EXEMPLAMINE", " exemplamine .", "Éxemplamine", "Exempla-mine", "Examplamin",
    "Exemplamine 75 mg", "Tab. Exemplamine 500", "Exemplamine oral solution 10 mg/5 ml",
    "Elemental exemplamine 5 mg", "Exemplamine (Topical)", "Exemplamine (Examplamin)",
    "Exemplamine -", "Exemplamine/Examplamin", "Exemplamine (EXM)",
]  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS)
def test_spellings_of_one_name(names: Names, text: str) -> None:
    """Case, accents, hyphens, strengths, forms and synonyms beside a name change nothing."""
    assert told(names, text) == [("exact", "Exemplamine")]


@pytest.mark.parametrize("text", ["Sulphatestol", "Sulfatestol", "Sulfathestol"])
def test_old_and_new_spelling(names: Names, text: str) -> None:
    """British and American, old and new ways to write a sound are the same."""
    assert told(names, text) == [("exact", "Sulfatestol")]


@pytest.mark.parametrize(
    "text", ["Exemplamine hydrochloride", "Exemplamine HCl", "exemplamine Hydrochloride 5 mg"]
)
def test_a_salt_comes_to_its_moiety(names: Names, text: str) -> None:
    """A salt is recognised as its moiety, and `form` says which salt."""
    found = names.resolve(text)
    assert (found.how, found.substance, found.form) == (
        "salt", EXEMPLAMINE, "Exemplamine hydrochloride",
    )  # fmt: skip


def test_the_metal_may_stand_in_front(names: Names) -> None:
    """ "Sodium X" is "X sodium"."""
    assert names.resolve("Sodium Sulphatestol").form == "Sulfatestol sodium"


def test_a_salt_that_no_list_has(names: Names) -> None:
    """A known moiety with a salt's word behind it is that moiety, in the form that was typed."""
    found = names.resolve("Exemplamine besylate")
    assert (found.how, found.substance, found.form) == ("salt", EXEMPLAMINE, "Exemplamine besylate")


def test_a_brand_of_a_salt(names: Names) -> None:
    """A brand comes to the moiety, and `form` says which salt it holds."""
    found = names.resolve("elavox")
    assert (found.how, found.substance, found.form) == (
        "brand", EXEMPLAMINE, "Exemplamine hydrochloride",
    )  # fmt: skip


def test_a_brand_of_a_combination(names: Names) -> None:
    """A combination's brand comes to all its substances, and is no name of one of them."""
    assert told(names, "Duovox") == [("brand", "Exemplamine"), ("brand", "Sulfatestol")]
    assert names.resolve("Duovox").how == "none"
    assert names.resolve("Duovox").near == ("Exemplamine + Sulfatestol",)


def test_a_brand_of_two_different_things_is_not_recognised(names: Names) -> None:
    """Where a brand is sold with one substance and with another, nobody knows which is meant."""
    assert told(names, "Oldovox") == [("none", "")]


BOTH = [("exact", "Exemplamine"), ("exact", "Testazine")]


@pytest.mark.parametrize(
    "text",
    [
        "Exemplamine + Testazine", "exemplamine+testazine", "Exemplamine/Testazine",
        "Exemplamine, Testazine", "Exemplamine and Testazine", "Exemplamine with Testazine",
        "Exemplamine & Testazine", "Exemplamine 10 mg and Testazine 5 mg Tablets IP",
    ],
)  # fmt: skip
def test_names_in_one_line(names: Names, text: str) -> None:
    """Each usual way to write a combination gives its parts, in the order typed."""
    assert told(names, text) == BOTH


def test_the_whole_is_tried_first(names: Names) -> None:
    """A name that holds "and" is one name; "+" always divides."""
    assert told(names, "Dillin and anise + Testazine") == [
        ("exact", "Dillin and anise"), ("exact", "Testazine"),
    ]  # fmt: skip


def test_an_unknown_part_does_not_hide_the_known_one(names: Names) -> None:
    """A list with one unknown name gives the known ones and says which is not recognised."""
    assert told(names, "Testazine and Nonsensol") == [("exact", "Testazine"), ("none", "")]


@pytest.mark.parametrize("text", ["Exemplamie", "Exemplammine", "Exemplmaine", "Exemplaminr"])
def test_one_typing_error(names: Names, text: str) -> None:
    """One letter too few, too many, swapped or wrong: the one name that can be meant."""
    found = names.resolve(text)
    assert (found.how, found.substance, found.matched) == ("typo", EXEMPLAMINE, "Exemplamine")


def test_two_typing_errors_apart(names: Names) -> None:
    """A long name is found with two errors, if they stand apart."""
    assert told(names, "Exmplamine hydrochlorde") == [("typo", "Exemplamine")]


NO_TYPING_ERRORS = {
    "Testaxine": "one error from Testazine, two from Testapine",
    "Testapjne": "one error from Testapine, two from Testazine",
    "Dilin": "a short name",
    "Elavoy": "a brand",
    "Axemplamine": "the first letter is another",
    "Exemplamines": "a plural is a class",
    "Samplium citrate": "another word that is a word of names",
    "Vitamin Q11": "another number",
}


@pytest.mark.parametrize(
    "text", NO_TYPING_ERRORS, ids=[why.replace(" ", "-") for why in NO_TYPING_ERRORS.values()]
)
def test_what_is_no_typing_error(names: Names, text: str) -> None:
    """Where another medicine could be meant, or the error is no slip, nothing is recognised."""
    assert told(names, text) == [("none", "")]


def test_near_names(names: Names) -> None:
    """What is not recognised comes with names that begin with it or look like it."""
    assert names.resolve("Vitamin Q").near == ("Vitamin Q10",)
    assert names.resolve("Testaxine").near == ("Testapine", "Testazine")
    assert names.near("Exemplaxin", most=1) == ("Examplamin",)


@pytest.mark.parametrize("text", ["Vitamin Z", "Groupin", "groupins", "groupins 10 mg"])
def test_the_beginning_of_several_names(text: str) -> None:
    """A word by which several substances are called is none of them, and they are named."""
    members = ("Vitamin Z1", "Vitamin Z2", "Groupin alfa", "Groupin beta", "Groupinol")
    names = Names.of(Substance(text, text, (Name(text, "inn", text),)) for text in members)
    found = names.resolve(text)
    meant = members[:2] if text.startswith("Vitamin") else members[2:4]
    assert (found.how, found.substance, found.near) == ("group", None, meant)


def test_a_name_that_was_cut_off_is_not_completed(names: Names) -> None:
    """A hyphen glued to the end says that the rest is missing, even where a name is left."""
    found = names.resolve("Dillin-")
    assert (found.how, found.near[0]) == ("none", "Dillin")


@pytest.mark.parametrize(
    "text", ["", " ", "+", "\x00\x07", "x" * 10_000, "a+" * 5_000, "парацетамол", "75 mg", "🙂"]
)
def test_what_is_no_name(names: Names, text: str) -> None:
    """Empty, endless, foreign and broken texts are answered with none."""
    assert all(how == "none" for how, _ in told(names, text))


def test_codes(names: Names) -> None:
    """A salt's UNII and a moiety's both come to the moiety."""
    assert names.by_unii("U1S") == names.by_unii("U1") == EXEMPLAMINE
    assert names.by_unii("none") is None
