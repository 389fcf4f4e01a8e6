"""Names of medicines as systems print them, made by their grammars from our own names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from composita.facts import Substance


class Printed(NamedTuple):
    """A printed name, and the UNIIs of what it names."""

    text: str
    uniis: tuple[str, ...]


_FORMS = (
    "Oral Tablet", "Oral Capsule", "Extended Release Oral Tablet", "Delayed Release Oral Capsule",
    "Chewable Tablet", "Disintegrating Oral Tablet", "Oral Solution", "Oral Suspension",
    "Injectable Solution", "Injection", "Topical Cream", "Topical Ointment", "Ophthalmic Solution",
    "Transdermal System", "Nasal Spray", "Rectal Suppository", "Sublingual Tablet", "Vaginal Cream",
)  # fmt: skip
_STRENGTHS = (
    "5 MG", "0.5 MG", "250 MG", "12.5 MG", "1000 MG", "0.03 MG", "50 MG/ML", "5000 UNT/ML",
    "1 MG/ML", "0.05 MG/MG", "20 MEQ", "1000 UNT", "0.1 MG/HR",
)  # fmt: skip
_SIZED = (
    ("24 HR", "{} MG Extended Release Oral Tablet"),
    ("12 HR", "{} MG Extended Release Oral Capsule"),
    ("72 HR", "0.{} MG/HR Transdermal System"), ("168 HR", "0.{} MG/HR Transdermal System"),
    ("200 ACTUAT", "0.{} MG/ACTUAT Metered Dose Inhaler"),
    ("60 ACTUAT", "0.{} MG/ACTUAT Dry Powder Inhaler"),
    ("120 ACTUAT", "0.{} MG/ACTUAT Metered Dose Nasal Spray"),
    ("1 ML", "{} MG/ML Prefilled Syringe"), ("0.5 ML", "{} MG/ML Auto-Injector"),
    ("3 ML", "{} UNT/ML Pen Injector"), ("10 ML", "{} MG/ML Injection"),
    ("2 ML", "{} MG/ML Cartridge"), ("100 ML", "{} MG/ML Injection"),
)  # fmt: skip


def by_rxnorm(substances: Sequence[Substance], many: int, seed: int) -> Iterator[Printed]:
    """Names of clinical and branded drugs and packs, as RxNorm's grammar makes them."""
    random = Random(seed)
    shapes = (_single, _single, _sized, _several, _branded, _pack)
    for _ in range(many):
        yield random.choice(shapes)(random, substances)


def by_listings(substances: Sequence[Substance], many: int, seed: int) -> Iterator[Printed]:
    """Compositions as Indian listings print them: "Alfamine (500mg) + Betaprol (125mg)"."""
    random = Random(seed)
    for _ in range(many):
        parts = random.sample(substances, random.choice((1, 2, 2, 3, 4)))
        between = random.choice((" + ", "+", " + ", " / "))
        texts = [f"{s.name}{random.choice((' ', ''))}{_bracketed(random)}" for s in parts]
        yield Printed(between.join(texts), tuple(s.unii for s in parts))


def _bracketed(random: Random) -> str:
    return random.choice(
        ("(500mg)", "(125mg)", "(1% w/w)", "(2000IU)", "(0.5mg)", "(40mg/ml)", "(10mg/5ml)",
         "(1500mcg)", "(0.05% w/v)", "(5gm)", "(60000IU)", "(75 mg)")
    )  # fmt: skip


def _name(random: Random, substance: Substance) -> str:
    """Its name, or that of one of its salts, as RxNorm prints it."""
    salts = [name.text for name in substance.names if name.kind == "salt"]
    return random.choice((substance.name, *salts[:2])).lower()


def _part(random: Random, substance: Substance) -> str:
    return f"{_name(random, substance)} {random.choice(_STRENGTHS)}"


def _single(random: Random, substances: Sequence[Substance]) -> Printed:
    one = random.choice(substances)
    return Printed(f"{_part(random, one)} {random.choice(_FORMS)}", (one.unii,))


def _sized(random: Random, substances: Sequence[Substance]) -> Printed:
    one, (size, rest) = random.choice(substances), random.choice(_SIZED)
    text = f"{size} {_name(random, one)} {rest.format(random.randint(1, 90))}"
    return Printed(text, (one.unii,))


def _several(random: Random, substances: Sequence[Substance]) -> Printed:
    parts = random.sample(substances, random.choice((2, 2, 3)))
    text = " / ".join(_part(random, one) for one in parts)
    return Printed(f"{text} {random.choice(_FORMS)}", tuple(s.unii for s in parts))


def _branded(random: Random, substances: Sequence[Substance]) -> Printed:
    branded = [s for s in random.sample(substances, 60) if _brands(s)]
    one = branded[0]
    text = f"{_part(random, one)} {random.choice(_FORMS)} [{random.choice(_brands(one))}]"
    return Printed(text, (one.unii,))


def _brands(substance: Substance) -> list[str]:
    return [n.text for n in substance.names if n.kind == "brand" and "+" not in n.of]


def _pack(random: Random, substances: Sequence[Substance]) -> Printed:
    one, other = random.sample(substances, 2)
    first = f"21 ({_name(random, one)} 0.03 MG / {_name(random, other)} 0.15 MG Oral Tablet)"
    text = f"{{{first} / 7 (inert ingredients 1 MG Oral Tablet) }} Pack"
    return Printed(f"{text}{random.choice(('', ' [Examplox 28 Day]'))}", (one.unii, other.unii))
