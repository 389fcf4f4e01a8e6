"""Labels whose side effects people marked (TAC 2017), as sections and as labels of their words.

The marks are the distinct words of each section. Words that stand together are marked wherever
they occur; those that stand apart ("swelling of the tongue" in "swelling of the lips and tongue")
are looked for in one sentence, and what they do not share with another mark is a piece.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from composita.extract.tagger import LABELS
from composita.extract.tokens import Tokens
from composita.extract.wording import WORD

_KINDS = {
    "adverse reactions": "adverse_reactions",
    "warnings and precautions": "warnings",
    "boxed warnings": "boxed_warning",
}
_FURTHEST = 45  # words between the first and the last of a side effect that stands apart
_SLACK = 3  # words by which another place may be wider than the narrowest
_SMALL = frozenset({"of", "in", "to", "on", "with", "for", "from", "at", "around", "by",
                    "the", "a", "an", "your"})  # fmt: skip


class MarkedSection(NamedTuple):
    """A section of a label, and the distinct words in it that name side effects."""

    label: str
    kind: str
    text: str
    marks: frozenset[str]


def marked_sections(folder: Path) -> Iterator[MarkedSection]:
    for path in sorted(folder.glob("*.json")):
        for section in json.loads(path.read_text(encoding="utf-8")):
            marks = frozenset(" ".join(row[0].split()) for row in section["adverse_events"])
            kind = _KINDS[section["section_name"]]
            yield MarkedSection(section["label_id"], kind, section["section_text"], marks)


def labels_of(
    words: Tokens, sentence: NDArray[np.int32], marks: frozenset[str]
) -> NDArray[np.int8]:
    """The tagger's label of each word of a section with these marks."""
    lowered = [word.lower() for word in words.words]
    places = defaultdict(list)
    for at, word in enumerate(lowered):
        places[word].append(at)
    split = sorted((WORD.findall(mark.lower()) for mark in marks), key=lambda w: (-len(w), w))
    labels = np.zeros(len(lowered), np.int8)
    apart = [mark for mark in split if not _mark_whole(labels, lowered, places, mark)]
    whole = labels > 0
    for mark in apart:
        for found in _places_apart(lowered, places, sentence, mark):
            pieces = [at for at in found if not whole[at] and lowered[at] not in _SMALL]
            labels[pieces] = LABELS.index("C")
    return labels


def _mark_whole(
    labels: NDArray[np.int8], lowered: list[str], places: dict[str, list[int]], mark: list[str]
) -> bool:
    """Marks the places where words stand together, longer marks before shorter ones."""
    inside = [LABELS.index("I")] * (len(mark) - 2)
    path = [LABELS.index("B"), *inside, LABELS.index("E")]
    found = [at for at in places[mark[0]] if lowered[at : at + len(mark)] == mark]
    for at in found:
        if not labels[at : at + len(mark)].any():
            labels[at : at + len(mark)] = path if len(mark) > 1 else LABELS.index("S")
    return bool(found)


def _places_apart(
    lowered: list[str], places: dict[str, list[int]], sentence: NDArray[np.int32], mark: list[str]
) -> list[list[int]]:
    """The places of a mark's words in order in one sentence, where they are nearest together."""
    found = []
    for first in places[mark[0]]:
        path = [first]
        for word in mark[1:]:
            near = range(path[-1] + 1, min(first + _FURTHEST, len(lowered)))
            here = (at for at in near if lowered[at] == word and sentence[at] == sentence[first])
            path.append(next(here, -1))
            if path[-1] < 0:
                break
        else:
            found.append(path)
    narrowest = min((path[-1] - path[0] for path in found), default=0)
    return [path for path in found if path[-1] - path[0] <= narrowest + _SLACK]
