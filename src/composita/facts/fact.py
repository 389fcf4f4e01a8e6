"""A fact: one thing that a document says, with the passage that says it.

The values are a tagged union of small structs, one for each kind. They hold terms, codes and
numbers, never sentences: sentences stay in the document, where the passage points.
A field that is "" or None is one that the document does not state.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import ClassVar, Literal

import msgspec
from msgspec import Struct

from composita.facts.document import Passage

# Who a statement is for. "" is everybody, or not stated.
Population = Literal[
    "", "adults", "children", "older people", "kidney impairment", "liver impairment",
    "pregnancy", "breastfeeding", "women", "men",
]  # fmt: skip

# How often people have a side effect, in the EU's words: see `AdverseReaction`.
Frequency = Literal["", "very common", "common", "uncommon", "rare", "very rare", "unknown"]

# What to do about an interaction, in falling order of force.
Action = Literal["contraindicated", "avoid", "separate", "adjust", "monitor", "caution", ""]


class Indication(Struct, frozen=True, gc=False, tag="indication", omit_defaults=True):
    """What a medicine is for. `term` is a code such as "MESH:D003865" or "HP:0000716"."""

    condition: str
    term: str = ""
    population: Population = ""
    role: Literal["", "treatment", "prevention", "adjunct", "diagnosis", "relief"] = ""
    limitation: bool = False


class Dose(Struct, frozen=True, gc=False, tag="dose", omit_defaults=True):
    """How much: from `low` to `high` (equal where one number is given) of `unit`.

    `unit` is a UCUM code ("mg", "ug", "[iU]", "mL", "mg/kg"); `per` is "dose" or "day".
    `times_a_day` is (fewest, most); `every_hours` is an interval. `age` and `weight` are the
    printed limits, for instance "6 to 12 years" ("0.6 to 0.7 m²" is a `weight` too); `renal` a
    printed creatinine clearance. A `step` is by how much the dose changes. `case` is what else must
    hold: "week 1", "first dose reduction", "with ketoconazole".
    """

    low: float
    high: float
    unit: str
    per: Literal["dose", "day", ""] = ""
    route: str = ""
    form: str = ""
    population: Population = ""
    phase: Literal["", "start", "step", "usual", "maximum", "loading", "maintenance"] = ""
    times_a_day: tuple[int, int] | None = None
    every_hours: tuple[float, float] | None = None
    timing: str = ""
    age: str = ""
    weight: str = ""
    renal: str = ""
    condition: str = ""
    case: str = ""


class Contraindication(Struct, frozen=True, gc=False, tag="contraindication", omit_defaults=True):
    """When a document says not to use it. `what` says which sort of thing `term` names."""

    action: ClassVar[Action] = "contraindicated"
    what: Literal["condition", "allergy", "substance", "class", "population", "none"]
    term: str
    code: str = ""


class Warning(Struct, frozen=True, gc=False, tag="warning", omit_defaults=True):
    """A warning's topic, for instance "suicidal thoughts"; `boxed` where it stands in the box."""

    topic: str
    boxed: bool = False
    code: str = ""


class AdverseReaction(Struct, frozen=True, gc=False, tag="reaction", omit_defaults=True):
    """A side effect as a term. `group` is where the document puts it.

    `percent` and `comparator` are (lowest, highest) percentages of people, under the medicine
    and under placebo or another comparator. `frequency` is the EU word for how often:
    very common ≥ 1 in 10; common < 1 in 10; uncommon < 1 in 100; rare < 1 in 1,000;
    very rare < 1 in 10,000.
    """

    term: str
    group: Literal["", "boxed", "warning", "trials", "postmarketing", "common", "serious"] = ""
    code: str = ""
    frequency: Frequency = ""
    percent: tuple[float, float] | None = None
    comparator: tuple[float, float] | None = None


class Interaction(Struct, frozen=True, gc=False, tag="interaction", omit_defaults=True):
    """What a document says about taking it with something else.

    `other` is as the document names it; `effects` are terms such as "sedation"; `mechanism` is
    "" where none is said; `direction` says whose level or effect changes: "this", "other", "both".
    `level` is the source's own word for how much it matters, where it has one ("critical"), and
    `case` what the statement holds for, where that is less than everybody ("diabetes").
    """

    other: str
    what: Literal["substance", "class", "enzyme", "food", "alcohol", "condition", "test"]
    action: Action = ""
    effects: tuple[str, ...] = ()
    mechanism: Literal["", "enzyme", "transporter", "absorption", "pharmacodynamic"] = ""
    direction: Literal["", "this", "other", "both"] = ""
    level: str = ""
    case: str = ""


class Class(Struct, frozen=True, gc=False, tag="class", omit_defaults=True):
    """A class that the substance belongs to: `system` is EPC, MoA, PE, CS, MeSH PA, ATC, ANSM, ACB.

    "group" is what its own document calls it; "example" a class of which a document about another
    medicine names it as an example.
    """

    name: str
    system: str
    code: str = ""


class Mechanism(Struct, frozen=True, gc=False, tag="mechanism", omit_defaults=True):
    """How it works: an action ("inhibits", "blocks", "binds to", …) and its target, as terms.

    The action "is not fully known" has no target.
    """

    action: str
    target: str


class EnzymeRole(Struct, frozen=True, gc=False, tag="enzyme", omit_defaults=True):
    """What it is to an enzyme or transporter, for instance a strong inhibitor of "CYP3A4".

    `strength` of a substrate is main, minor or sensitive, of the others weak, moderate or strong.
    """

    enzyme: str
    role: Literal["substrate", "inhibitor", "inducer"]
    strength: Literal["", "weak", "moderate", "strong", "main", "minor", "sensitive"] = ""


class Special(Struct, frozen=True, gc=False, tag="special", omit_defaults=True):
    """Advice for a population, as a code.

    avoid · if needed (only if the benefit outweighs the risk) · caution · monitor · adjust dose ·
    may harm · no data · may use · not approved · passes into milk · crosses placenta · and the
    others of `extract/lexicons/special.toml`. `part` is the part of the population that it is
    for, for instance "severe", "third trimester" or "under 12 years".
    """

    population: Population
    advice: str
    part: str = ""


class Advice(Struct, frozen=True, gc=False, tag="advice", omit_defaults=True):
    """Advice for everyday life, as a code of `extract/lexicons/advice.toml`.

    Topics: driving, alcohol, stopping, missed dose, overdose, dependence, food, storage, sun.
    `detail` holds a number or a term, for instance "20 to 25 °C".
    """

    topic: str
    code: str
    detail: str = ""


class Listed(Struct, frozen=True, gc=False, tag="listed", omit_defaults=True):
    """A register lists products that hold exactly these substances together.

    `products` counts them, and `sold` those of them that are on the market now (None where the
    register does not say); `example` is one product's name; `market` an ISO 3166 country code.
    """

    market: str
    products: int
    example: str
    forms: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    sold: int | None = None


Value = (
    Indication | Dose | Contraindication | Warning | AdverseReaction | Interaction | Class
    | Mechanism | EnzymeRole | Special | Advice | Listed
)  # fmt: skip


class Fact(Struct, frozen=True, gc=False, array_like=True):
    """A value, the passage that says it, and the substances that it is about.

    `about` is empty where the fact is about the document's own subject, which is the usual case;
    lists of many substances (classes, registers) give it for each fact. `partly` is true where the
    passage says more of it than was understood: it is for professionals only.
    """

    value: Value
    passage: Passage
    about: tuple[str, ...] = ()
    partly: bool = False


def kind_of(value: Value) -> str:
    """The tag of a value, for instance "dose"."""
    return str(value.__struct_config__.tag)


def statement_id(about: tuple[str, ...], value: Value) -> str:
    """12 hexadecimal digits that name what is said about whom, whichever document says it.

    The first four are those of `about_digits`, so that a statement can be looked for among the
    facts about the same substances.
    """
    said = blake2b(msgspec.json.encode(value), digest_size=4).hexdigest()
    return about_digits(about) + said


@lru_cache(maxsize=1024)
def about_digits(about: tuple[str, ...]) -> str:
    """4 hexadecimal digits for some substances, given by their UNIIs in order."""
    return blake2b("+".join(about).encode(), digest_size=2).hexdigest()
