"""Lists about many substances: registers of products, classes, indications."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from composita.errors import UnreadableDocument
from composita.facts import Class, Document, Fact, Indication, Listed, words_hash
from composita.read import LISTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for an invented list."""
    return tmp_path


def written(path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    """A file with these rows, "|" for the tabs between their cells."""
    path.write_text("\n".join(rows).replace("|", "\t") + "\n", encoding=encoding)
    return path


def together(facts: tuple[Fact, ...]) -> dict[tuple[str, ...], Listed]:
    """What a register lists, by the names of the substances."""
    return {fact.about: fact.value for fact in facts if isinstance(fact.value, Listed)}


def test_us_products_with_the_same_substances_are_counted_together(folder: Path) -> None:
    """How many are listed and sold, an example that is sold, forms and strengths."""
    products = written(
        folder / "Products.txt",
        "ApplNo|ProductNo|Form|Strength|DrugName|ActiveIngredient",
        "1|001|TABLET;ORAL|5MG;10MG|OLDMIX|EXEMPLAMINE; TESTOPROL",
        "2|001|TABLET;ORAL|5MG;20MG **a footnote**|NEWMIX|TESTOPROL; EXEMPLAMINE",
        "3|001|CAPSULE;ORAL|5MG|SOLO|EXEMPLAMINE",
        "4|001|TABLET;ORAL|5MG|NOTYET|FICTOL",
    )
    status = written(
        folder / "MarketingStatus.txt",
        "MarketingStatusID|ApplNo|ProductNo", "3|1|001", "1|2|001", "2|3|001", "4|4|001",
    )  # fmt: skip
    with ZipFile(folder / "us.zip", "w") as archive:
        archive.write(products, "Products.txt")
        archive.write(status, "MarketingStatus.txt")
    document, facts = LISTS["us-drugsatfda"](folder / "us.zip")
    assert [section.id for section in document.sections] == ["Products.txt", "MarketingStatus.txt"]
    assert together(facts) == {
        ("EXEMPLAMINE",): Listed("US", 1, "SOLO", ("capsule",), ("5MG",), sold=1),
        ("TESTOPROL", "EXEMPLAMINE"): Listed(
            "US", 2, "NEWMIX", ("tablet",), ("5MG;10MG", "5MG;20MG"), sold=1
        ),
    }
    row = "2\t001\tTABLET;ORAL\t5MG;20MG **a footnote**\tNEWMIX\tTESTOPROL; EXEMPLAMINE"
    assert facts[1].passage.section == "2/001"
    assert (facts[1].passage.end, facts[1].passage.hash) == (len(row), words_hash(row))


def test_french_salts_are_no_second_substance(folder: Path) -> None:
    """The acting fraction stands for the salt that it is paired with; homeopathy is left out."""
    sold = "Autorisation active|Procédure nationale|Commercialisée|01/01/2020|||LABO|Non"
    homeo = sold.replace("Procédure nationale", "Enreg homéo (Proc. Nat.)")
    written(
        folder / "CIS_bdpm.txt",
        f"1|MÉLANGE 5 mg/10 mg, comprimé|comprimé|orale|{sold}",
        f"2|GRANULES|granules|orale|{homeo}",
        encoding="cp1252",
    )
    written(
        folder / "CIS_COMPO_bdpm.txt",
        "1|comprimé|1|CHLORHYDRATE D'EXEMPLAMINE|6 mg|un comprimé|SA|1",
        "1|comprimé|2|EXEMPLAMINE|5 mg|un comprimé|FT|1",
        "1|comprimé|3|TESTOPROLE|10 mg|un comprimé|SA|2",
        "2|granules|4|FICTOL|2CH|un tube|SA|1",
        encoding="cp1252",
    )
    _, facts = LISTS["fr-bdpm"](folder)
    assert together(facts) == {
        ("EXEMPLAMINE", "TESTOPROLE"): Listed(
            "FR", 1, "MÉLANGE 5 mg/10 mg, comprimé", ("comprimé",), ("6 mg + 10 mg",), sold=1
        )
    }


def test_british_moieties_are_taken_apart_at_their_plus(folder: Path) -> None:
    """Invalid ones are left out; the dictionary does not say what is sold."""
    path = folder / "vtm.xml"
    path.write_text(
        "<VIRTUAL_THERAPEUTIC_MOIETIES>"
        "<VTM><VTMID>1</VTMID><NM>Exemplamine + Testoprol</NM></VTM>"
        "<VTM><VTMID>2</VTMID><INVALID>1</INVALID><NM>Fictol</NM></VTM>"
        "</VIRTUAL_THERAPEUTIC_MOIETIES>"
    )
    _, facts = LISTS["uk-dmd"](path)
    listed = Listed("GB", 1, "Exemplamine + Testoprol")
    assert together(facts) == {("Exemplamine", "Testoprol"): listed}


@pytest.mark.parametrize(
    ("name", "substances"),
    [
        ("Exemplamine 10mg and Testoprol 325mg Tablets", ("Exemplamine", "Testoprol")),
        ("Exemplamine 1% w/w, Testoprol 2 % w/w & Fictol 3%w/w Cream",
         ("Exemplamine", "Testoprol", "Fictol")),
        ("Exemplamine (20 Mg) + Testoprol (15Mg) Tablet", ("Exemplamine", "Testoprol")),
        ("Exemplamine + Testoprol Tablet (4/ 40 Mg)", ("Exemplamine", "Testoprol")),
        ("Exemplamine 4mg (Enteric Coated) and Testoprol HCl 3mg (Sustained Release) Capsules IP",
         ("Exemplamine", "Testoprol HCl")),
        ("Exemplamine Injection IP 3mg per ml", ("Exemplamine",)),
        ("Exemplamine 2mg Testoprol 10mg Tablets", ()),
        ("Exemplamine and Testoprol Tablets", ()),
        ("Exemplamine 15mg, Testoprol 50mg per 5ml Syrup with Menthol base", ()),
        ("Exemplamine (Testoprol) Tablets 10mg", ()),
        ("Combipack of Exemplamine 5mg and Testoprol 5mg Tablets", ()),
        ("Surgical Cap", ()),
    ],
)  # fmt: skip
def test_indian_names_are_taken_apart_only_where_nothing_is_left_over(
    folder: Path, name: str, substances: tuple[str, ...]
) -> None:
    """Each substance of a combination needs an amount of its own."""
    path = folder / "meds.csv"
    path.write_text(f'"Sr No","Drug Code","Generic Name"\n"1","7","{name}"\n')
    document, facts = LISTS["in-janaushadhi"](path)
    assert [fact.about for fact in facts] == ([substances] if substances else [])
    assert bool(document.problems) is not bool(substances)


def test_classes_are_told_apart_by_system(folder: Path) -> None:
    """Applications of chemicals are no classes of medicines."""
    written(
        folder / "rephetio_classes.tsv",
        "class_id|class_name|class_source|class_type|url",
        "N1|Fictol Blocker|FDA|FDA Established Pharmacologic Class|",
        "C1|acaricide|CHEBI|Application|",
    )
    written(
        folder / "rephetio_drug-to-class.tsv",
        "drugbank_id|drugbank_name|class_id|class_name",
        "DB1|Exemplamine|N1|Fictol Blocker", "DB1|Exemplamine|C1|acaricide",
    )  # fmt: skip
    _, facts = LISTS["drugcentral"](folder)
    assert [(fact.about, fact.value) for fact in facts] == [
        (("Exemplamine",), Class("Fictol Blocker", "EPC", "N1"))
    ]


def test_indications_need_a_name(folder: Path) -> None:
    """A row that gives the disease only as a code is left out, and counted."""
    header = "rxnorm_id|disease_cui|n_labels|expert|crowd|disease_mesh_name|rxnorm_name"
    path = written(
        folder / "indications.tsv",
        header,
        "1|C1|2|1|0|Cough|Exemplamine",
        "1|C2|2|1|0||Exemplamine",
    )
    document, (fact,) = LISTS["us-labeledin"](path)
    assert (fact.about, fact.value) == (("Exemplamine",), Indication("Cough", "UMLS:C1"))
    assert document.problems == ("1 rows give the disease no name, and are left out",)


def test_what_a_crowd_alone_marked_on_one_label_gives_way(folder: Path) -> None:
    """It is kept where a substance has nothing better."""
    header = "rxnorm_id|disease_cui|n_labels|expert|crowd|disease_mesh_name|rxnorm_name"
    path = written(
        folder / "indications.tsv",
        header,
        "1|C1|2|0|1|Cough|Exemplamine",
        "1|C2|1|0|1|Sneezing|Exemplamine",
        "2|C3|1|0|1|Itching|Testoprol",
    )
    facts = LISTS["us-labeledin"](path)[1]
    assert [(fact.about[0], fact.value.condition) for fact in facts] == [
        ("Exemplamine", "Cough"),
        ("Testoprol", "Itching"),
    ]


@pytest.mark.parametrize("source", LISTS)
def test_what_is_not_the_list_is_refused(folder: Path, source: str) -> None:
    """A missing file or other columns: the message names what is not there."""
    with pytest.raises(UnreadableDocument):
        LISTS[source](folder / "absent")
    with pytest.raises(UnreadableDocument):
        LISTS[source](written(folder / "other.tsv", "a|b", "1|2"))


@pytest.mark.parametrize("source", LISTS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=120))
def test_no_bytes_make_a_list_fail_otherwise(folder: Path, source: str, data: bytes) -> None:
    """Whatever a file holds, it is read or refused."""
    path = folder / "list"
    path.write_bytes(data)
    try:
        document, _ = LISTS[source](path)
    except UnreadableDocument:
        return
    assert isinstance(document, Document)


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("source", "path", "sets", "combinations"),
    [
        ("us-drugsatfda", "names/us-drugsatfda/drugsatfda.zip", 2709, 559),
        ("fr-bdpm", "names/fr-bdpm-2026", 2871, 861),
        ("uk-dmd", "names/uk-dmd-2019/f_vtm2_3010419.xml", 2763, 665),
        ("in-janaushadhi", "names/in-janaushadhi/meds.csv", 1101, 420),
        ("drugcentral", "names/drugcentral-2023", 8631, 0),
        ("us-labeledin", "labels/us-labeledin-2012/indications.tsv", 1806, 0),
    ],
)
def test_the_real_lists_are_read(
    shared_data: Path, source: str, path: str, sets: int, combinations: int
) -> None:
    """How many facts each list states, and how many are about a combination."""
    _, facts = LISTS[source](shared_data / path)
    assert len(facts) == sets
    assert sum(len(fact.about) > 1 for fact in facts) == combinations
