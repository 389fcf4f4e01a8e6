"""The command check as a carer or a program uses it: records, exit codes, locale, full disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from composita.library import Library, open_library

Json = dict[str, Any]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    open_library(folder).close()
    return folder


@pytest.fixture(scope="session")
def library(home: Path) -> Library:
    return open_library(home)


class Run:
    """Runs the command in a process of its own: exit code, output, complaints."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __call__(self, *arguments: str | Path, **how: Any) -> tuple[int, str, str]:
        code = "from composita.cli import main; main()"
        environment = {**os.environ, "COMPOSITA_HOME": str(self._home), **how.pop("locale", {})}
        command = [sys.executable, "-c", code, *map(str, arguments)]
        how = {"stdout": subprocess.PIPE, **how}
        done = subprocess.run(command, stderr=subprocess.PIPE, env=environment, check=False, **how)
        return done.returncode, (done.stdout or b"").decode("utf-8"), done.stderr.decode("utf-8")


@pytest.fixture
def run(home: Path) -> Run:
    return Run(home)


def request(text: str, **fields: object) -> Json:
    concept = {"medicationCodeableConcept": {"text": text}}
    return {"resourceType": "MedicationRequest", "status": "active", **concept, **fields}


def bundle(*resources: Json) -> Json:
    entries = [{"fullUrl": f"urn:uuid:{n}", "resource": one} for n, one in enumerate(resources)]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


OVER = {"coding": [{"code": "resolved"}]}
PERSON = (
    {"resourceType": "Patient", "birthDate": "1940-05-06"},
    {"resourceType": "Condition", "code": {"coding": [{"display": "Asthma (disorder)"}]}},
    {"resourceType": "Condition", "code": {"text": "Gout"}, "clinicalStatus": OVER},
    {"resourceType": "AllergyIntolerance", "code": {"text": "Penicillin"}},
    {"resourceType": "AllergyIntolerance", "code": {"text": "No known food allergies"}},
)  # fmt: skip


def record(of: str) -> object:
    """A person's record in each of the shapes that systems give."""
    medicines = [request("warfarin 5 mg daily"), request("ibuprofen 400 mg")]
    referring = {
        "resourceType": "MedicationStatement",
        "medicationReference": {"reference": "urn:uuid:0"},
    }
    medication = {"resourceType": "Medication", "code": {"text": "warfarin 5 mg daily"}}
    given = [{"name": "resource", "resource": one} for one in (*medicines, *PERSON)]
    return {
        "a Bundle": bundle(*medicines, *PERSON),
        "a Bundle that refers to its own": bundle(medication, referring, medicines[1], *PERSON),
        "a list": [*medicines, *PERSON],
        "a list of Bundles": [bundle(*medicines), bundle(*PERSON)],
        "Parameters": {"resourceType": "Parameters", "parameter": given},
    }[of]


SHAPES = (
    "a Bundle", "a Bundle that refers to its own", "a list", "a list of Bundles", "Parameters",
)  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_persons_record_is_checked(run: Run, tmp_path: Path, shape: str) -> None:
    """Its medicines, the age, the illness that is not over, the allergy that there is."""
    (tmp_path / "record.json").write_text(json.dumps(record(shape)), encoding="utf-8")
    code, page, complaint = run("check", "--file", tmp_path / "record.json", "--format", "json")
    assert (code, complaint) == (0, "")
    titles = [part["title"] for part in json.loads(page)["parts"]]
    assert json.loads(page)["title"] == "Taken together: Warfarin + Ibuprofen"
    told = next(part for part in json.loads(page)["parts"] if part["key"] == "told")
    assert "What matters when they are taken together" in titles
    assert [one["title"] for one in told["parts"]] == [
        "For an older person",
        "Asthma",
        "Allergy to Penicillin",
    ]


def test_lines_of_resources_are_a_record(run: Run, tmp_path: Path) -> None:
    """As systems export them: one resource a line."""
    lines = "\n".join(json.dumps(one) for one in (request("warfarin"), request("ibuprofen")))
    (tmp_path / "record.ndjson").write_text(lines, encoding="utf-8")
    code, page, _ = run("check", "--file", tmp_path / "record.ndjson")
    assert (code, page.splitlines()[0]) == (0, "TAKEN TOGETHER: WARFARIN + IBUPROFEN")


def test_what_is_left_out_of_a_record_is_told(run: Run, tmp_path: Path) -> None:
    """A medicine that was stopped, and resources about something else."""
    stopped = request("amoxicillin", status="stopped")
    made = bundle(request("warfarin"), stopped, {"resourceType": "Observation"})
    (tmp_path / "record.json").write_text(json.dumps(made), encoding="utf-8")
    code, _, complaint = run("check", "--file", tmp_path / "record.json")
    assert code == 0
    assert "left out: 1 MedicationRequest (not taken: stopped), 1 Observation" in complaint


def born(date: str) -> str:
    return json.dumps([request("warfarin"), {"resourceType": "Patient", "birthDate": date}])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "FHIR"),
        ("[]", "FHIR"),
        ("[1, 2]", "FHIR"),
        ('{"a": 1}', "FHIR"),
        ("[" * 100_000, "FHIR"),
        (born("2999"), "future"),
        (born("31.1.50"), "written"),
        (born("1950-02-30"), "no such"),
        (born("1850"), "age"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_one_line(run: Run, tmp_path: Path, text: str, why: str) -> None:
    """Exit code 2 and what to mend, never a traceback."""
    (tmp_path / "record.json").write_text(text, encoding="utf-8")
    code, page, complaint = run("check", "--file", tmp_path / "record.json")
    assert (code, page) == (2, "")
    assert why in complaint
    assert len(complaint.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("warfarin", "--condition", "asthma"), 0),
        (("warfarin", "blurblemycin"), 3),
        (("warfarin", "--condition", "blurble"), 3),
        (("warfarin", "--allergy", "blurblemycin"), 3),
        (("warfarin", "--allergy", "penicillin"), 0),
        (("warfarin", "--age", "131"), 2),
        (("warfarin", "--age", "nan"), 2),
        (("warfarin", "--age=-1"), 2),
        (("warfarin", "--creatinine-clearance", "0"), 2),
        (("warfarin", "--creatinine-clearance", "1e9"), 2),
    ],
)
def test_the_exit_code_says_whether_the_answer_is_whole(
    run: Run, arguments: tuple[str, ...], expected: int
) -> None:
    """3 where something that was typed is not in the answer, 2 where there is none."""
    code, page, complaint = run("check", *arguments)
    assert code == expected
    assert bool(page) is (expected != 2)
    assert "Traceback" not in complaint


def test_pregnancy_has_an_answer_for_every_medicine(library: Library) -> None:
    """Also where its documents have no section on it, or one that could not be read."""
    from composita.facts import Patient

    found = library.check(["warfarin", "valproate", "omeprazole"], Patient(pregnant=True))
    (told,) = found.circumstances
    assert [answer.item for answer in told.answers] == [0, 1, 2]


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}


def test_files_and_output_are_utf8_in_any_locale(run: Run, tmp_path: Path) -> None:
    """A list and a file whose names are not ASCII, in the locale that knows only ASCII."""
    (tmp_path / "médicaments.txt").write_text("Paracétamol 500 mg\nwarfarin\n", encoding="utf-8")
    written = tmp_path / "réponse.md"
    told = ("--condition", "glaucôme", "--format", "md", "-o", written)
    code, _, complaint = run("check", "--file", tmp_path / "médicaments.txt", *told, locale=ASCII)
    assert (code, complaint) == (3, "")
    assert "glaucôme" in written.read_text(encoding="utf-8")
    code, page, _ = run("check", "warfarin", "--condition", "glaucôme", locale=ASCII)
    assert (code, "«glaucôme»" in page) == (3, True)


@pytest.mark.parametrize("command", [("check", "warfarin"), ("show", "warfarin"), ("sources",)])
def test_a_full_disk_is_one_line(run: Run, command: tuple[str, ...]) -> None:
    """No traceback where nothing more can be written."""
    with Path("/dev/full").open("wb") as full:
        code, _, complaint = run(*command, stdout=full)
    assert (code, complaint) == (2, "composita: No space left on device\n")


def test_a_file_on_a_full_disk_is_named(run: Run) -> None:
    """The output file that could not be written."""
    code, _, complaint = run("check", "warfarin", "-o", "/dev/full")
    assert (code, "/dev/full: cannot be written" in complaint) == (2, True)


def test_a_reader_that_has_left_is_no_error_of_ours(home: Path) -> None:
    """As `| head -1` does."""
    command = [sys.executable, "-c", "from composita.cli import main; main()", "sources"]
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "COMPOSITA_HOME": str(home)}
    with os.fdopen(writing, "wb") as left:
        done = subprocess.run(
            command, stdout=left, stderr=subprocess.PIPE, env=environment, check=False
        )
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_score_of_a_wrong_folder_is_one_line(run: Run, tmp_path: Path) -> None:
    """A folder that holds no gold, and one that is not there."""
    for folder in (tmp_path, tmp_path / "nowhere"):
        code, _, complaint = run("score", folder)
        assert code == 2
        assert complaint.startswith(f"composita: {folder}: ")
        assert len(complaint.splitlines()) == 1


@pytest.mark.parametrize("regimen", ["warfarin", b"warfarin", 5, None, {"warfarin"}])
def test_a_check_in_python_takes_a_list(library: Library, regimen: object) -> None:
    """A single text is a TypeError that says so, and not a check of its letters."""
    with pytest.raises(TypeError, match="a list"):
        library.check(regimen)  # type: ignore[arg-type]


@pytest.mark.parametrize("item", [5, None, b"warfarin", ["warfarin"]])
def test_each_medicine_in_python_is_text(library: Library, item: object) -> None:
    """Anything else is a TypeError that says what was given."""
    with pytest.raises(TypeError, match=type(item).__name__):
        library.check(["warfarin", item])  # type: ignore[list-item]
