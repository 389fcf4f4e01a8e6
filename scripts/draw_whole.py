"""Draws the stretches of sections whose statements people mark: see docs/gold-whole.md.

`python scripts/draw_whole.py ../shared/data OUT.jsonl` writes the stretches as the gold has
them, with nothing marked yet.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

import msgspec

from composita.facts import Document, Section
from composita.facts.document import words_hash
from composita.read import open_documents
from composita.score.statements import Stretch

SEED = 20261201
SHORTEST, LONGEST = 150, 2800  # characters of a stretch: what a person marks in one go
DEVELOPMENT = 0.6  # of the stretches of each source; the rest is for the test
PLAN = {
    "us-openfda-2026": {
        "dosage": 28, "interactions": 22, "warnings": 18, "indications": 14,
        "contraindications": 10, "boxed_warning": 8,
    },
    "us-spl-xml": {
        "adverse_reactions": 8, "pregnancy": 2, "patient_information": 2, "mechanism": 2,
        "children": 1, "older_people": 1, "kidney": 1, "liver": 1, "overdose": 1, "dependence": 1,
    },
    "eu-ema-leaflets-2024": {
        "dosage": 8, "warnings": 8, "adverse_reactions": 8, "indications": 6, "interactions": 5,
        "contraindications": 5, "pregnancy": 3, "stopping": 2, "driving": 2, "missed_dose": 1,
        "overdose": 1, "children": 1,
    },
    "sg-leaflets": {
        "adverse_reactions": 9, "warnings": 5, "dosage": 5, "indications": 4, "other": 3,
        "missed_dose": 2, "food": 2,
    },
}  # fmt: skip
LOOKED_AT = ("doses.tsv", "doses_fresh.tsv", "percentages.tsv")  # golds whose errors were read


def main(data: Path, out: Path) -> None:
    chance = random.Random(SEED)
    drawn = [s for folder in PLAN for s in _drawn(data / "labels" / folder, PLAN[folder], chance)]
    out.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in drawn))


def _drawn(folder: Path, plan: dict[str, int], chance: random.Random) -> Iterator[Stretch]:
    """Of each kind so many sections, each of another document."""
    sections = _sections(folder)
    found = [
        one
        for kind, count in plan.items()
        for one in _of_others(chance.sample(sections[kind], len(sections[kind])), count)
    ]
    for_test = set(chance.sample(range(len(found)), round(len(found) * (1 - DEVELOPMENT))))
    for number, (document, section) in enumerate(found):
        part = "test" if number in for_test else "development"
        start, end = _place(section.text, chance)
        words = words_hash(section.text[start:end])
        yield Stretch(part, document.id, section.id, section.kind, start, end, words, (), ())


def _sections(folder: Path) -> dict[str, list[tuple[Document, Section]]]:
    seen = _looked_at()
    found = defaultdict(list)
    for document in open_documents(folder):
        if not isinstance(document, Document) or document.language != "en":
            continue
        if document.products and not seen & {document.set_id, document.id}:
            for section in document.sections:
                if len(section.text) >= SHORTEST:
                    found[section.kind].append((document, section))
    return found


def _looked_at() -> set[str]:
    folder = Path(str(files("composita.score").joinpath("gold")))
    lines = (line for name in LOOKED_AT for line in (folder / name).read_text().splitlines())
    return {line.split("\t")[0] for line in lines if not line.startswith("#")}


def _of_others(
    sections: list[tuple[Document, Section]], count: int
) -> list[tuple[Document, Section]]:
    """The first of each document, so many."""
    first: dict[str, tuple[Document, Section]] = {}
    for document, section in sections:
        first.setdefault(document.id, (document, section))
    return list(first.values())[:count]


def _place(text: str, chance: random.Random) -> tuple[int, int]:
    """Whole lines from a random one on, as many as are not too long; the whole of a short text."""
    if len(text) <= LONGEST:
        return 0, len(text)
    ends = list(accumulate(len(line) for line in text.splitlines(keepends=True)))
    starts = [0, *ends[:-1]]
    start = chance.choice([s for s in starts if len(text) - s >= LONGEST // 2])
    within = [end for end in ends if start < end <= start + LONGEST]
    return start, within[-1] if within else start + LONGEST


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
