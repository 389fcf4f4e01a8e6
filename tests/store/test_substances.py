"""A small list of names becomes substances: moieties, salts, synonyms and brands."""

from __future__ import annotations

from functools import cache

from composita.facts import Ingredient, Moiety, Name, Product, Substance
from composita.read.unii import UniiName
from composita.store.substances import substances

# name | tag | type | UNII; the first name of a UNII is the one that is displayed.
LIST = """
EXEMPLAMINE            | INN          | cn | E
EXEMPLAMINE            |              | of | E
EXEMPLUM               | MART.        | cn | E
1-(EXEMPLYL)-2-AMINE   |              | sys| E
TESTOPROL IMPURITY F   | EP IMPURITY  | cn | E
EX-1234                |              | cd | E
EXEMPLAMINE SULFATE    | USAN         | cn | ES
ELAVOX                 |              | bn | ES
DUOVOX COMPONENT EXEMPLAMINE SULFATE || cn | ES
TESTOPROL ANHYDROUS    | MI           | cn | T
TESTOPROL              | INN          | cn | T
TESTOPROL              |              | of | TH
TESTOPROL HYDRATE      | JAN          | cn | TH
DUOVOX COMPONENT TESTOPROL || bn | TH
TESTOPROL FUROATE      | INN          | cn | TF
TESTOPROL VALERATE     | USAN         | cn | TV
POTASSIUM              | VANDF        | cn | K
POTASSIUM CITRATE      |              | of | KC
LITHIUM                | VANDF        | cn | LI
LITHIUM CITRATE        |              | of | LC
LITHIUM BROMIDE        |              | of | LB
SODIUM SAMPLATE        |              | of | NS
SAMPLIC ACID           | INN          | cn | S
SAMPLE                 |              | cn | S
SAMPLE                 | MI           | cn | O
OTHEROL                | USAN         | cn | O
OTHEROL CALCIUM DISODIUM | INN        | cn | OC
VITAMIN Q              | VANDF        | cn | Q
VITAMIN Q1             | MI           | cn | Q1
VITAMIN Q2             | MI           | cn | Q2
TASTOPROLOL            | MI           | cn | L
TESTOPROLL             | MI           | cn | M
BENZYLIC ETHERATE      |              | of | BE
EXEMPLAMINE-ABCD       |              | of | EB
"""

PRODUCTS = (
    Product("Solovox", (Ingredient("EXEMPLAMINE SULFATE", "ES"),)),
    Product("Mixovox", (Ingredient("Testoprol"), Ingredient("Exemplamine Sulfate"))),
    Product("Vagovox", (Ingredient("Testoprol"),)),
    Product("Vagovox", (Ingredient("Testoprol"), Ingredient("Otherol"))),
    Product("Exemplamine tablets", (Ingredient("EXEMPLAMINE SULFATE", "ES"),)),
    Product("Potavox", (Ingredient("POTASSIUM CITRATE", "KC", (Moiety("POTASSIUM", "K"),)),)),
    Product("", (Ingredient("SAMPLIC ACID", "S"),)),
)
USED = (
    "exemplamine",
    "Testoprol",
    "Vitamin Q",
    "Potassium",
    "Sodium samplate",
    "Vitamin Q1",
    "Lithium",
    "Lithium bromide",
)


@cache
def found() -> dict[str, Substance]:
    """The substances of the list by UNII."""
    rows = [[cell.strip() for cell in line.split("|")] for line in LIST.strip().splitlines()]
    displayed: dict[str, str] = {}
    for text, _, _, unii in rows:
        displayed.setdefault(unii, text)
    names = [UniiName(text, tag, type, unii, displayed[unii]) for text, tag, type, unii in rows]
    return {s.unii: s for s in substances(names, ["exemplamine", "Testoprol"], PRODUCTS, USED)}


def kinds(unii: str) -> dict[str, str]:
    """A substance's names and their kinds."""
    return {name.text: name.kind for name in found()[unii].names}


def test_a_moiety_with_its_salt_and_brands() -> None:
    """INN first, then synonyms, salts and brands; each says what it names exactly."""
    assert found()["E"].name == "Exemplamine"
    assert found()["E"].names[:4] == (
        Name("Exemplamine", "inn", "E"),
        Name("Exemplum", "common", "E"),
        Name("Exemplamine sulfate", "salt", "ES"),
        Name("Exemplamine-abcd", "salt", "EB"),
    )
    assert {name.text: name.of for name in found()["E"].names if name.kind == "brand"} == {
        "Elavox": "ES", "Solovox": "ES", "Duovox": "E+T", "Mixovox": "E+T",
    }  # fmt: skip


def test_what_is_no_name() -> None:
    """Systematic names, codes, impurities and components make no names."""
    assert not {"1-(exemplyl)-2-amine", "Ex-1234", "Testoprol impurity f"} & kinds("E").keys()


def test_the_hydrate_is_the_moiety_that_has_the_inn() -> None:
    """A hydrate under the INN's own name belongs to the substance that has the INN."""
    assert "TH" not in found()
    assert kinds("T")["Testoprol hydrate"] == "salt"


def test_an_ester_with_an_inn_of_its_own_stays_apart() -> None:
    """WHO names it, and the rest is a medicine too: two substances. Another ester is a form."""
    assert found()["TF"].name == "Testoprol furoate"
    assert kinds("T")["Testoprol valerate"] == "salt"


def test_a_mineral_salt_is_a_substance_of_its_own() -> None:
    """Neither its name nor a label that names its ion makes it the metal, which has its own."""
    assert found()["KC"].name == "Potassium citrate"
    assert kinds("K") == {"Potassium": "common"}


def test_an_element_that_is_one_medicine_in_all_its_salts() -> None:
    """The salts that are given for it are forms of it, and any other stays apart."""
    assert kinds("LI") == {"Lithium": "common", "Lithium citrate": "salt"}
    assert found()["LB"].name == "Lithium bromide"


def test_a_salt_of_an_acid() -> None:
    """Sodium samplate is a salt of samplic acid, and comes to it."""
    assert kinds("S") == {"Samplic acid": "inn", "Sodium samplate": "salt"}


def test_two_metals_make_another_medicine() -> None:
    """As with edetate calcium disodium: not a salt of what is left."""
    assert found()["OC"].name == "Otherol calcium disodium"


def test_a_listed_name_outdoes_a_loose_one() -> None:
    """ "Sample" is listed for another substance, so it is no name of this one."""
    assert "Sample" not in kinds("S")


def test_a_group_is_nobodys_name() -> None:
    """ "Vitamin Q" is not recognised where others are called Vitamin Q1 and Vitamin Q2."""
    assert "Q" not in found()
    assert found()["Q1"].name == "Vitamin Q1"


def test_a_brand_of_two_things_has_both_meanings() -> None:
    """Both are kept, so that the look-up knows that it does not know."""
    assert {n.of for n in found()["T"].names if n.text == "Vagovox"} == {"T", "O+T"}


def test_a_product_named_by_its_ingredient_is_no_brand() -> None:
    """ "Exemplamine tablets" says what is in it."""
    assert "Exemplamine tablets" not in kinds("E")


def test_unused_substances_are_kept_where_they_may_be_mistaken() -> None:
    """A name one error from one in use is kept, others without INN are not."""
    assert kinds("M") == {"Testoproll": "common"}
    assert "BE" not in found()
    assert "L" not in found()
