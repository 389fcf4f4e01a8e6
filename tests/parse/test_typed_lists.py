"""Whole lists as people and systems type them: nothing that was typed goes missing."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from composita.facts import Dose, Item, Name, Substance
from composita.parse import apart, typed
from composita.store.names import Names

_NAMES = ("Alfamine", "Betaprol", "Gammacin", "Deltazole", "Epsilon extract", "Vitamin Z12")
SUBSTANCES = tuple(
    Substance(
        f"U{place}",
        name,
        (
            Name(name, "inn", f"U{place}"),
            Name(f"{name} sodium", "salt", f"S{place}"),
            Name(f"{name[:4]}ox", "brand", f"U{place}", ("tablet; 5MG", "tablet; 10MG")),
            Name(f"{name[:4]}elle", "brand", f"U{place}"),
        ),
    )
    for place, name in enumerate(_NAMES)
)
NAMES = Names.of(SUBSTANCES)


def read(text: str) -> list[str]:
    """For each item its names, amounts a day in brackets where they are known, and the unread."""
    return [_line(item) for item in typed(text, NAMES).items]


def _line(item: Item) -> str:
    names = " + ".join(
        r.substance.name if r.substance else f"[{r.how}: {r.typed}]" for r in item.recognised
    )
    unread = "".join(f" «{words}»" for words in item.unread)
    return f"{names}{_dose(item.dose)}{unread}"


def _dose(dose: Dose | None) -> str:
    if dose is None:
        return ""
    often = f" x{dose.times_a_day[1]}" if dose.times_a_day else ""
    often += f" /{dose.every_hours[1]:g}h" if dose.every_hours else ""
    return f" {dose.high:g} {dose.unit}{often}{f' ({dose.case})' if dose.case else ''}"


BOTH = ["Alfamine 5 mg", "Betaprol 75 mg"]
SEPARATORS = [
    "Alfamine 5 mg, Betaprol 75 mg",
    "Alfamine 5 mg; Betaprol 75 mg",
    "Alfamine 5mg\nBetaprol 75mg",
    "Alfamine 5 mg / Betaprol 75 mg",
    "Alfamine 5mg/Betaprol 75mg",
    "alfamine 5 mg plus betaprol 75 mg",
    "Alfamine 5 mg and Betaprol 75 mg",
    "Alfamine 5 mg & Betaprol 75 mg",
    "Alfamine 5 mg with Betaprol 75 mg",
    "Alfamine 5 mg - Betaprol 75 mg",
    "Alfamine 5 mg Betaprol 75 mg",
    "Tab Alfamine 5mg Tab Betaprol 75mg",
    "Alfamine 5mg+Betaprol 75mg",
    "1. Alfamine 5 mg\n2. Betaprol 75 mg",
    "• Alfamine 5 mg\n• Betaprol 75 mg",
    "Alfamine (5mg) + Betaprol (75mg)",
    "Alfamine(5mg),Betaprol(75mg)",
    "Alfamine5mg, Betaprol75Mg",
    "Alfamine 5 mg as well as Betaprol 75 mg",
    "5 mg Alfamine, 75 mg Betaprol",
    "Alfamine 5 mg,\n\n\tBetaprol 75 mg;",
    "Alfamine/Betaprol 5/75 mg",
    "Alfamine + Betaprol 5 mg/75 mg",
]


@pytest.mark.parametrize("text", SEPARATORS)
def test_every_separator(text: str) -> None:
    """Whatever stands between two medicines, or nothing at all: both are read."""
    assert read(text) == BOTH


def test_two_medicines_with_how_often_and_nothing_between() -> None:
    """How often ends a medicine, and the form before a name begins the next."""
    assert read("Tab Alfamine 5mg OD Tab Betaprol 75mg BD Cap Gammacin 1 g tds") == [
        "Alfamine 5 mg x1",
        "Betaprol 75 mg x2",
        "Gammacin 1 g x3",
    ]


TOGETHER = [
    ("Alfamine + Betaprol", True),
    ("Alfamine/Betaprol", True),
    ("Alfamine and Betaprol", True),
    ("Alfamine 5 mg + Betaprol 10 mg tablets", True),
    ("Alfamine, Betaprol", False),
    ("Alfamine\nBetaprol", False),
    ("Alfamine 5 mg od and Betaprol 10 mg bd", False),
    ("Alfamine and my white pill", False),
]


@pytest.mark.parametrize(("text", "together"), TOGETHER)
def test_what_may_be_one_product(text: str, together: bool) -> None:
    """ "A + B" is two medicines that meet each other, and may be one product; a list is not."""
    first, second = typed(text, NAMES).items
    assert (first.together == second.together > 0) is together


def test_products_of_several_lines_stay_apart() -> None:
    """Two lines with a plus each are two products."""
    lines = [typed("Alfamine + Betaprol", NAMES).items, typed("Gammacin + Deltazole", NAMES).items]
    assert [item.together for item in apart(lines)] == [1, 1, 2, 2]


LEFT_OVER = [
    ("co-nosuchol 8/500", ["[none: co-nosuchol] «500»"]),
    ("co-nosuchol and Alfamine 5 mg", ["[none: co-nosuchol]", "Alfamine 5 mg"]),
    ("non-Alfamine tablets", ["[none: non-Alfamine tablets]"]),
    (
        "Alfamine 5 mg and my neighbour's blue pill",
        ["Alfamine 5 mg", "[none: my neighbour's blue pill]"],
    ),
    ("Alfamine 5 mg zzz", ["Alfamine 5 mg «zzz»"]),
    ("Alfamine zzz twice a day", ["Alfamine «zzz»"]),
    ("Alfamine 5 mg zzz twice a day", ["Alfamine 5 mg «zzz»"]),
    ("Alfamine 5 mg 30", ["Alfamine 5 mg «30»"]),
    ("Alfamine + Betaprol 5 mg", ["Alfamine", "Betaprol «5 mg»"]),
    ("Alfamine 5 mg bd tds", ["Alfamine 5 mg «bd tds»"]),
    ("Nosuchmycin 500 mg, Alfamine", ["[none: Nosuchmycin] 500 mg", "Alfamine"]),
    ("Alfamine Nosuchmycin 500 mg", ["Alfamine 500 mg «Nosuchmycin»"]),
    ("Alfamine 5 mg od Nosuchmycin 500 mg", ["Alfamine 5 mg x1", "[none: Nosuchmycin] 500 mg"]),
    ("zzz", ["[none: zzz]"]),
    ("Alfamine [500 mg]", ["Alfamine 500 mg"]),
    ("Alfamine 5 mg [not daily]", ["[not taken: Alfamine 5 mg [not daily]]"]),
    ("Alfamine 5 mg [zzz]", ["Alfamine 5 mg «zzz»"]),
    ("Tab A 5mg OD, Alfamine 500 mg", ["[none: Tab A 5mg OD] 5 mg x1", "Alfamine 500 mg"]),
]


@pytest.mark.parametrize(("text", "expected"), LEFT_OVER)
def test_what_is_left_over_is_told(text: str, expected: list[str]) -> None:
    """Words that nobody understood stay with the answer, and then no daily amount is counted."""
    assert read(text) == expected


NOT_TAKEN = [
    ("Alfamine 5 mg, stopped Betaprol", ["Alfamine 5 mg", "[not taken: stopped Betaprol]"]),
    ("not taking Betaprol, Alfamine", ["[not taken: not taking Betaprol]", "Alfamine"]),
    ("Alfamine instead of Betaprol", ["Alfamine", "[not taken: instead of Betaprol]"]),
    ("Alfamine; allergic to Gammacin", ["Alfamine", "[not taken: allergic to Gammacin]"]),
    (
        "Alfamine\nBetaprol 5 mg bd (stopped)",
        ["Alfamine", "[not taken: Betaprol 5 mg bd (stopped)]"],
    ),
    ("no longer on Betaprol 5 mg", ["[not taken: no longer on Betaprol 5 mg]"]),
    (
        "allergic to Gammacin and Betaprol",
        ["[not taken: allergic to Gammacin]", "[not taken: Betaprol]"],
    ),
    (
        "Alfamine (stopped last week), Betaprol",
        ["[not taken: Alfamine (stopped last week)]", "Betaprol"],
    ),
    ("?Alfamine, Betaprol?", ["[not taken: ?Alfamine]", "[not taken: Betaprol?]"]),
    ("Alfamine → Betaprol 5 mg", ["[not taken: Alfamine →]", "Betaprol 5 mg"]),
]


@pytest.mark.parametrize(("text", "expected"), NOT_TAKEN)
def test_what_is_not_taken_is_no_item(text: str, expected: list[str]) -> None:
    """What was stopped, or what somebody is allergic to, is told and never counted as taken."""
    assert read(text) == expected


COUNTS = [
    ("Alfamine 50 mg 2 tabs QID", "Alfamine 100 mg x4"),
    ("Alfamine 5 mg 1½ tablets daily", "Alfamine 7.5 mg x1"),
    ("Alfamine 5 mg 1-1/2 tab daily", "Alfamine 7.5 mg x1"),
    ("Alfamine 5 mg 1 1/2 tab daily", "Alfamine 7.5 mg x1"),
    ("Alfamine 5 mg one and a half tablets daily", "Alfamine 7.5 mg x1"),
    ("Alfamine 400 mg 1+0+1", "Alfamine 400 mg x2"),
    ("Alfamine 400 mg 1-0-1", "Alfamine 400 mg x2"),
    ("Alfamine 400 mg ½-0-½", "Alfamine 200 mg x2"),
    ("Alfamine 400 mg half-0-half", "Alfamine 200 mg x2"),
    ("Alfamine 400 mg 1-0-2", "Alfamine 1200 mg x1"),
    ("Alfamine 400 mg one in the morning and two at night", "Alfamine 1200 mg x1"),
    ("Alfamine 10 mg on alternate days", "Alfamine 10 mg /48h"),
    ("Alfamine 10 mg every other day", "Alfamine 10 mg /48h"),
    ("Alfamine 200 mg twice daily on alternate days", "Alfamine 200 mg x2 (every 2 days)"),
    ("Alfamine 10 mg every Monday", "Alfamine 10 mg /168h"),
    ("Alfamine 10 mg on Mon, Wed and Fri", "Alfamine 10 mg /56h"),
    ("Alfamine 10 mg once a week", "Alfamine 10 mg /168h"),
    ("Alfamine 10 mg weekly on Sundays", "Alfamine 10 mg /168h"),
    ("Alfamine 10 mg every 2 weeks", "Alfamine 10 mg /336h"),
    ("Alfamine 10 mg 5 days a week", "Alfamine 10 mg /33.6h"),
    ("Alfamine 10 mg daily, 2 tablets on Sunday", "Alfamine 10 mg «daily, 2 tablets on Sunday»"),
    ("Alfamine 10 mg bd for 3 days then od for 3 days", "Alfamine 10 mg «bd» «od»"),
    ("Alfamine 10 mg twice daily on Mondays", "Alfamine 10 mg «twice daily on Mondays»"),
    ("Alfamine 10 mg/ml 10 ml vial bd", "Alfamine"),
    ("Alfamine 100 mg/5 ml 200 ml bottle tds", "Alfamine"),
    ("Alfamine 400 mg 6-8 hourly", "Alfamine 400 mg x4"),
    ("Alfamine 1500 mg a day in three doses", "Alfamine 1500 mg x1"),
    ("Alfamine 500 mg 3/day", "Alfamine 500 mg x3"),
    ("Alfamine 1 000 mg bd", "Alfamine 1000 mg x2"),
    ("Alfamine 0,25 mg od", "Alfamine 0.25 mg x1"),
    ("Alfamine 5.000 mg bd", "Alfamine «5.000 mg»"),
    ("Alfamine max 2 g daily", "Alfamine 2 g «max»"),
    ("Alfamine 2 tabs 500 mg 1-0-1", "Alfamine 500 mg «2 tabs» «1-0-1»"),
    ("Alfamine 10 mg bd for 5 days", "Alfamine 10 mg x2"),
    ("Alfamine 10 mg bd 5/7", "Alfamine 10 mg x2"),
    ("Alfamine 10 mg each morning and evening", "Alfamine 10 mg x2"),
    ("Alfamine 10 mg morning and night", "Alfamine 10 mg x2"),
    ("Alfamine 10 mg daily at bedtime", "Alfamine 10 mg x1"),
    ("Alfamine 10 mg bd, morning and night", "Alfamine 10 mg x2"),
    ("Alfamine 10 mg SOS", "Alfamine 10 mg"),
    ("Alfamine 10 mg tds PRN", "Alfamine 10 mg"),
    ("Alfamine 10 mg every 8 hours", "Alfamine 10 mg x3"),
    ("Alfamine syrup 10 mg/5 ml 10 ml bd", "Alfamine 20 mg x2"),
    ("Alfamine 10 mg/day", "Alfamine 10 mg x1"),
    ("Alfamine 100 mcg inhaler 2 puffs bd", "Alfamine 200 ug x2"),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts_and_calendars(text: str, expected: str) -> None:
    """How many at a time, on which days and how often a day, in words, signs and fractions."""
    assert read(text) == [expected]


RXNORM = [
    ("24 HR alfamine sodium 25 MG Extended Release Oral Tablet", ["Alfamine 25 mg"]),
    ("200 ACTUAT alfamine 0.09 MG/ACTUAT Metered Dose Inhaler", ["Alfamine 0.09 mg"]),
    ("1 ML alfamine 60 MG/ML Prefilled Syringe", ["Alfamine"]),
    ("alfamine 250 MG / betaprol 125 MG Oral Tablet", ["Alfamine 250 mg", "Betaprol 125 mg"]),
    (
        "alfamine 250 MG / betaprol 125 MG Oral Tablet [Nobrand]",
        ["Alfamine 250 mg", "Betaprol 125 mg"],
    ),
    ("alfamine 10 MG Oral Tablet [Alfaox]", ["Alfamine 10 mg"]),
    (
        "{21 (alfamine 0.03 MG / betaprol 0.15 MG Oral Tablet) / 7 (inert ingredients 1 MG Oral "
        "Tablet) } Pack [Nobrand 28 Day]",
        ["Alfamine 0.03 mg", "Betaprol 0.15 mg"],
    ),
    ("Alfaox (alfamine) 10 mg", ["Alfamine 10 mg"]),
    ("Nobrand (alfamine 500mg)", ["Alfamine 500 mg"]),
    ("Nobrand Plus (alfamine 500 mg + betaprol 30 mg)", ["Alfamine 500 mg", "Betaprol 30 mg"]),
    ("Alfamine (1% w/w)", ["Alfamine"]),
    ("Vitamin Z12 1000 mcg", ["Vitamin Z12 1000 ug"]),
    ("Vitamin Z12 2000 IU", ["Vitamin Z12 2000 [iU]"]),
]


@pytest.mark.parametrize(("text", "expected"), RXNORM)
def test_names_as_systems_print_them(text: str, expected: list[str]) -> None:
    """Sizes in front, several ingredients, packs, brands in brackets: no piece of it is a name."""
    assert read(text) == expected


CERTAIN = [
    ("Alfaox", "Alfamine"),
    ("Alfaox 5 mg", "Alfamine 5 mg"),
    ("Alfaox 20 mg tablets", "Alfamine 20 mg"),
    ("Alfaox tab", "Alfamine"),
    ("Alfaelle", "Alfamine"),
    ("Alfaelle tablets", "Alfamine"),
]
UNCERTAIN = [
    "Alfaox 650 mg",
    "Alfaox 1g inj",
    "Alfaox injection",
    "ALFAOX 150 TAB",
    "Alfaelle 20 mg",
]


@pytest.mark.parametrize(("text", "expected"), CERTAIN)
def test_a_trade_name_whose_product_fits(text: str, expected: str) -> None:
    """The strength may be that of several tablets; with nothing beside it the name stands alone."""
    assert read(text) == [expected]


@pytest.mark.parametrize("text", UNCERTAIN)
def test_a_trade_name_of_another_strength_or_form_is_not_certain(text: str) -> None:
    """In another country the name may hold something else: it is offered, and not taken."""
    (found,) = typed(text, NAMES).names
    assert (found.how, found.substance, found.near) == ("uncertain", None, ("Alfamine",))


@pytest.mark.parametrize("text", ["water tablet", "sugar pill", "Salt tablets", "blue pill"])
def test_everyday_words_are_no_names(text: str) -> None:
    """A water tablet holds no water: what people call a medicine is not what it is."""
    water = Names.of(Substance(n, n, (Name(n, "official", n),)) for n in ("Water", "Sugar", "Salt"))
    (found,) = typed(text, water).names
    assert (found.how, found.substance, found.near) == ("none", None, ())


@pytest.mark.parametrize("text", ["Dolo 650", "Alfo", "Betapox 10 mg", "Gamma"])
def test_a_name_that_may_be_a_brand_brings_no_other_medicine(text: str) -> None:
    """What is only a little like a name may be a brand that nobody here knows."""
    brands = (Name("Dolofin", "brand", "X"), Name("Dolophin", "common", "X"))
    names = Names.of(
        (*SUBSTANCES, Substance("X", "Methaxone", (*brands, Name("Methaxone", "inn", "X"))))
    )
    (found,) = typed(text, names).names
    assert found.substance is None
    assert set(found.near) <= {"Gammacin"}


words = st.sampled_from(
    [
        *_NAMES,
        "5 mg",
        "bd",
        "1-0-1",
        "tab",
        "zzz",
        "and",
        "with",
        ",",
        ";",
        "+",
        "/",
        "(",
        ")",
        "-",
        "500",
        "½",
        "daily",
        "Alfaox",
        "my",
        "\n",
        "[",
        "]",
        "eye drops",
        "for 5 days",
        "?",
        "→",
        "stopped",
        "Nosuch-",
        "2 x",
    ]
)


@given(st.lists(words, min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_no_word_goes_missing(pieces: list[str]) -> None:
    """Each name that is known and each word that nobody knows is in the answer, in any order."""
    text = " ".join(pieces)
    found = typed(text, NAMES)
    told = " ".join([*found.unread, *(name.typed for name in found.names)])
    named = {name.substance.name for name in found.names if name.substance}
    shown = " ".join(item.typed for item in found.items)
    beside = re.sub(r"\b(?:and|with)\b", "", text)  # they stand between two items
    assert Counter(filter(str.isalnum, beside)) - Counter(shown) == Counter()
    assert all(name in named or name in told for name in _NAMES if name in text)
    if "[" not in text and "(" not in text:
        assert text.count("zzz") <= told.count("zzz")
