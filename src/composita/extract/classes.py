"""Classes that a label or leaflet says its medicine belongs to: "is a kinase inhibitor"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import dropwhile

from composita.extract.phrases import pattern
from composita.extract.pieces import clauses
from composita.extract.stated import Stated, facts
from composita.extract.subject import Subject
from composita.extract.text import lexicon_file, sections
from composita.facts import Class, Document, Fact

_KINDS = ("indications", "description", "mechanism", "pharmacology")
_LONGEST = 10  # words; a name that goes on was not understood
_FARTHEST = 200  # characters; enough for that many words


def extract(document: Document) -> Iterator[Fact]:
    """The classes that the document names."""
    return facts(document, classes(document))


def classes(document: Document) -> Iterator[Stated]:
    """Every statement of a class in the document, in reading order."""
    subject = Subject(document)
    for section in sections(document, *_KINDS):
        for clause in clauses(section):
            for lead in _leads_in(clause.low):
                name = class_name(clause.words[lead.end() :])
                if name and (about := subject.before(clause.words[: lead.start()])) is not None:
                    yield Stated(Class(name, "group"), section, clause, about)


def _leads_in(words: str) -> Iterator[re.Match[str]]:
    """The phrases before a class's name; most words have none, which is quick to say."""
    return _leads().finditer(words) if any(cue in words for cue in _words("cues")) else iter(())


def class_name(words: str) -> str:
    """The class's name that these words begin with, in the singular; or ""."""
    phrase = noun_phrase(words, _words("stops"), _is_class)
    if phrase and not _is_class(phrase) and singular(phrase[-1].lower()) in _words("broad"):
        phrase.pop()
    kept = list(dropwhile(lambda word: word.lower() in _words("drop"), phrase))
    if not _is_class(kept):
        return ""
    return " ".join([*map(plain, kept[:-1]), singular(plain(kept[-1]))])


def noun_phrase(
    words: str, stops: Collection[str], done: Callable[[list[str]], bool] = lambda _: False
) -> list[str]:
    """The words up to the first that cannot be part of a name; none if they go on too long.

    `stops` are words that end it, and so does "and" after what is `done`.
    """
    phrase: list[str] = []
    for word in _ABBREVIATION.sub(" ", words[:_FARTHEST]).split():
        bare = word.strip("“”\"'‘’ ").rstrip(",.;:®™")
        if _ends(bare, stops) or len(phrase) == _LONGEST or (_goes_on(bare) and done(phrase)):
            break
        if bare in ("called", "named"):
            phrase.clear()
        elif bare != "s":  # of an apostrophe that the copy of the document has lost
            phrase.append(bare)
        if word.endswith((",", ".", ";", ":", "”", '"')):
            break
    return phrase if len(phrase) < _LONGEST else []


def _ends(word: str, stops: Collection[str]) -> bool:
    opens = word.startswith("(") and not word.endswith(")")
    return not word or opens or word[0] in "[)]|–" or word.lower() in stops


def _goes_on(word: str) -> bool:
    return word == "and" or word.startswith("(")


# "(SSRI)", "(H 2 )" — but not the middle of "poly (ADP-ribose) polymerase".
_ABBREVIATION = re.compile(r"\s*\((?![^)]*[a-z]{4})[^()]{1,16}\)")


def _is_class(phrase: list[str]) -> bool:
    if not phrase:
        return False
    head = singular(phrase[-1].lower())
    before = [word.lower() for word in phrase[:-1] if word.lower() not in _words("vague")]
    if head in _words("broad"):
        return bool(before) and _narrows(before[-1])
    if head in _words("not_heads") or (head in _words("relative") and not before):
        return False
    return head.endswith(_words("heads")) or head.startswith(_words("beginnings"))


def _narrows(word: str) -> bool:
    return word.endswith(_words("broad_after")) or word.startswith(_words("beginnings"))


def singular(word: str) -> str:
    """ "inhibitors" → "inhibitor", "antibodies" → "antibody"."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def plain(word: str) -> str:
    """Lower case, unless it is an abbreviation or a code: "H2", "HMG-CoA", "NSAID", "D"."""
    coded = sum(map(str.isupper, word)) > 1 or any(map(str.isdigit, word)) or len(word) < 3
    return word if coded and not (word.isupper() and len(word) > 6) else word.lower()


@cache
def _leads() -> re.Pattern[str]:
    return pattern(lexicon_file("classes_stated")["leads"], {})


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(lexicon_file("classes_stated")[name])
