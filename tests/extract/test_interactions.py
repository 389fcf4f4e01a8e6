"""What labels say about taking a medicine with something else, from invented labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.extract.interactions import extract
from composita.facts import Document, Ingredient, Interaction, Product, Section
from composita.score import interactions as scorer


def found(text: str, kind: str = "interactions") -> list[Interaction]:
    """The interactions of a warfarin label with this one section."""
    product = Product("Warfatest", (Ingredient("warfarin sodium"),))
    section = Section("1", kind, "Interactions", text)
    document = Document("us-spl", "1", "Warfatest", (product,), (section,))
    return [fact.value for fact in extract(document)]  # type: ignore[misc]


SAYS = [
    ("Avoid concomitant use with strong CYP3A4 inhibitors.",
     Interaction("strong CYP3A4 inhibitors", "enzyme", "avoid", mechanism="enzyme")),
    ("Nonsteroidal anti-inflammatory drugs increase the risk of bleeding. Monitor patients.",
     Interaction("NSAIDs", "class", "monitor", ("bleeding",))),
    ("Rifampin decreased the plasma concentrations of warfarin.",
     Interaction("rifampin", "substance", effects=("reduced level",), direction="this")),
    ("Warfatest increases serum digoxin levels.",
     Interaction("digoxin", "substance", effects=("increased level",), direction="other")),
    ("The renal clearance of lithium was reduced.",
     Interaction("lithium", "substance", effects=("increased level",), direction="other")),
    ("Take Warfatest at least 2 hours before antacids.",
     Interaction("antacids", "class", "separate")),
    ("Drinking alcohol may cause drowsiness.",
     Interaction("alcohol", "alcohol", effects=("sedation",))),
    ("Do not drink grapefruit juice.", Interaction("grapefruit", "food", "avoid")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAYS)
def test_what_is_said_about_a_partner(text: str, expected: Interaction) -> None:
    """With what, what to do, what comes of it, why, and whose level changes."""
    assert expected in found(text)


SILENT = [
    "Omeprazole had no effect on the pharmacokinetics of warfarin.",
    "Digoxin: No clinically significant interaction was observed.",
    "It has been given without any interaction with the following:\n• aspirin; digoxin\n• lithium",
    "Warfarin Warfatest tablets are taken once a day.",
    "The antibiotic effect of Warfatest is unknown.",
    "Consider an alternative to simvastatin.",
    "In vitro, ketoconazole displaced warfarin.",
    "Hypersensitivity to aspirin, ibuprofen or other salicylates.",
    "Interactions with digoxin have not been systematically evaluated.",
    "Tell your doctor about any other medicines, including herbal medicines.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_interaction(text: str) -> None:
    """Denials, the medicine itself, alternatives and laboratory work are no interactions."""
    assert found(text) == []


def test_what_comes_after_but_is_not_denied() -> None:
    """A denial reaches as far as its half of the sentence."""
    text = "Aspirin did not affect warfarin levels, but phenytoin increased warfarin levels."
    assert {interaction.other for interaction in found(text)} == {"phenytoin"}


def test_its_own_class_is_no_partner() -> None:
    """ "Anticoagulants, including warfarin" is this medicine; "other anticoagulants" are not."""
    text = "Anticoagulants, including warfarin, interact with NSAIDs."
    assert [interaction.other for interaction in found(text)] == ["NSAIDs"]
    text += " Do not use with other anticoagulants."
    assert "anticoagulants" in {interaction.other for interaction in found(text)}


NOT_OWN = [
    "Warfatest acts at site A sites and opioids at others. It must not be used with opioids.",
    "It was seen with statins and opioids, including Warfatest. It must not be used with opioids.",
]


@pytest.mark.parametrize("text", NOT_OWN)
def test_a_class_named_beside_is_not_its_own(text: str) -> None:
    """Only "is a …" and "…, including it" alone count a medicine among a class."""
    assert "opioids" in {interaction.other for interaction in found(text)}


def test_words_share_their_head() -> None:
    """A class may be named by its first word alone where a list goes on to the rest."""
    text = "Monitor patients on loop, potassium-sparing and thiazide diuretics."
    assert [interaction.other for interaction in found(text)] == [
        "loop diuretics",
        "potassium-sparing diuretics",
        "thiazide diuretics",
    ]


def test_what_a_partner_treats_is_no_effect() -> None:
    """ "Used to treat infections" says what the other is for, not what comes of both."""
    (interaction,) = found("Tell your doctor if you take rifampicin (used to treat infections).")
    assert interaction.effects == ()


def test_among_warnings_both_must_be_named() -> None:
    """Elsewhere than under interactions a medicine counts only if taking both is the point."""
    assert found("Patients with angina often take nitroglycerin.", "warnings") == []
    (interaction,) = found("Do not use concomitantly with nitroglycerin.", "warnings")
    assert (interaction.other, interaction.action) == ("nitroglycerin", "avoid")


CASES = [
    ("Do not co-administer aliskiren with Warfatest in patients with diabetes.", "diabetes"),
    ("If you have diabetes and you are treated with aliskiren, do not use it.", "diabetes"),
    ("Avoid oral ketoconazole.", "oral use"),
    ("Avoid doses of simvastatin above 20 mg.", "doses above 20 mg"),
    ("Avoid simvastatin doses greater than 20 mg.", "doses above 20 mg"),
    ("Do not drink large amounts of grapefruit juice.", "large amounts"),
    ("Avoid aspirin in patients with any of these.", "some people"),
    ("Avoid aspirin in patients with normal renal function.", ""),
    ("Use caution in patients with asthma or who are taking aspirin.", ""),
    ("In patients with asthma, aspirin increased the effect of warfarin.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "case"), CASES)
def test_for_whom_or_what_it_holds(text: str, case: str) -> None:
    """What is to be done only in some people, doses or routes is not said for everybody."""
    assert {interaction.case for interaction in found(text)} == {case}


ACTIONS = [
    ("Do not take antacids within 2 hours of Warfatest.", "separate"),
    ("Aspirin must not be used for at least 12 hours before Warfatest.", "separate"),
    ("If you take aspirin (see also under the headings Do not take Warfatest).", ""),
    ("Dizziness may occur within 4 hours after Warfatest with prazosin.", ""),
    ("If aspirin cannot be avoided, monitor patients.", "monitor"),
    ("Aspirin: your doctor may check your blood to avoid bleeding.", "monitor"),
    ("Aspirin increases its effect. Higher than recommended dosages are not recommended.", ""),
    ("Aspirin increases its effect. Concomitant use is not recommended.", "avoid"),
]


@pytest.mark.parametrize(("text", "action"), ACTIONS)
def test_what_to_do(text: str, action: str) -> None:
    """What to do about both together, and not what else is to be done or avoided."""
    assert {interaction.action for interaction in found(text)} == {action}


def test_rows_of_an_interaction_table() -> None:
    """A heading's partner gets what its rows say, and so do the examples."""
    text = (
        "Digoxin\nClinical Impact: | Increased digoxin levels.\nIntervention: | Monitor levels.\n"
        "Enzyme inducers\nClinical Impact: | Reduced efficacy.\nIntervention: | Avoid.\n"
        "Examples: | rifampin, phenytoin"
    )
    actions = {interaction.other: interaction.action for interaction in found(text)}
    assert actions == {
        "digoxin": "monitor",
        "enzyme inducers": "avoid",
        "rifampin": "avoid",
        "phenytoin": "avoid",
    }


def test_lines_after_a_lead_are_its_list() -> None:
    """A list that has lost its bullets is led as one that has them, up to the next sentence."""
    text = (
        "Do not take it with any of the following:\nrifampicin\nSt. John s wort\n"
        "The effect of phenytoin may change."
    )
    assert {v.other: v.action for v in found(text)} == {
        "rifampicin": "avoid",
        "st. john's wort": "avoid",
        "phenytoin": "",
    }


def test_what_only_some_of_a_list_must_not_be_is_not_forbidden() -> None:
    """ "Some of them must not be taken" does not say which."""
    (interaction,) = found("Some of these must not be taken with Warfatest:\n• aspirin")
    assert interaction.action == ""


def test_a_contraindication_forbids_only_where_it_does() -> None:
    """Not what one is allergic to, nor what a further sentence explains."""
    text = (
        "Do not take Warfatest:\n• with rifampicin\n• if you had hives after taking aspirin or "
        "other NSAIDs\nTalk to your doctor before taking Warfatest if you take phenytoin."
    )
    actions = {v.other: v.action for v in found(text, "contraindications")}
    assert actions["rifampicin"] == "contraindicated"
    assert "aspirin" not in actions
    assert actions.get("phenytoin") != "contraindicated"


def test_a_box_forbids_without_naming_its_medicine() -> None:
    """In a boxed warning, what is to be avoided is to be avoided with this medicine."""
    (interaction,) = found("Strong CYP3A4 inhibitors should be avoided.", "boxed_warning")
    assert interaction.action == "avoid"


@pytest.mark.realdata
def test_the_scorecard_reaches_its_aim(shared_data: Path) -> None:
    """Measured on marked labels, partners are found about as well as the scorecard says."""
    row, _ = scorer.score(shared_data / "gold")
    assert row.f1 > 0.75


def test_a_class_gives_way_to_the_member_that_it_explains() -> None:
    """ "A blood pressure lowering medicine containing aliskiren" is not every such medicine."""
    text = "Do not take Warfatest with a blood pressure lowering medicine containing aliskiren."
    assert [value.other for value in found(text)] == ["aliskiren"]
