"""Lists about what happens when substances meet: interactions, enzymes, anticholinergic burden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from composita.errors import UnreadableDocument
from composita.facts import Class, EnzymeRole, Fact, Interaction
from composita.pack import PACKS, read_pack
from composita.read import LISTS
from composita.store import Linker, linker_of


@pytest.fixture(scope="module")
def linker() -> Linker:
    """What links names to the substances of the starter packs."""
    return linker_of(read_pack(PACKS / "names").substances())


def written(path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    """A file with these rows, "|" for the tabs between their cells."""
    path.write_text("\n".join(rows).replace("|", "\t") + "\n", encoding=encoding)
    return path


def said(facts: Iterable[Fact]) -> list[tuple[tuple[str, ...], object]]:
    return [(fact.about, fact.value) for fact in facts]


def onc(folder: Path, high: str = "Exemplamine$DB1$Testoprol$DB2$") -> Path:
    written(folder / "ONC_High_Priority_Mapped.csv", high, encoding="utf-8-sig")
    written(folder / "ONC_Non_Interuptive_Mapped.csv", "Fictol$DB3$Calcium  Fictate$DB4$")
    return folder


def ndfrt(folder: Path, *rows: str, header: str = "label|severity|uri") -> Path:
    return written(folder / "ndfrt.tsv", header, *rows)


def dikb(folder: Path, *inhibition: str, substrates: Iterable[str] = ()) -> Path:
    written(folder / "dikb-2017-all-inhibition-evidence.tsv", *inhibition)
    written(folder / "dikb-2017-all-substrate-of-evidence.tsv", *substrates)
    return folder


ACB = (
    "Name,Boustani2008,Rudolph2008,Carnahan2006,Ancelin2006,Ehrt2010,Sittironnarit2011,"
    "Bishara2020,ACBcalc,MajVote"
)


def acb(folder: Path, *rows: str, header: str = ACB) -> Path:
    return written(folder / "ACB_table.csv", header, *rows)


def test_each_onc_list_is_a_level(tmp_path: Path) -> None:
    """The level is the list's name; names stand as printed, without stray spaces."""
    _, facts = LISTS["onc"](onc(tmp_path))
    assert said(facts) == [
        (("Exemplamine",), Interaction("Testoprol", "substance", level="high priority")),
        (("Fictol",), Interaction("Calcium Fictate", "substance", level="non-interruptive")),
    ]
    assert facts[0].passage.section == "high priority/DB1/DB2"


def test_a_va_pair_is_read_from_its_label(tmp_path: Path) -> None:
    """A remark in brackets is no part of the name; two levels for one pair are two facts."""
    _, facts = LISTS["va-ndfrt"](
        ndfrt(
            tmp_path,
            "EXEMPLAMINE/OLDOPROL (AS TESTOPROL) [VA Drug Interaction]|Critical|http://x/N1",
            "EXEMPLAMINE/OLDOPROL [VA Drug Interaction]|Significant|http://x/N2",
        )
    )
    assert said(facts) == [
        (("EXEMPLAMINE",), Interaction("OLDOPROL", "substance", level="critical")),
        (("EXEMPLAMINE",), Interaction("OLDOPROL", "substance", level="significant")),
    ]
    assert [fact.passage.section for fact in facts] == ["N1", "N2"]


def test_evidence_makes_an_enzyme_role(tmp_path: Path) -> None:
    """Evidence against makes none, disputed evidence none, nor does inhibition in a test tube."""
    label, tube = "Non_traceable_Drug_Label_Statement", "EV_EX_Met_Enz_Inhibit"
    document, facts = LISTS["dikb"](
        dikb(
            tmp_path,
            f"exemplamine|inhibits|cyp3a4|EVIDENCE FOR|u|{label}|http://x/one.html",
            f"exemplamine|inhibits|cyp2d6|EVIDENCE AGAINST|u|{label}|p",
            f"testoprol|inhibits|p-glycoprotein|EVIDENCE FOR|u|{label}|p",
            f"testoprol|inhibits|cyp2c9|EVIDENCE FOR|u|{label}|p",
            f"Testoprol|inhibits|CYP2C9|EVIDENCE AGAINST|u|{tube}|p",
            f"fictol|inhibits|cyp1a2|EVIDENCE FOR|u|{tube}|p",
            substrates=[f"fictol|substrate_of|cyp3a4|EVIDENCE FOR|u|{tube}|p"],
        )
    )
    assert said(facts) == [
        (("exemplamine",), EnzymeRole("CYP3A4", "inhibitor")),
        (("testoprol",), EnzymeRole("P-gp", "inhibitor")),
        (("fictol",), EnzymeRole("CYP3A4", "substrate")),
    ]
    assert facts[0].passage.section == f"one/{label}"
    assert document.problems == ("1 pieces of evidence are disputed by others: left out",)


def test_each_scale_keeps_its_own_score(tmp_path: Path) -> None:
    """Disagreement stays; a name printed twice counts once; votes and routes are left out."""
    document, facts = LISTS["acb"](
        acb(
            tmp_path,
            "exemplamine ,3,,0,,,,,,3",
            "exemplamine,3,,,,,,,,3",
            "testoprol-NOT(NASAL),1,,,,,,,,1",
        )
    )
    assert said(facts) == [
        (("exemplamine",), Class("anticholinergic burden 3", "ACB", "Boustani2008")),
        (("exemplamine",), Class("anticholinergic burden 0", "ACB", "Carnahan2006")),
    ]
    assert document.problems == ("1 rows hold for some routes only, and are left out",)


def test_damaged_lists_are_refused(tmp_path: Path) -> None:
    """A cut row, a missing column, another encoding, a level or score that is none."""
    damaged = {
        "a cut row": ("onc", onc(tmp_path, "Exemplamine$DB1$Testo")),
        "no level": ("va-ndfrt", ndfrt(tmp_path, "EXEMPLAMINE/TESTOPROL [VA Drug Interaction]")),
        "an unknown verdict": ("dikb", dikb(tmp_path, "a|inhibits|cyp3a4|MAYBE|u|t|p")),
        "no score": ("acb", acb(tmp_path, "exemplamine,high,,,,,,,,")),
    }
    for source, path in damaged.values():
        with pytest.raises(UnreadableDocument):
            LISTS[source](path)
    with pytest.raises(UnreadableDocument, match="names no column uri"):
        LISTS["va-ndfrt"](
            ndfrt(tmp_path, "A/B [VA Drug Interaction]|Critical", header="label|severity")
        )
    with pytest.raises(UnreadableDocument, match="2 cells where there should be 10"):
        LISTS["acb"](acb(tmp_path, "exemplamine,3"))
    with pytest.raises(UnreadableDocument, match="not UTF-8"):
        LISTS["acb"](written(tmp_path / "latin.csv", ACB, "exemplaminé", encoding="latin-1"))


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("source", "path", "counted", "linked"),
    [
        ("onc", "interactions/onc-2012", {"high priority": 1930, "non-interruptive": 2101}, 1.0),
        (
            "va-ndfrt",
            "interactions/va-ndfrt-2014/ndfrt_va_interactions_from_merged_pddi.tsv",
            {"critical": 897, "significant": 1709},
            0.96,
        ),
        ("dikb", "interactions/dikb-2017", {"inhibitor": 211, "substrate": 182}, 0.94),
        (
            "acb",
            "interactions/acb/ACB_table.csv",
            {"burden 0": 701, "burden 1": 287, "burden 2": 101, "burden 3": 208, "burden 4": 11},
            0.93,
        ),
    ],
)
def test_the_real_lists_are_about_known_substances(
    shared_data: Path,
    linker: Linker,
    source: str,
    path: str,
    counted: dict[str, int],
    linked: float,
) -> None:
    """How many facts each list states, and how many are about substances that we know."""
    _, facts = LISTS[source](shared_data / path)
    assert Counter(map(_sort, facts)) == counted
    known = sum(all(map(linker.names, _sides(fact))) for fact in facts)
    assert known / len(facts) >= linked


def _sort(fact: Fact) -> str:
    match fact.value:
        case Interaction():
            return fact.value.level
        case EnzymeRole():
            return fact.value.role
        case Class():
            return fact.value.name.removeprefix("anticholinergic ")
    raise AssertionError(fact.value)


def _sides(fact: Fact) -> list[tuple[str, ...]]:
    """The names that stand on each side of a fact."""
    other = [(fact.value.other,)] if isinstance(fact.value, Interaction) else []
    return [fact.about, *other]
