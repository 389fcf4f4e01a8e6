"""How many names of the reference site's titles are recognised, and whether rightly.

200 of them were read by eye: `gold/names.tsv`. `python -m composita.score.names TITLES` prints
docs/made/names.md.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from composita.facts import Recognised
from composita.pack import starter_packs
from composita.parse import typed
from composita.score import Row
from composita.store.names import Names

TITLES = "rxhive/compositions.tsv"


def score(_: Path) -> Iterator[Row]:
    """One row: the names read by eye that still come to the same substances."""
    checked = _checked()
    names = known()
    found = {text: names_of(typed(text, names).names) for text in checked}
    yield Row(
        task="names of substances",
        gold_set="200 names in titles, by eye",
        right=sum(found[text] == meant for text, meant in checked.items()),
        found=sum("?" not in came_to for came_to in found.values()),
        gold=len(checked),
        reach="no wrong one",
    )


def known() -> Names:
    """The names in the starter packs."""
    return Names.of(s for pack in starter_packs() for s in pack.substances())


def names_of(found: Iterable[Recognised]) -> str:
    return " + ".join(name.substance.name if name.substance else "?" for name in found)


def _checked() -> dict[str, str]:
    text = files("composita.score").joinpath("gold/names.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["typed"]: row["substances"] for row in csv.DictReader(lines, delimiter="\t")}


def report(titles: Path) -> str:
    """A page that counts the distinct names in titles "A + B" by what they came to."""
    rows = titles.read_text(encoding="utf-8").splitlines()[1:]
    titled = [name.strip() for row in rows for name in row.split("\t")[0].split(" + ")]
    distinct = {name.casefold(): name for name in reversed(titled)}.values()
    names = known()
    counts = Counter(_outcome(typed(name, names).names) for name in sorted(distinct))
    lines = [f"{how} | {counts[how]:,} | {counts[how] / len(distinct):.1%}" for how in _OUTCOMES]
    (checked,) = score(titles)
    return "\n".join(
        [_HEAD.format(TITLES, len(distinct)), *lines, _FOOT.format(checked.gold, checked.right)]
    )


def _outcome(found: tuple[Recognised, ...]) -> str:
    if len(found) == 1:
        return _OUTCOMES_OF[found[0].how]
    return _ALL if all(name.substance for name in found) else _SOME


_OUTCOMES_OF = {
    "exact": "a substance's name",
    "salt": "a salt's name: the moiety, and which salt",
    "brand": "a brand of one substance",
    "typo": "a misspelt name that can mean only one substance",
    "group": "the beginning of several substances' names: some of them are given",
    "uncertain": "a trade name of another strength or form; what it may mean is given",
    "not taken": "understood as not taken",
    "none": "not recognised; near names are given",
}
_ALL = "several substances in one name, all recognised"
_SOME = "several in one name, some recognised"
_OUTCOMES = [*list(_OUTCOMES_OF.values())[:4], _ALL, _SOME, *list(_OUTCOMES_OF.values())[4:]]

_HEAD = """# What the names in the reference site's titles come to

The titles "A + B" in `../shared/data/{}` hold {:,} distinct names. Some lost digits
and brackets ("Vitamin B", "Omega-"); some are vaccines, extracts and groups that no list names.

came to | names | share
--- | ---: | ---:"""

_FOOT = """
Of {} recognised names that were drawn at random and read by eye, {} come to the substance
that is meant.
"""

if __name__ == "__main__":
    print(report(Path(sys.argv[1])), end="")
