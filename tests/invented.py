"""Invented medicines, their labels and leaflets: the evidence behind the golden pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from composita.check import Profile, check
from composita.compose import Evidence, Subject, about, monograph
from composita.facts import (
    AdverseReaction,
    Advice,
    Check,
    Class,
    Contraindication,
    Document,
    Dose,
    Fact,
    Indication,
    Ingredient,
    Interaction,
    Item,
    Listed,
    Mechanism,
    Moiety,
    Monograph,
    Name,
    Part,
    Passage,
    Patient,
    Product,
    Recognised,
    Section,
    Source,
    Special,
    Substance,
    Value,
    View,
    Warning,
)

SOURCES = {
    source.id: source
    for source in (
        Source(
            "us", "US labels", "An agency", "https://labels.example/{set_id}", "public domain",
            words=True, market="US", pack="us", kind="label", short="US label",
        ),
        Source(
            "eu", "EU leaflets", "Another agency", "https://leaflets.example", "with attribution",
            words=False, market="EU", pack="eu", kind="leaflet", short="EU leaflet",
        ),
        Source(
            "sg", "Singapore leaflets", "A workgroup", "https://sg.example", "facts only",
            words=False, market="SG", pack="sg", kind="leaflet", short="Singapore leaflet",
        ),
        Source(
            "classes", "A list of classes", "A university", "https://classes.example", "CC BY",
            words=True, market="", pack="classes", kind="list", short="class list",
        ),
        Source(
            "register", "Register of Examplia (2020)", "An agency", "https://register.example",
            "open", words=True, market="FR", pack="register", kind="register", short="register",
        ),
        Source(
            "other-register", "Register of Sampleland (2021)", "An agency",
            "https://sample.example", "open", words=True, market="GB", pack="other",
            kind="register", short="register",
        ),
        Source(
            "unii", "UNII names", "An agency", "https://unii.example/{set_id}", "public domain",
            words=True, market="US", pack="names", kind="names",
        ),
    )
}  # fmt: skip

_SECTIONS = {
    "indications": "1 Indications",
    "dosage": "2 Dosage",
    "contraindications": "4 Contraindications",
    "boxed_warning": "Boxed warning",
    "warnings": "5 Warnings",
    "adverse_reactions": "6 Adverse reactions",
    "interactions": "7 Interactions",
    "pregnancy": "8.1 Pregnancy",
    "breastfeeding": "8.2 Lactation",
    "children": "8.4 Children",
    "kidney": "8.6 Kidney",
    "overdose": "10 Overdosage",
    "mechanism": "12.1 Mechanism of action",
    "storage": "16 Storage",
    "driving": "Driving",
    "missed_dose": "Missed dose",
    "": "Whole list",
}  # fmt: skip


def document(source: str, set_id: str, title: str, *kinds: str, **fields: object) -> Document:
    """A document whose sections are of these kinds, each with its kind as id."""
    sections = tuple(Section(kind or "list", kind, _SECTIONS[kind]) for kind in kinds or ("",))
    return Document(source, set_id, title, sections=sections, **fields)


def facts(of: Document, section: str, *values: Value) -> tuple[Fact, ...]:
    """The facts that a section of a document states, one after the other."""
    return tuple(
        Fact(value, Passage(of.id, section, 10 * place, 10 * place + 9, f"{place:012x}"))
        for place, value in enumerate(values)
    )


def substance(unii: str, name: str, *others: Name) -> Substance:
    """A substance with its own name and others."""
    return Substance(unii, name, (Name(name, "inn", unii), *others))


def asked(*substances: Substance) -> tuple[Recognised, ...]:
    """What typing just these names comes to."""
    return tuple(Recognised(one.name, "exact", one) for one in substances)


EXEMPLAMINE = substance(
    "EXEM000001",
    "Exemplamine",
    Name("Exemplaminum", "ban", "EXEM000001"),
    Name("Exemplamine hydrochloride", "salt", "EXEM00HCL1"),
)
TESTOPROL = substance("TEST000002", "Testoprol")
PLACEBOL = substance("PLAC000003", "Placebol")
NULLOMYCIN = substance("NULL000004", "Nullomycin")
DEMOZINE = substance("DEMO000005", "Demozine")


def _exemplamine() -> Evidence:
    label = document(
        "us", "exem-1", "EXEMPLA (exemplamine hydrochloride) tablet", "indications", "dosage",
        "contraindications", "boxed_warning", "warnings", "adverse_reactions", "interactions",
        "pregnancy", "breastfeeding", "kidney", "mechanism", version="7", date="2026-03-01",
        products=(
            Product(
                "Exempla",
                (
                    Ingredient(
                        "EXEMPLAMINE HYDROCHLORIDE", "EXEM00HCL1",
                        (Moiety("EXEMPLAMINE", "EXEM000001"),), "25 mg",
                    ),
                ),
                "TABLET",
                ("ORAL",),
            ),
        ),
    )  # fmt: skip
    generic = document(
        "us", "exem-2", "Exemplamine tablet", "indications", "dosage", "adverse_reactions",
        "interactions",
    )  # fmt: skip
    leaflet = document(
        "eu", "exem-eu", "Exempla 25 mg tablets", "indications", "adverse_reactions",
        "interactions", "pregnancy", "driving", date="2024-05-06",
    )  # fmt: skip
    sg = document(
        "sg", "exemplamine", "Exemplamine", "indications", "adverse_reactions", "missed_dose",
    )  # fmt: skip
    classes = document("classes", "all", "Substances and classes")
    return Evidence(
        (sg, leaflet, classes, label, generic),
        (
            *facts(
                label,
                "indications",
                Indication("major depressive disorder", "MESH:D003865", "adults"),
                Indication("migraine", role="prevention"),
                Indication("bipolar depression", limitation=True),
            ),
            *facts(generic, "indications", Indication("migraine", role="prevention")),
            *facts(leaflet, "indications", Indication("migraine", role="prevention")),
            *facts(sg, "indications", Indication("neuropathic pain")),
            *facts(
                label,
                "dosage",
                Dose(
                    25,
                    25,
                    "mg",
                    "dose",
                    "oral",
                    population="adults",
                    phase="start",
                    times_a_day=(2, 3),
                ),
                Dose(
                    75,
                    150,
                    "mg",
                    "day",
                    "oral",
                    population="adults",
                    phase="usual",
                    times_a_day=(1, 1),
                    timing="at bedtime",
                ),
                Dose(150, 150, "mg", "day", "oral", population="adults", phase="maximum"),
                Dose(
                    0.5,
                    1,
                    "mg/kg",
                    "dose",
                    "oral",
                    population="children",
                    age="6 to 12 years",
                    every_hours=(8, 8),
                ),
                Dose(
                    50,
                    50,
                    "mg",
                    "day",
                    "oral",
                    population="kidney impairment",
                    phase="maximum",
                    renal="under 30 mL/min",
                ),
            ),
            *facts(
                generic,
                "dosage",
                Dose(
                    25,
                    25,
                    "mg",
                    "dose",
                    "oral",
                    population="adults",
                    phase="start",
                    times_a_day=(2, 3),
                ),
                Dose(300, 300, "mg", "day", "oral", population="adults", phase="maximum"),
            ),
            *facts(
                label,
                "contraindications",
                Contraindication("allergy", "exemplamine"),
                Contraindication("condition", "angle-closure glaucoma"),
                Contraindication("class", "MAO inhibitors"),
            ),
            *facts(
                label,
                "boxed_warning",
                Warning("suicidal thoughts", boxed=True),
                AdverseReaction("suicidal ideation", "boxed"),
            ),
            *facts(
                label,
                "warnings",
                Warning("suicidal thoughts"),
                Warning("seizures"),
                Warning("abnormal bleeding"),
                AdverseReaction("seizure", "warning"),
            ),
            *facts(
                label,
                "adverse_reactions",
                AdverseReaction("somnolence", "trials", percent=(16, 24), comparator=(8, 8)),
                AdverseReaction("dry mouth", "trials", percent=(31, 31), comparator=(7, 7)),
                AdverseReaction("nausea", "trials"),
                AdverseReaction("alopecia", "postmarketing"),
            ),
            *facts(
                leaflet,
                "adverse_reactions",
                AdverseReaction("nausea", frequency="very common"),
                AdverseReaction("somnolence", frequency="common"),
                AdverseReaction("dry mouth", frequency="very common"),
                AdverseReaction("alopecia", frequency="rare"),
            ),
            *facts(
                sg,
                "adverse_reactions",
                AdverseReaction("nausea", "common"),
                AdverseReaction("somnolence", "common"),
                AdverseReaction("jaundice", "serious"),
            ),
            *facts(
                label,
                "interactions",
                Interaction("MAO inhibitors", "class", "contraindicated", ("serotonin syndrome",)),
                Interaction("CNS depressants", "class", "caution", ("sedation",)),
                Interaction("warfarin", "substance", "monitor", ("bleeding",)),
            ),
            *facts(
                leaflet,
                "interactions",
                Interaction("MAO inhibitors", "class", "avoid"),
                Interaction("alcohol", "alcohol", "avoid"),
            ),
            *facts(label, "pregnancy", Special("pregnancy", "avoid", "third trimester")),
            *facts(leaflet, "pregnancy", Special("pregnancy", "ask first")),
            *facts(label, "breastfeeding", Special("breastfeeding", "passes into milk")),
            *facts(label, "kidney", Special("kidney impairment", "adjust dose")),
            *facts(
                leaflet,
                "driving",
                Advice("driving", "not until you know"),
                Advice("stopping", "do not stop suddenly"),
                Advice("storage", "temperature", "20 to 25 °C"),
            ),
            *facts(
                sg,
                "missed_dose",
                Advice("missed dose", "never double"),
                Advice("missed dose", "take when remembered"),
            ),
            *facts(label, "mechanism", Mechanism("blocks", "serotonin reuptake")),
            *facts(
                classes,
                "list",
                Class("Tricyclic Antidepressant", "EPC", "N0000175752"),
                Class("Norepinephrine Uptake Inhibitors", "MoA"),
            ),
        ),
    )


def _testoprol() -> Evidence:
    label = document(
        "us", "test-1", "Testoprol capsule", "indications", "dosage", "adverse_reactions",
        "interactions", date="2025-11-30",
    )  # fmt: skip
    classes = document("classes", "all", "Substances and classes")
    return Evidence(
        (label, classes),
        (
            *facts(label, "indications", Indication("partial seizures", role="adjunct")),
            *facts(
                label,
                "dosage",
                Dose(75, 300, "mg", "day", "oral", population="adults", times_a_day=(2, 3)),
            ),
            *facts(
                label,
                "adverse_reactions",
                AdverseReaction("somnolence", "trials", percent=(23, 23), comparator=(9, 9)),
                AdverseReaction("dizziness", "trials", percent=(0.4, 0.4)),
            ),
            *facts(
                label,
                "interactions",
                Interaction("tricyclic antidepressants", "class", "monitor", ("sedation",)),
                Interaction("exemplamine", "substance", "adjust", direction="other"),
            ),
            *facts(classes, "list", Class("Benzodiazepine", "EPC")),
        ),
    )


def _placebol() -> Evidence:
    leaflet = document("sg", "placebol", "Placebol", "indications", "interactions")
    return Evidence((leaflet,), facts(leaflet, "indications", Indication("cough", role="relief")))


def _demozine() -> Evidence:
    label = document("us", "demo-1", "Demozine injection", "contraindications", "adverse_reactions")
    return Evidence(
        (label,),
        (
            *facts(label, "contraindications", Contraindication("none", "none")),
            *facts(label, "adverse_reactions", AdverseReaction("dizziness", "trials")),
        ),
    )


def _exemplamine_and_testoprol() -> Evidence:
    register = document("register", "all", "All products of Examplia", date="2020-01-01")
    label = document("us", "both-1", "Exempla Plus capsule", "dosage", date="2026-01-02")
    return Evidence(
        (register, label),
        (
            *facts(
                register, "list", Listed("FR", 2, "Exempla Plus", ("capsule",), ("25 mg/75 mg",))
            ),
            *facts(label, "dosage", Dose(1, 1, "{capsule}", "dose", "oral", times_a_day=(2, 2))),
        ),
    )


NOTHING = Evidence((), ())

EVIDENCE = {
    EXEMPLAMINE.unii: _exemplamine(),
    TESTOPROL.unii: _testoprol(),
    PLACEBOL.unii: _placebol(),
    DEMOZINE.unii: _demozine(),
    NULLOMYCIN.unii: NOTHING,
}
TOGETHER = {(EXEMPLAMINE.unii, TESTOPROL.unii): _exemplamine_and_testoprol()}


def evidence(asked: tuple[Recognised, ...]) -> dict[tuple[str, ...], Evidence]:
    """What a store would give for these names: each substance, and all of them together."""
    known = sorted({name.substance.unii for name in asked if name.substance})
    singles = {(unii,): EVIDENCE[unii] for unii in known}
    return {tuple(known): TOGETHER.get(tuple(known), NOTHING), **singles}


def composed(
    asked: tuple[Recognised, ...],
    evidence: Mapping[tuple[str, ...], Evidence],
    view: View = "patient",
) -> Monograph:
    """The page about these names from this evidence."""

    def subject(substances: tuple[Substance, ...]) -> Subject:
        return Subject(substances, evidence[about(substances)], SOURCES)

    def taken_together(items: tuple[Item, ...]) -> Check:
        profile = lambda substances, local: Profile(partial(subject, substances), local)  # noqa: E731
        return check(items, profile, Patient(), "2026-07")

    return monograph(asked, subject, SOURCES, view, "2026-07", taken_together)


UNKNOWN = Recognised("Nosuchmycin", "none", near=("Nullomycin",))

PAGES = {
    "one-medicine": asked(EXEMPLAMINE),
    "two-medicines": asked(EXEMPLAMINE, TESTOPROL),
    "five-medicines": asked(EXEMPLAMINE, TESTOPROL, PLACEBOL, NULLOMYCIN, DEMOZINE),
    "unknown-name": (*asked(TESTOPROL), UNKNOWN),
    "nothing-sourced": asked(NULLOMYCIN),
}


def page(name: str, view: View = "patient") -> Monograph:
    """One of the invented pages."""
    return composed(PAGES[name], evidence(PAGES[name]), view)


def small_page(*said: Fact, documents: tuple[Document, ...], view: View = "patient") -> Monograph:
    """A page about Exemplamine from a few facts."""
    of = {(EXEMPLAMINE.unii,): Evidence(documents, said)}
    return composed(asked(EXEMPLAMINE), of, view)


def part(monograph: Monograph, *keys: str) -> Part:
    """The part under these keys, one below the other."""
    among, found = monograph.parts, None
    for key in keys:
        found = next(below for below in among if below.key == key)
        among = found.parts
    assert found
    return found


def texts(monograph: Monograph, *keys: str) -> list[str]:
    """The sentences of a part and of those below it."""
    here = part(monograph, *keys)
    return [s.text for s in here.sentences] + [s.text for p in here.parts for s in p.sentences]
