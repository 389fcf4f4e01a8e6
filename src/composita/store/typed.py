"""What stands beside a name in lists and on labels: strengths, forms, brackets."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from composita.store.spelling import is_element

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_STRAY = ".,;:*"


def tidy(text: str) -> str:
    """The text without control characters, doubled spaces and stray signs at its ends."""
    words = _printable(text).split()
    while words and not words[-1].strip(_STRAY + "-–"):
        words.pop()
    return " ".join(words).strip(_STRAY + " ")


def _printable(text: str) -> str:
    """The text with blanks for control characters, which hardly any has."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " for char in text)


def is_cut_off(text: str) -> bool:
    """Whether a hyphen at the end says that the rest of the name is missing ("Omega-")."""
    return ("-" in text or "–" in text) and tidy(text).endswith(("-", "–"))


def bracketed(text: str) -> tuple[str, str] | None:
    """The name outside and inside brackets at the end: "Cinchocaine [Dibucaine]"."""
    found = _BRACKETED.search(text)
    return (text[: found.start()], found[1]) if found and found.start() else None


def is_abbreviation(short: str, name: str) -> bool:
    """Whether these are letters of the name in its order: "Dimethyltryptamine (DMT)"."""
    letters = iter(name.lower())
    return (
        1 < len(short) < 7
        and short[0].lower() == name[0].lower()
        and short.isalpha()
        and all(letter in letters for letter in short.lower())
    )


def bare(text: str) -> str:
    """The name without strengths and words for forms at its ends: "Tab. Pregabalin 75 mg".

    A number without a unit is a strength only beside a form: "Paracetamol 500 tablets", but
    "Macrogol 3350"; beside a metal it may be an isotope's.
    """
    front, end = _patterns()
    without = tidy(end.sub("", front.sub("", text)))
    name = _NUMBER.sub("", without)
    is_strength = _has_form(text, without) and not is_element(name)
    return name if is_strength else without


_NUMBER = re.compile(r"\s+\d[\d.]*$")


def _has_form(text: str, without: str) -> bool:
    left = text.replace(without, " ").lower()
    return any(word in _file()["words"] for word in re.findall("[a-z]+", left))


def form_words() -> tuple[str, ...]:
    """The words for forms that stand beside names."""
    return tuple(_file()["words"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is taken off the front of a name, and off its end."""
    form = rf"(?:{'|'.join(_longest_first(_file()['words']))})\b\.?"
    unit = "|".join(map(re.escape, _longest_first(_file()["units"])))
    amount = rf"\d[\d.,]*\s*(?:{unit})(?!\w)"
    strength = rf"{amount}(?:\s*/\s*(?:{amount}|(?:{unit})(?!\w)))?"
    front = re.compile(rf"^(?:{form}[\s-]+)+(?:of\s+)?", re.IGNORECASE)
    end = re.compile(rf"(?:(?<![\s,-])[\s,-]+[(\[]?(?:{strength}|{form})[)\]]?)+$", re.IGNORECASE)
    return front, end


def _longest_first(words: list[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


@cache
def _file() -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("forms.toml").read_text(encoding="utf-8"))
