"""Words with case, spelling and number set aside, so that "oedemas" and "Edema" are the same."""

from __future__ import annotations

import re
from functools import cache, lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*|[^\w\s]|_")


@lru_cache(maxsize=1 << 14)  # labels name the same things again and again
def fold_words(text: str) -> str:
    """A term as its normal words, for comparing: "Swelling of the faces" → "swelling of face"."""
    return " ".join(word for word in map(normal, WORD.findall(text)) if word.isalnum())


@cache
def normal(word: str) -> str:
    """American spelling, singular, lower case; "" for an article or a mark that joins words."""
    lowered = word.lower().replace("’", "'").removesuffix("'s")
    return "" if lowered in _SET_ASIDE else _singular(american(lowered))


def american(lowered: str) -> str:
    """Lower-case words with British medical spellings as American ones."""
    return _BRITISH.sub(lambda british: _AMERICAN[british.group()], lowered)


def _singular(word: str) -> str:
    if word.endswith(_SINGULAR) or len(word) < 4:
        return word
    ending = next((plural for plural in _PLURALS if word.endswith(plural)), "")
    return word[: len(word) - len(ending)] + _PLURALS.get(ending, "")


# Only forms are compared, so "diabete" for "diabetes" does no harm: both sides get it.
_PLURALS = {
    "ies": "y", "oses": "osis", "yses": "ysis", "ches": "ch", "shes": "sh", "sses": "ss",
    "xes": "x", "s": "",
}  # fmt: skip
_SINGULAR = ("ss", "us", "is")
_AMERICAN = {
    "aemi": "emi", "haem": "hem", "oedem": "edem", "rrhoe": "rrhe", "pnoe": "pne",
    "oesoph": "esoph", "aesth": "esth", "ischaem": "ischem", "caem": "cem", "naem": "nem",
    "tumour": "tumor", "colour": "color", "odour": "odor", "behaviour": "behavior",
    "leuco": "leuko", "foet": "fet", "faec": "fec", "caec": "cec", "oestr": "estr",
    "coeli": "celi", "sulph": "sulf", "gynaec": "gynec", "paed": "ped", "localis": "localiz",
    "generalis": "generaliz", "isation": "ization", "fibre": "fiber", "litre": "liter",
}  # fmt: skip
# "angioedema" and "gastroesophageal" are American already: these do not match there.
_GUARDED = {"oedem": "(?<!gi)oedem", "oesoph": "(?<!r)oesoph"}
_BRITISH = re.compile("|".join(_GUARDED.get(british, british) for british in _AMERICAN))
_SET_ASIDE = frozenset({"-", "‐", "‑", "–", "/", "the", "a", "an", "your", "their", "'", "’"})
