"""What the check in the browser reads: one file for each substance, and one with what all need.

`check.js` puts files together as the package `check` puts profiles together; a test holds the
two alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from composita.check import Profile, severity
from composita.check.effects import effects
from composita.compose.words import words
from composita.library import Library
from composita.site.shard import shard

FOLDER = "check"


def terms(library: Library, uniis: Iterable[str]) -> set[str]:
    """All terms by which the sources of these substances speak of others."""
    return {term for one in _profiles(library, uniis) for term in one.told}


def shards(
    library: Library, uniis: Iterable[str], spoken_of: Collection[str]
) -> Iterator[tuple[str, str]]:
    """A file for each substance: path and text."""
    for profile in _profiles(library, uniis):
        yield script(profile.about[0], shard(profile, library, spoken_of))


def common(pages: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """What all need: levels, effects, words; and the substances of each page, by its letter."""
    letters: dict[str, dict[str, Sequence[str]]] = {}
    for path, uniis in pages.items():
        letters.setdefault(path.split("/")[0], {})[path] = uniis
    yield script("common", {**_common(), "letters": sorted(letters)})
    for letter, found in letters.items():
        yield script(f"pages-{letter}", found)


def script(name: str, value: object) -> tuple[str, str]:
    """A script that hands a value over: a page that was opened from a disk may read this."""
    text = msgspec.json.encode(value).decode()
    return f"{FOLDER}/{name}.js", f'compositaCheck("{name}",{text});\n'


def _profiles(library: Library, uniis: Iterable[str]) -> Iterator[Profile]:
    for unii in uniis:
        if substance := library.substance(unii):
            yield library.profile(substance)


def _common() -> dict[str, Any]:
    say = words("patient")
    pair = say["pair"]
    return {
        "levels": say["level"],
        "marks": {mark: text.split(" ", 1) for mark, text in say["mark"].items()},
        "effects": {key: say["effect"][key] for key in effects()},
        "adds up": say["adds_up"]["title"],
        "title": say["finding"]["title"],
        "untold": say["finding"]["untold"],
        "others": say["finding"]["others"],
        "enzyme": severity.table("enzyme"),
        "through": {
            role: f"{say['finding'][role]} {say['finding']['unnamed']}"
            for role in ("inhibitor", "inducer")
        },
        "changes": {
            "inhibitor": say["effect"]["increased level"],
            "inducer": say["effect"]["reduced level"],
        },
        "class": [
            severity.table("repeated")["same class"],
            say["finding_about"]["same class"],
            say["finding"]["same class"],
        ],
        "silent": pair["silent"],
        "unknown": pair["unknown"],
        "none": say["asked"]["none"],
    }
