"""Which language a document is in, also where it does not say, or says it wrongly.

In doubt it is English, since a page that is passed over is one of which nobody hears that it errs.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_FAR_ENOUGH = 20_000  # characters: some three thousand words
_WORD = re.compile(r"[^\W\d_]+")


def language_of(given: str, text: str) -> str:
    """The language of a document as a code: as it says, or "en", or "und" where that is wrong."""
    code = given[:2].lower()
    if code not in ("", "en"):
        return code
    return "und" if reads_as_another(text) else "en"


def named(language: str) -> str:
    """A language by its code, in words."""
    if language == "und":
        return "not in English"
    return str(_names().get(language, f"in another language ({language})"))


def reads_as_another(text: str) -> bool:
    """Whether more of its words tell another language than tell English, or it is in another
    script; in doubt, and in a text of a few words, it is English.
    """
    words = _WORD.findall(text[:_FAR_ENOUGH].lower())
    english, others = _telling()
    if sum(not _LATIN.match(word) for word in words) * 2 > len(words):
        return True
    return sum(word in others for word in words) > sum(word in english for word in words)


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    text = files("composita.read").joinpath("languages.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    others = (word for words in table["others"].values() for word in words)
    return frozenset(table["english"]["words"]), frozenset(others)


@cache
def _names() -> dict[str, str]:
    text = files("composita.read").joinpath("language_names.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text))


_LATIN = re.compile(r"[a-zà-ɏḀ-ỿ]")
