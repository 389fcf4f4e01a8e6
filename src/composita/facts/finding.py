"""A check: what matters when the medicines of a regimen are taken together, and by whom.

`check` finds it and `compose` words it; every finding carries the statements that it rests on.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from composita.facts.fact import Action, Dose
from composita.facts.level import Level
from composita.facts.monograph import Statement
from composita.facts.substance import Recognised

# How it comes about; "unknown" where no source says.
How = Literal["pharmacodynamic", "enzyme", "transporter", "absorption", "unknown"]

# What a finding is: a source tells of the pair; roles at one enzyme meet; one effect of several
# medicines; one substance, or one class, twice; more than a label's maximum; daily what sources
# say weekly; the person.
FindingKind = Literal[
    "interaction", "enzyme", "adds up", "same substance", "same class", "too much", "too often",
    "person",
]  # fmt: skip

# The answer of one item's sources to a circumstance of the person. "not read": they have a section
# on just this, and we could read nothing in it; "silent": they have sections where it could stand,
# and say nothing that we can read; "unknown": nobody was asked. None means that it is harmless.
PersonAnswer = Literal["found", "not read", "silent", "unknown"]

# What a circumstance is: a population that the person is of, what they do, an illness, an allergy;
# a number that puts them in no population of which labels speak.
CircumstanceKind = Literal["population", "habit", "condition", "allergy", "measure"]

# The answer for a pair. "silent": sources cover both and say nothing that we can read; "unknown":
# a name is not recognised, or no source covers it. Neither means that nothing can happen.
PairAnswer = Literal["found", "silent", "unknown"]


class Item(Struct, frozen=True, gc=False, omit_defaults=True):
    """One thing that a person takes: what was typed, and what it was understood as.

    `recognised` holds several names where it is a product of several substances. `strength` is
    the printed amount of one unit, `dose` how much is taken and how often, where that was typed.
    A `local` item acts where it is put: eye drops, a cream. `unread` are the words and numbers that
    nobody understood. Items that were written as one product ("A + B") share a number in
    `together`, which is 0 for all others.
    """

    typed: str
    recognised: tuple[Recognised, ...]
    dose: Dose | None = None
    local: bool = False
    unread: tuple[str, ...] = ()
    together: int = 0

    @property
    def is_taken(self) -> bool:
        """Not what was stopped, or what somebody is allergic to."""
        return any(name.how != "not taken" for name in self.recognised)

    @property
    def name(self) -> str:
        """The substances' names, with what was typed where one is not recognised."""
        names = [r.substance.name if r.substance else r.typed for r in self.recognised]
        return " + ".join(dict.fromkeys(names))


class Typed(Struct, frozen=True, gc=False):
    """What a text that somebody typed came to: its medicines in their order, and what was not read.

    Each word of the text is in an item, or in the `unread` of one.
    """

    text: str
    items: tuple[Item, ...]

    @property
    def names(self) -> tuple[Recognised, ...]:
        """What each name came to."""
        return tuple(name for item in self.items for name in item.recognised)

    @property
    def unread(self) -> tuple[str, ...]:
        """The words that are neither a name nor understood beside one."""
        return tuple(words for item in self.items for words in item.unread)


class Patient(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """The person, as far as told. `age` is in years, `creatinine_clearance` in mL/min.

    `conditions` are illnesses and `allergies` what the person is allergic to, as typed.
    """

    age: float | None = None
    pregnant: bool = False
    breastfeeding: bool = False
    creatinine_clearance: float | None = None
    kidney_disease: bool = False
    liver_disease: bool = False
    conditions: tuple[str, ...] = ()
    alcohol: bool = False
    driving: bool = False
    allergies: tuple[str, ...] = ()


class Ground(Struct, frozen=True, gc=False, omit_defaults=True):
    """A statement that a finding rests on, and our level for it.

    `item` is whose sources say it and `other` about which item. `means` are the statements that
    make it be about that other item: its class, its role at an enzyme, its effect; empty where
    the source names it. `case` is the sub-case that the source gives the level for.
    """

    item: int
    statement: Statement
    level: Level
    other: int | None = None
    means: tuple[Statement, ...] = ()
    case: str = ""


class Between(Struct, frozen=True, gc=False):
    """How much a finding matters for two of its items: no other pair lends it a level."""

    items: tuple[int, int]
    level: Level


class Finding(Struct, frozen=True, gc=False, omit_defaults=True):
    """One thing that matters, for the items at these places of the regimen.

    `effects` are terms for what can happen; `actions` what sources say to do, most forceful
    first; `topic` the effect, enzyme, class, population or condition that it is about.
    `between` has the level of each pair of items that it is about, and `level` is the most
    forceful of these (of its grounds, where it is about each item for itself); `levels` are all
    levels that sources give a pair that carries it: more than one is a disagreement.
    """

    kind: FindingKind
    items: tuple[int, ...]
    level: Level
    grounds: tuple[Ground, ...]
    topic: str = ""
    effects: tuple[str, ...] = ()
    how: How = "unknown"
    actions: tuple[Action, ...] = ()
    levels: tuple[Level, ...] = ()
    between: tuple[Between, ...] = ()

    @property
    def carried_by(self) -> frozenset[int]:
        """The items that make it as grave as it is."""
        carrying = (pair.items for pair in self.between if pair.level == self.level)
        alone = (one.item for one in self.grounds if one.level == self.level)
        return frozenset(item for pair in carrying for item in pair) or frozenset(alone)


class Pair(Struct, frozen=True, gc=False, omit_defaults=True):
    """The answer for two items: places of findings, or who was asked, or who is not covered.

    `level` is the most forceful that these findings have between the two: the one level of the
    pair, wherever it is shown. `listed` are registers' listings of both as one product.
    """

    items: tuple[int, int]
    answer: PairAnswer
    findings: tuple[int, ...] = ()
    asked: tuple[str, ...] = ()
    lacking: tuple[int, ...] = ()
    level: Level | None = None
    listed: tuple[Statement, ...] = ()


class ItemAnswer(Struct, frozen=True, gc=False, omit_defaults=True):
    """What the sources of one item say of a circumstance.

    `findings` are places of findings; `statements` what is said and is no finding ("no change of
    dose is needed", advice for another age); `asked` the documents where it could stand, `places`
    their sections on just this: (document, section).
    """

    item: int
    answer: PersonAnswer
    findings: tuple[int, ...] = ()
    statements: tuple[Statement, ...] = ()
    asked: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()


class Circumstance(Struct, frozen=True, gc=False, omit_defaults=True):
    """One thing told of the person, with an answer for each item whose name is recognised.

    `topic` is a population or a habit, otherwise what was typed. Where it is not `recognised`,
    `near` are terms that may be meant.
    """

    topic: str
    kind: CircumstanceKind
    recognised: bool = True
    near: tuple[str, ...] = ()
    answers: tuple[ItemAnswer, ...] = ()


class Covered(Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of the ledger: a source that was asked, and the documents it has for each item."""

    source: str
    items: tuple[int, ...]
    documents: tuple[str, ...] = ()


class Check(Struct, frozen=True, gc=False):
    """The answer for a regimen. Findings come the most forceful first.

    `circumstances` are all things told of the person: none goes missing.
    """

    items: tuple[Item, ...]
    patient: Patient
    findings: tuple[Finding, ...]
    pairs: tuple[Pair, ...]
    ledger: tuple[Covered, ...]
    data: str
    circumstances: tuple[Circumstance, ...] = ()

    @property
    def not_read(self) -> tuple[str, ...]:
        """All that was typed and not understood: words, names, what was told of the person."""
        names = (
            name.typed for item in self.items for name in item.recognised if not name.substance
        )
        words = (word for item in self.items for word in item.unread)
        told = (one.topic for one in self.circumstances if not one.recognised)
        return tuple(dict.fromkeys((*words, *names, *told)))
