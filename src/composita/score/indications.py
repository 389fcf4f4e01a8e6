"""Conditions that a label is indicated for, as a set for each label.

The gold is LabeledIn (2014): indication sections with marked mentions, each with the UMLS code of
a disease. A label's gold set is its distinct codes. No list of UMLS names is at hand, so wordings
stand for codes: a condition of ours is right when its wording is one of those that the label
itself, or a label of another fold, has marked with the code. A narrower name ("evident coronary
heart disease", "cirrhosis of the liver") is right where the wording of what it is a kind of is
marked. LabeledIn marks the two conditions of "edema associated with cirrhosis" one by one: ours
finds the codes of both, and is wrong where neither is marked. Limits of use are left out. Wordings
are compared in our spelling, without hyphens, without the words at the front that say how bad or
how far a condition is, and in the singular.

Wordings of other labels are learned, so that is cross-validated: ten folds, by line of the file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from composita.extract import indications
from composita.extract.conditions import base, normal
from composita.extract.wording import fold_words
from composita.facts import Document, Indication, Section
from composita.score import Row

_FOLDS = 10

Wordings = Mapping[str, set[str]]  # the codes that a wording was marked with


class Label(NamedTuple):
    """A label's marked wordings with their codes, and the parts of the conditions we found."""

    name: str
    marked: Wordings
    told: set[tuple[str, ...]]


def score(gold: Path) -> Iterator[Row]:
    """Two rows for the labels in `labeledin-2012`: narrower names right, and only equal ones."""
    all_labels = list(labels(gold / "labeledin-2012"))
    task, how = "conditions a label is indicated for (set)", "rules; wordings in ten folds"
    yield _row(all_labels, wider, task, f"{how}; narrower names count", "0.85")
    yield _row(all_labels, lambda words: [words], f"{task}, exact wording", how)


def _row(
    all_labels: list[Label],
    fits: Callable[[str], Iterable[str]],
    task: str,
    how: str,
    reach: str = "",
) -> Row:
    right = found = marked = 0
    for number, label in enumerate(all_labels):
        others = (each for i, each in enumerate(all_labels) if (i - number) % _FOLDS)
        named, wrong = compare(label, learned(others), fits)
        right += len(named)
        found += len(named) + len(wrong)
        marked += len(codes(label))
    return Row(task, "labeledin-2012", right, found, marked, reach=reach, how=how)


def compare(
    label: Label, wordings: Wordings, fits: Callable[[str], Iterable[str]]
) -> tuple[set[str], set[tuple[str, ...]]]:
    """The label's codes that we found, and the conditions of ours that none of its codes fits.

    `fits` gives the wordings that a wording of ours may be marked with.
    """
    wanted = codes(label)
    named, wrong = set[str](), set[tuple[str, ...]]()
    for condition in label.told:
        each = ([label.marked.get(w, set()) | wordings.get(w, set()) for w in fits(words)]
                for words in condition)  # fmt: skip
        hits = [
            next((hit for codes in marked if (hit := codes & wanted)), set()) for marked in each
        ]
        named.update(*hits)
        wrong |= set() if any(hits) else {condition}
    return named, wrong


def wider(words: str) -> Iterator[str]:
    """The wording, and what it is a kind of: its last words, and those before "of"."""
    for whole in (words, words.split(" of ")[0]):
        yield from (" ".join(whole.split()[i:]) for i in range(whole.count(" ") + 1))


def codes(label: Label) -> set[str]:
    return {code for marked in label.marked.values() for code in marked}


def learned(labels: Iterator[Label]) -> Wordings:
    """The codes that these labels have marked each wording with."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for label in labels:
        for words, marked in label.marked.items():
            found[words] |= marked
    return found


def labels(folder: Path) -> Iterator[Label]:
    text = (folder / "LabeledIn_annotated_XML.txt").read_text(encoding="utf-8", errors="replace")
    for line in text.splitlines():
        name, _, section, *_ = line.split("|")
        yield Label(name, _marked(section), _told(_words(section)))


def _marked(section: str) -> Wordings:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, words in _MARK.findall(section):
        found[_wording(words)].add(code)
    return found


def _told(text: str) -> set[tuple[str, ...]]:
    document = Document("gold", "", "", sections=(Section("1", "indications", "", text),))
    values = (fact.value for fact in indications.extract(document))
    conditions = [v.condition for v in values if isinstance(v, Indication) and not v.limitation]
    return {tuple(map(_wording, indications.parts(whole))) for whole in conditions}


def _wording(words: str) -> str:
    return fold_words(base(normal(_TAG.sub(" ", words))))


def _words(section: str) -> str:
    """The section's words: breaks, headings and list items begin a new line."""
    lines = _TAG.sub(" ", _BREAK.sub("\n", _ITEM.sub("\n• ", section))).splitlines()
    plain = (_GAP.sub("", " ".join(line.split())) for line in lines)
    return "\n".join(filter(None, plain))


_MARK = re.compile(r'<annotation cui="([^"]*)">(.*?)</annotation>')
_ITEM = re.compile(r"<li>")
_BREAK = re.compile(r"<br>|</?(?:div|ol|ul|p)>")
_GAP = re.compile(r" (?=[.,;:)])")
_TAG = re.compile(r"<[^>]*>")
