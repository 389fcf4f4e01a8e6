"""Advice for everyday life, from invented labels and leaflets."""

from __future__ import annotations

from pathlib import Path

import pytest

from composita.extract.advice import extract
from composita.extract.text import lexicon_file
from composita.facts import Advice, Document, Section
from composita.read import open_documents


def advice(kind: str, text: str) -> list[tuple[str, ...]]:
    """What a document with this one section says: topic, code, and detail if there is one."""
    document = Document("us-spl", "1", "Exempla", sections=(Section("1", kind, "", text),))
    found: list[Advice] = [fact.value for fact in extract(document)]  # type: ignore[misc]
    return [tuple(filter(None, (f.topic, f.code, f.detail))) for f in found]


SAYS = [
    ("driving", "Do not drive or use machines while you take Exempla.",
     ("driving", "do not drive")),
    ("warnings", "Do not drive until you know how Exempla affects you.",
     ("driving", "not until you know")),
    ("driving", "If you feel dizzy, do not drive.", ("driving", "not if affected")),
    ("warnings", "Be careful when driving or operating machinery.", ("driving", "take care")),
    ("driving", "Exempla may affect your ability to drive.", ("driving", "may impair")),
    ("driving", "Exempla is unlikely to affect your ability to drive.",
     ("driving", "no effect known")),
    ("food", "Do not drink alcohol while taking Exempla.", ("alcohol", "avoid")),
    ("warnings", "Limit how much alcohol you drink.", ("alcohol", "limit")),
    ("food", "Alcohol can increase drowsiness.", ("alcohol", "more drowsy")),
    ("food", "Use caution when taking Exempla with alcohol.", ("alcohol", "take care")),
    ("food", "Alcohol does not affect Exempla.", ("alcohol", "no effect known")),
    ("warnings", "Do not stop taking Exempla suddenly.", ("stopping", "do not stop suddenly")),
    ("dosage", "Taper the dose over two weeks.", ("stopping", "taper")),
    ("stopping", "Do not stop Exempla without talking to your doctor.",
     ("stopping", "ask before stopping")),
    ("warnings", "Abrupt discontinuation may worsen angina.", ("stopping", "harm if sudden")),
    ("warnings", "Withdrawal symptoms have been reported after stopping it.",
     ("stopping", "withdrawal effects")),
    ("boxed_warning", "Exempla exposes users to the risks of addiction, abuse, and misuse.",
     ("dependence", "can be addictive")),
    ("dependence", "Continued use may lead to physical dependence.",
     ("dependence", "physical dependence")),
    ("dependence", "Exempla contains exemplamine, a Schedule IV controlled substance.",
     ("dependence", "controlled substance")),
    ("missed_dose", "If you forget a dose, take it as soon as you remember.",
     ("missed dose", "take when remembered")),
    ("missed_dose", "If it is within 6 hours of the usual time, take the missed dose.",
     ("missed dose", "take within", "6 hours")),
    ("missed_dose", "If it is almost time for your next dose, skip the missed dose.",
     ("missed dose", "skip if nearly next")),
    ("missed_dose", "Skip the missed dose.", ("missed dose", "skip")),
    ("missed_dose", "Do not take a double dose to make up for it.",
     ("missed dose", "never double")),
    ("missed_dose", "If you miss a dose, call your doctor.", ("missed dose", "ask a doctor")),
    ("overdose", "If you take too much, go to a hospital at once.",
     ("overdose", "seek help at once")),
    ("overdose", "If you take too many tablets, tell your doctor.", ("overdose", "ask a doctor")),
    ("dosage", "Take Exempla with food.", ("food", "with food")),
    ("dosage", "Take it with food to prevent stomach upset.", ("food", "with food if upset")),
    ("dosage", "Take Exempla on an empty stomach.", ("food", "without food")),
    ("dosage", "Exempla may be taken with or without food.", ("food", "with or without food")),
    ("food", "Do not drink grapefruit juice.", ("food", "avoid grapefruit")),
    ("interactions", "Avoid large quantities of grapefruit juice.", ("food", "limit grapefruit")),
    ("storage", "Store at 20° to 25°C (68° to 77°F); excursions permitted to 15° to 30°C.",
     ("storage", "temperature", "20 to 25 °C")),
    ("storage", "Do not store above 30 C.", ("storage", "temperature", "below 30 °C")),
    ("storage", "Store in a refrigerator.", ("storage", "refrigerate")),
    ("storage", "Keep it in the carton to protect from light.", ("storage", "protect from light")),
    ("storage", "Do not freeze.", ("storage", "do not freeze")),
    ("storage", "Store in a cool and dry place.", ("storage", "keep dry")),
    ("storage", "Keep out of the reach of children.", ("storage", "keep away from children")),
    ("storage", "Store in the original package.", ("storage", "original package")),
    ("storage", "It does not require any special storage conditions.",
     ("storage", "no special conditions")),
    ("warnings", "Avoid sunlight and wear protective clothing.", ("sun", "protect skin")),
    ("warnings", "Exempla may cause photosensitivity.", ("sun", "may burn")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "said"), SAYS, ids=[": ".join(s[2]) for s in SAYS])
def test_what_is_said_becomes_a_code(kind: str, text: str, said: tuple[str, ...]) -> None:
    """Each code of the lexicon is found in a sentence that states it."""
    assert said in advice(kind, text)


def test_every_code_has_an_example() -> None:
    """No code of the lexicon is without a sentence that shows when it is given."""
    tables = lexicon_file("advice").items()
    codes = {(name, code) for name, table in tables if "codes" in table for code in table["codes"]}
    assert codes == {said[:2] for _, _, said in SAYS}


SILENT = [
    ("driving", "It is not known whether Exempla affects your ability to drive."),
    ("driving", "In such a case do not drive."),
    ("warnings", "It decreases sex drive."),
    ("food", "Clean the skin with an alcohol swab; do not use alcohol wipes."),
    ("warnings", "Caution in alcohol withdrawal."),
    ("warnings", "Clearance is reduced in alcoholic cirrhosis."),
    ("interactions", "Do not stop clonidine suddenly."),
    ("warnings", "Alcohol withdrawal symptoms were reported after stopping."),
    ("warnings", "Patients with a history of addiction were not studied."),
    ("missed_dose", "Take the next dose at the usual time."),
    ("missed_dose", "Take it within 6 hours or within 12 hours, if you missed it."),
    ("dosage", "Rinse your mouth after meals."),
    ("dosage", "Absorption is not altered by food."),
    ("interactions", "The effect of grapefruit juice has not been studied."),
    ("storage", "Once opened, store below 25 °C for up to 28 days."),
    ("storage", "Store at 20 to 25 °C or at 2 to 8 °C."),
    ("storage", "Do not refrigerate."),
    ("dosage", "Store the reconstituted solution in a refrigerator."),
    ("warnings", "Patients with a history of chloasma should avoid sunlight."),
]


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_what_is_not_advice_is_left_out(kind: str, text: str) -> None:
    """Negations, other medicines, conditions and opened products give no fact."""
    assert advice(kind, text) == []


def test_advice_against_a_side_effect_is_for_those_who_have_it() -> None:
    """Under the side effect “drowsiness”, “avoid driving” is not said to everybody."""
    assert advice("adverse_reactions", "• Drowsiness\n  • Avoid driving") == [
        ("driving", "not if affected")
    ]


def test_codes_have_sentences_a_patient_can_read() -> None:
    """Each code has a short sentence for patients, one for others, a reason and an origin."""
    for table in lexicon_file("advice").values():
        for entry in table["codes"].values() if "codes" in table else ():
            assert len(entry["patient"].split()) <= 15
            assert entry["professional"].endswith(".")
            assert entry["reason"]
            assert entry["from"]


@pytest.mark.realdata
def test_a_complete_label_says_how_to_store_it(shared_data: Path) -> None:
    """On a real label, what is known to stand there is found."""
    path = shared_data / "labels" / "us-spl-xml" / "mateo__apixaban.xml"
    (label,) = open_documents(path)
    assert isinstance(label, Document)
    found = [fact.value for fact in extract(label)]
    assert Advice("storage", "temperature", "20 to 25 °C") in found
    assert Advice("missed dose", "never double") in found
