"""Advice for populations, from invented labels and leaflets."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.extract.special import extract
from composita.extract.text import lexicon_file
from composita.facts import Document, Ingredient, Product, Section, Special
from composita.read import open_documents


def advice(kind: str, text: str, title: str = "") -> list[tuple[str, ...]]:
    """What a document with this one section says: population, code, and part if there is one."""
    product = Product("Exempla", (Ingredient("exemplamine"),))
    document = Document("us-spl", "1", "Label", (product,), (Section("1", kind, title, text),))
    found: list[Special] = [fact.value for fact in extract(document)]  # type: ignore[misc]
    return [tuple(filter(None, (f.population, f.advice, f.part))) for f in found]


SAYS = [
    # pregnancy
    ("contraindications", "Exemplamine is contraindicated in pregnant women.",
     ("pregnancy", "avoid")),
    ("contraindications", "Do not take Exempla:\n• if you are pregnant", ("pregnancy", "avoid")),
    ("pregnancy", "Exempla is not recommended in the third trimester of pregnancy.",
     ("pregnancy", "avoid", "third trimester")),
    ("pregnancy", "Use during pregnancy only if the potential benefit justifies the risk.",
     ("pregnancy", "if needed")),
    ("pregnancy", "Do not take Exempla while pregnant unless your doctor advises you to.",
     ("pregnancy", "if needed")),
    ("warnings", "Embryo-Fetal Toxicity: Can cause fetal harm.", ("pregnancy", "may harm")),
    ("pregnancy", "There are no adequate studies in pregnant women.", ("pregnancy", "no data")),
    ("pregnancy", "Exempla can be used during pregnancy.", ("pregnancy", "may use")),
    ("pregnancy", "If you are pregnant, ask your doctor for advice.", ("pregnancy", "ask first")),
    ("warnings", "Women should use effective contraception during treatment.",
     ("pregnancy", "use contraception")),
    ("boxed_warning", "When pregnancy is detected, discontinue Exempla.",
     ("pregnancy", "stop if pregnant")),
    ("warnings", "A pregnancy test is needed before treatment.", ("pregnancy", "test first")),
    ("pregnancy", "Exemplamine crosses the placenta.", ("pregnancy", "crosses placenta")),
    # breastfeeding
    ("breastfeeding", "Do not breast-feed while taking Exempla.", ("breastfeeding", "avoid")),
    ("breastfeeding", "A decision should be made whether to discontinue nursing or the drug.",
     ("breastfeeding", "choose")),
    ("breastfeeding", "The health benefits of breastfeeding should be considered along with need.",
     ("breastfeeding", "weigh benefits")),
    ("breastfeeding", "Do not use it when breast-feeding unless your doctor says so.",
     ("breastfeeding", "if needed")),
    ("breastfeeding", "Exemplamine is excreted in human milk.",
     ("breastfeeding", "passes into milk")),
    ("breastfeeding", "It is not known whether exemplamine passes into breast milk.",
     ("breastfeeding", "no data")),
    ("breastfeeding", "Exemplamine levels in breastmilk are low.",
     ("breastfeeding", "little in milk")),
    ("breastfeeding", "It could harm your breast-fed baby.", ("breastfeeding", "may harm")),
    ("breastfeeding", "Monitor breastfed infants for sedation.", ("breastfeeding", "monitor")),
    ("breastfeeding", "Caution should be exercised when given to a nursing woman.",
     ("breastfeeding", "caution")),
    ("breastfeeding", "An alternate drug may be preferred, especially while nursing a newborn.",
     ("breastfeeding", "another preferred")),
    ("breastfeeding", "If she needs it, it is not a reason to discontinue breastfeeding.",
     ("breastfeeding", "no reason to stop breastfeeding")),
    ("breastfeeding", "It is not expected to cause any harm in breastfed infants.",
     ("breastfeeding", "harm not expected")),
    ("breastfeeding", "No special precautions are required.",
     ("breastfeeding", "no special precautions")),
    ("pregnancy", "Exempla can be used during breast-feeding.", ("breastfeeding", "may use")),
    ("breastfeeding", "Talk to your doctor if you are breast-feeding.",
     ("breastfeeding", "ask first")),
    # children
    ("children", "Do not give this medicine to children under 12 years.",
     ("children", "avoid", "under 12 years")),
    ("children", "Safety and effectiveness in pediatric patients have not been established.",
     ("children", "not established")),
    ("children", "Safety and effectiveness have not been established.",
     ("children", "not established")),
    ("children", "There is no information on the use of Exempla in children.",
     ("children", "no data")),
    ("boxed_warning", "Exempla is not approved for use in pediatric patients.",
     ("children", "not approved")),
    ("dosage", "Children under 2 years: ask a doctor.", ("children", "ask first", "under 2 years")),
    # older people
    ("older_people", "Exempla is not recommended in elderly patients.", ("older people", "avoid")),
    ("warnings", "Elderly patients may be more sensitive to it.", ("older people", "higher risk")),
    ("boxed_warning", "Elderly patients with dementia are at increased risk of death.",
     ("older people", "higher risk", "with dementia")),
    ("dosage", "In elderly patients start at the low end of the range.",
     ("older people", "start low")),
    ("dosage", "Reduce the dose in the elderly.", ("older people", "adjust dose")),
    ("dosage", "No dosage adjustment is necessary in elderly patients.",
     ("older people", "no adjustment")),
    ("warnings", "Use with caution in the elderly.", ("older people", "caution")),
    ("warnings", "Monitor elderly patients for falls.", ("older people", "monitor")),
    # kidney
    ("contraindications", "Contraindicated in severe renal impairment.",
     ("kidney impairment", "avoid", "severe")),
    ("dosage", "Reduce the dose in patients with creatinine clearance below 60 mL/min.",
     ("kidney impairment", "adjust dose", "under 60 mL/min")),
    ("dosage", "No dosage adjustment is needed in mild or moderate renal impairment.",
     ("kidney impairment", "no adjustment", "mild or moderate")),
    ("warnings", "Use with caution in patients with renal insufficiency.",
     ("kidney impairment", "caution")),
    ("warnings", "Monitor renal function during treatment.", ("kidney impairment", "monitor")),
    ("dosage", "Exempla has not been studied in patients with renal impairment.",
     ("kidney impairment", "no data")),
    ("warnings", "Tell your doctor if you have kidney problems.",
     ("kidney impairment", "ask first")),
    # liver
    ("warnings", "Not recommended in patients with hepatic impairment (Child-Pugh class C).",
     ("liver impairment", "avoid", "severe")),
    ("dosage", "Reduce the dose in moderate hepatic impairment.",
     ("liver impairment", "adjust dose", "moderate")),
    ("dosage", "No dose adjustment is required in mild hepatic impairment.",
     ("liver impairment", "no adjustment", "mild")),
    ("warnings", "Use with caution in patients with liver disease.",
     ("liver impairment", "caution")),
    ("warnings", "Monitor liver enzymes during treatment.", ("liver impairment", "monitor")),
    ("dosage", "It has not been studied in patients with hepatic impairment.",
     ("liver impairment", "no data")),
    ("warnings", "Talk to your doctor if you have liver disease.",
     ("liver impairment", "ask first")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "said"), SAYS, ids=[": ".join(s[2]) for s in SAYS])
def test_what_is_said_becomes_a_code(kind: str, text: str, said: tuple[str, ...]) -> None:
    """Each code of the lexicon is found in a sentence that states it."""
    assert said in advice(kind, text)


def test_every_code_has_an_example() -> None:
    """No code of the lexicon is without a sentence that shows when it is given."""
    tables = lexicon_file("special").items()
    codes = {(name, code) for name, table in tables if "codes" in table for code in table["codes"]}
    assert codes == {said[:2] for _, _, said in SAYS}


SILENT = [
    ("warnings", "Exemplamine is not contraindicated in pregnancy."),
    ("pregnancy", "When used with testoprol it is contraindicated in pregnant women."),
    ("pregnancy", "Thalidomide causes birth defects."),
    ("pregnancy", "Exemplamine caused malformations in pregnant rats."),
    ("pregnancy", "The background risk of birth defects in this population is unknown."),
    ("pregnancy", "Untreated fever can cause fetal harm."),
    ("warnings", "Missed pills: use back-up contraception."),
    ("warnings", "Do not use it if you have pregnancy-induced hypertension."),
    ("breastfeeding", "A small amount of another drug of this class passes into breast milk."),
    ("breastfeeding", "Growth factor is present in human milk."),
    ("breastfeeding", "Some experts hold that mothers should not breastfeed."),
    ("storage", "Do not use in children: keep out of their reach."),
    ("warnings", "Do not use in children with asthma."),
    ("children", "Not recommended in children for the treatment of fever."),
    ("children", "Not recommended in children weighing less than 20 kg."),
    ("pregnancy", "It has not been studied in infants."),
    ("older_people", "There was no increased risk in elderly patients."),
    ("warnings", "Renal failure was reported in two patients."),
    ("dosage", "2.6 Severe Renal Impairment No dosage adjustment is known."),
    ("dosage", "Not recommended in renal impairment in children."),
    ("dosage", "Severe disease is rare, dose reduction is not needed in renal impairment."),
    ("warnings", "If hepatic impairment develops, do not continue."),
    ("interactions", "It is contraindicated in pregnancy."),
]


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_what_is_not_said_of_the_medicine_is_left_out(kind: str, text: str) -> None:
    """Negations, animals, other medicines, sub-cases and hypotheticals give no fact."""
    assert advice(kind, text) == []


def test_two_parts_of_a_population_are_kept_apart() -> None:
    """What is said of severe impairment is not said of moderate impairment."""
    text = (
        "Reduce the dose in patients with moderate hepatic impairment; "
        "it is not recommended in patients with severe hepatic impairment."
    )
    assert advice("liver", text) == [
        ("liver impairment", "adjust dose", "moderate"),
        ("liver impairment", "avoid", "severe"),
    ]


@pytest.mark.parametrize(
    ("limit", "part"),
    [
        ("below 18 years of age", "under 18 years"),
        ("under the age of 18", "under 18 years"),
        ("aged 12 years and older", "from 12 years"),
        ("less than 6 months", "under 6 months"),
        ("2 to 5 years of age", "2 to 5 years"),
        ("up to 16 years", "up to 16 years"),
        ("≤ 16 years of age", "up to 16 years"),
        ("(under 4 years)", "under 4 years"),
    ],
)
def test_an_age_is_kept_beside_the_advice(limit: str, part: str) -> None:
    """A printed age limit is said in one way, whichever way it is printed."""
    text = f"Exempla is not recommended in children {limit}."
    assert advice("children", text) == [("children", "avoid", part)]


def test_the_passage_is_the_clause_that_says_it() -> None:
    """A fact points at its own clause, without the line before a list or the clause after it."""
    section = Section("4", "contraindications", "", "Do not use it in:\n• pregnancy; rest\n• gout")
    document = Document("us-spl", "1", "Exempla", (Product("Exempla", ()),), (section,))
    (fact,) = extract(document)
    assert section.text[fact.passage.start : fact.passage.end] == "pregnancy"
    assert fact.passage == document.passage(section, fact.passage.start, fact.passage.end)


def test_codes_have_sentences_a_patient_can_read() -> None:
    """Each code has a short sentence for patients, one for others, a reason and an origin."""
    for table in lexicon_file("special").values():
        for entry in table["codes"].values() if "codes" in table else ():
            assert len(entry["patient"].split()) <= 15
            assert entry["professional"].endswith(".")
            assert entry["reason"]
            assert entry["from"]


@pytest.mark.realdata
def test_a_complete_label_speaks_of_pregnancy_and_kidneys(shared_data: Path) -> None:
    """On a real label, what is known to stand there is found."""
    path = shared_data / "labels" / "us-spl-xml" / "mateo__lisinopril.xml"
    (label,) = open_documents(path)
    assert isinstance(label, Document)
    found = {(f.value.population, f.value.advice) for f in extract(label)}  # type: ignore[union-attr]
    assert {("pregnancy", "may harm"), ("pregnancy", "stop if pregnant")} <= found
    assert ("kidney impairment", "adjust dose") in found
