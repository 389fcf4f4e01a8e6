"""How names are compared: a key that is the same for all spellings of one name, and salt words."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ω": "omega", "œ": "oe", "æ": "ae"}
)

# Old and new, British and American ways to write one sound: "sulphate", "amoxycillin",
# "oestradiol", "chlorthalidone". Measured in docs/made/names.md.
_REGULAR = (("ph", "f"), ("ae", "e"), ("oe", "e"), ("y", "i"), ("th", "t"))

_MULTIPLES = re.compile("^(?:mono|di|hemi|sesqui)+")


def key_of(text: str) -> str:
    """A name without case, accents, spaces and hyphens, regularly spelt."""
    key = letters_of(text)
    for old, new in _REGULAR:
        key = key.replace(old, new)
    return key


def letters_of(text: str) -> str:
    """A name without case, accents, spaces and hyphens, as it is spelt."""
    return "".join(words_of(text))


def words_of(text: str) -> list[str]:
    """The words of a name in lower case, short forms written out, a metal in front moved behind.

    So "Sodium Valproate" and "valproate sodium" have the same words.
    """
    plain = text.lower() if text.isascii() else without_accents(text.lower())
    words = [_short().get(word, word) for word in _WORD.findall(plain)]
    front = 0
    while front < len(words) and words[front] in _words("leading"):
        front += 1
    if not front or all(_is_salt(word) for word in words[front:]):
        return words
    return words[front:] + words[:front]


class Base(NamedTuple):
    """What is left of a salt's name, and which sort of words was taken off it."""

    name: str
    ester: bool = False  # one of them was an ester's
    metal: bool = False  # all of them were metals


def bases(text: str) -> Iterator[Base]:
    """What is left of a salt's name as words are taken off its end, the longest first.

    Never a metal or an ion, whose salts are medicines of their own; nor what is left when two
    metals are taken off: edetate calcium disodium is not a salt of edetic acid.
    """
    words = words_of(text)
    taken: list[str] = []
    while len(words) > 1 and _is_salt(words[-1]):
        taken.append(_one(words.pop()))
        metals = [word for word in taken if word in _words("leading")]
        if len(metals) < 2 and not is_element(" ".join(words)):
            is_ester = any(word in _words("esters") for word in taken)
            yield Base(" ".join(words), is_ester, metals == taken)


def is_element(name: str) -> bool:
    """Whether a name is a metal or an ion, as SPL labels give them for mineral salts."""
    return all(word in _words("elements") for word in words_of(name))


def is_counter_ion(word: str) -> bool:
    """Whether a word names a salt's or a hydrate's other part, which is no metal and no ester."""
    single = _one(word)
    return single in _words("salts") and single not in _words("elements")


def sentence_case(text: str) -> str:
    """A name printed in capitals as it stands at a sentence's beginning: "Vitamin B12"."""
    plain = _GREEK_DOTS.sub(r"\1", text)
    first, *others = (w if _SYMBOL.fullmatch(w) else w.lower() for w in plain.split())
    return " ".join([first[:1].upper() + first[1:], *others])


def title_case(text: str) -> str:
    """A brand printed in capitals, with each word's first letter only."""
    return text.title() if text.isupper() else text


_GREEK_DOTS = re.compile(r"\.(ALPHA|BETA|GAMMA|DELTA|OMEGA)\.")
_SYMBOL = re.compile(r"[A-Z]\d*|[A-Z]{1,2}\d+|[IVX]+")  # the letter and number of "B12", "XIII"


def _is_salt(word: str) -> bool:
    single = _one(word)
    return single in _words("salts") or single in _words("esters")


def _one(word: str) -> str:
    """A salt's word without mono-, di-, hemi- and sesqui-."""
    return _MULTIPLES.sub("", word, count=1)


def without_accents(text: str) -> str:
    """Greek letters written out and accents dropped; other scripts stay."""
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(char for char in apart if not unicodedata.combining(char))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_file()[kind])


@cache
def _short() -> dict[str, str]:
    return dict(_file()["short"])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("salts.toml").read_text(encoding="utf-8"))
