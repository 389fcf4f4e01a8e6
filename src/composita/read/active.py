"""The active substances that a leaflet names in its section about contents: all of them, or none.

A leaflet says it in one sentence of the template: "The active substance is pregabalin." What
that sentence does not say plainly is not guessed.
"""

from __future__ import annotations

import re

_SAYS = re.compile(
    r"\bactive (?:substance|ingredient|component)(?P<plural>s?)"
    r"(?: (?:of|in|contained in) [^.:;\n]{1,60}?)? (?:is|are)(?: called)?\b[: ]*(?P<what>[^\n:]+)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_END = re.compile(r"\.(?=\s|$)|;|\s-\s")
_FORM = re.compile(r",? (?:as|in the form of|equivalent to|corresponding to|present as)\b.*")
_AMOUNT = re.compile(
    r"^\d[\d.,/ ]* ?(?:mg|g|micrograms?|mcg|µg|IU|units?|ml)(?: of)? ", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d][\w'’αβγ-]*(?: [\w'’αβγ-]+){0,5}")
_NO_NAME = re.compile(
    r"\b(?:each|contains?|which|that|this|one|per|the|is|are|a|an|mg|ml|or|used|called|from|with|"
    r"produced|made|group|medicine|tablets?|capsules?|virus|strains?)\b",
    re.IGNORECASE,
)


def active_substances(contents: str) -> tuple[str, ...]:
    """The names, as printed, of all active substances; () where it is not plain which they are."""
    said = {_names(match) for match in _SAYS.finditer(contents)}
    return said.pop() if len(said) == 1 else ()


def _names(sentence: re.Match[str]) -> tuple[str, ...]:
    words = _END.split(_BRACKETS.sub("", sentence["what"]), maxsplit=1)[0]
    parts = re.split(r",? and |, |/", words) if sentence["plural"] else [words]
    names = tuple(_AMOUNT.sub("", _FORM.sub("", part.strip())) for part in parts)
    one_or_more = len(names) > 1 if sentence["plural"] else " and " not in names[0]
    return names if one_or_more and all(map(_is_name, names)) else ()


def _is_name(words: str) -> bool:
    return bool(_NAME.fullmatch(words)) and not _NO_NAME.search(words)
