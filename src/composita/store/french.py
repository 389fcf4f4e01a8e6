"""French names of substances → how they may be written in English: pregabaline, pregabalin.

These are readings, not answers: whoever asks must know which of them is a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from composita.store.spelling import without_accents


def readings(name: str) -> Iterator[str]:
    """How a French name may be written in English, beginning with itself."""
    yield name
    words = [_words().get(word, word) for word in _in_order(without_accents(name.lower())).split()]
    for change in (_ic, _without_e, _first_without_e, _with_e):
        yield " ".join(change(words))


def _in_order(name: str) -> str:
    """ "sodium (oxybate de)", "oxybate de sodium" and "acide folique" as English orders them."""
    name = re.sub(r"^(.+) \( ?(.+?) d[e'] ?\)$", r"\1 \2", name)
    name = re.sub(r"^(.+?) (?:de |d')(.+)$", r"\2 \1", name)
    return re.sub(r"^acide (.+)$", r"\1 acid", name)


def _ic(words: list[str]) -> list[str]:
    """ "folique acid" is folic acid."""
    return [re.sub("ique$", "ic", word) for word in words]


def _without_e(words: list[str]) -> list[str]:
    """ "pregabaline" is pregabalin."""
    return [re.sub("e$", "", word) for word in _ic(words)]


def _first_without_e(words: list[str]) -> list[str]:
    """ "insuline glargine" is insulin glargine."""
    return [*_without_e(words[:1]), *words[1:]]


def _with_e(words: list[str]) -> list[str]:
    """ "sulfamethizol" is sulfamethizole."""
    return [*words[:-1], f"{words[-1]}e"] if words else []


@cache
def _words() -> dict[str, str]:
    text = files(__package__).joinpath("french.toml").read_text(encoding="utf-8")
    return {str(french): str(ours) for french, ours in tomllib.loads(text)["word"].items()}
